/** The extensions of RFC 5280, 4.2 that path validation and revocation need, each read strictly from its value. */
import { readBoolean, readNamedBits, readOid, readSmall, readText, toHex } from './asn1-values.ts'
import { readGeneralName, readGeneralNames } from './general-name.ts'
import { readRdn } from './name.ts'
import { accessMethod, extensionOid } from './oids.ts'
import { readQcStatements } from './qc-statements.ts'
import { contentOf, context, EncodingError, expectTag, membersOf, openTlv, rawOf, readWhole, tag } from './tlv.ts'
import type { GeneralName } from './general-name.ts'
import type { NameAttribute } from './name.ts'
import type { QcStatements } from './qc-statements.ts'
import type { Tlv } from './tlv.ts'

export type Extension = { readonly oid: string; readonly critical: boolean; readonly value: Uint8Array }

/** Bit by bit (RFC 5280, 4.2.1.3). */
export const keyUsageNames = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const
export type KeyUsage = (typeof keyUsageNames)[number]

const reasonNames = [
  'unused',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  'privilegeWithdrawn',
  'aACompromise',
] as const
export type ReasonFlag = (typeof reasonNames)[number]

export type PolicyInformation = { readonly policy: string; readonly qualifiers: readonly PolicyQualifier[] }
type PolicyQualifier = {
  readonly oid: string
  readonly raw: Uint8Array
  readonly cps?: string
  readonly notice?: string
}

export type DistributionPoint = {
  readonly fullName: readonly GeneralName[] | undefined
  readonly relativeName: readonly NameAttribute[] | undefined
  /** undefined: all reasons */
  readonly reasons: readonly ReasonFlag[] | undefined
  readonly crlIssuer: readonly GeneralName[] | undefined
}

export type GeneralSubtree = { readonly base: GeneralName; readonly bounded: boolean }

export type KnownExtensions = {
  readonly basicConstraints?: { readonly ca: boolean; readonly pathLength: number | undefined }
  readonly keyUsage?: readonly KeyUsage[]
  readonly extendedKeyUsage?: readonly string[]
  readonly subjectKeyIdentifier?: string
  readonly authorityKeyIdentifier?: {
    readonly keyIdentifier: string | undefined
    readonly issuer: readonly GeneralName[] | undefined
    readonly serial: string | undefined
  }
  readonly subjectAltName?: readonly GeneralName[]
  readonly certificatePolicies?: readonly PolicyInformation[]
  readonly policyMappings?: readonly { readonly issuerDomain: string; readonly subjectDomain: string }[]
  readonly policyConstraints?: {
    readonly requireExplicitPolicy: number | undefined
    readonly inhibitPolicyMapping: number | undefined
  }
  readonly inhibitAnyPolicy?: number
  readonly nameConstraints?: {
    readonly permitted: readonly GeneralSubtree[]
    readonly excluded: readonly GeneralSubtree[]
  }
  readonly crlDistributionPoints?: readonly DistributionPoint[]
  readonly freshestCrl?: readonly DistributionPoint[]
  readonly authorityInfoAccess?: { readonly ocsp: readonly string[]; readonly caIssuers: readonly string[] }
  readonly ocspNoCheck?: true
  readonly validityAssuredShortTerm?: true
  readonly qcStatements?: QcStatements
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

/** Extensions (RFC 5280, 4.1.2.9): the SEQUENCE inside the explicit tag. */
export function readExtensions(element: Tlv): Extension[] {
  return membersOf(expectTag(element, tag.sequence), 200).map((member) => {
    const cursor = openTlv(expectTag(member, tag.sequence))
    const oid = readOid(cursor.take())
    const critical = cursor.optional(tag.boolean)
    const value = contentOf(cursor.take(tag.octetString))
    cursor.finish()
    return { oid, critical: critical === undefined ? false : readBoolean(critical), value }
  })
}

/**
 * Reads what is known. An extension that is malformed or there twice lands in `malformed` instead of failing the whole:
 * a certificate must be readable for a report even where path validation will refuse it.
 */
export function readKnownExtensions(extensions: readonly Extension[]): { known: KnownExtensions; malformed: string[] } {
  const known: Mutable<KnownExtensions> = {}
  const malformed: string[] = []
  const seen = new Set<string>()
  for (const { oid, value } of extensions) {
    if (seen.has(oid)) malformed.push(oid)
    seen.add(oid)
    try {
      readers[oid]?.(known, value)
    } catch (error) {
      if (!(error instanceof EncodingError)) throw error
      malformed.push(oid)
    }
  }
  return { known, malformed }
}

const readers: Record<string, ((known: Mutable<KnownExtensions>, value: Uint8Array) => void) | undefined> = {
  [extensionOid.basicConstraints]: (known, value) => {
    const cursor = openTlv(readWhole(value, tag.sequence))
    const ca = cursor.optional(tag.boolean)
    const pathLength = cursor.optional(tag.integer)
    cursor.finish()
    known.basicConstraints = {
      ca: ca !== undefined && readBoolean(ca),
      pathLength: pathLength === undefined ? undefined : readSmall(pathLength),
    }
  },
  [extensionOid.keyUsage]: (known, value) => {
    known.keyUsage = readNamedBits(readWhole(value), keyUsageNames)
  },
  [extensionOid.extendedKeyUsage]: (known, value) => {
    known.extendedKeyUsage = nonEmpty(membersOf(readWhole(value, tag.sequence), 200)).map(readOid)
  },
  [extensionOid.subjectKeyIdentifier]: (known, value) => {
    known.subjectKeyIdentifier = toHex(contentOf(readWhole(value, tag.octetString)))
  },
  [extensionOid.authorityKeyIdentifier]: (known, value) => {
    const cursor = openTlv(readWhole(value, tag.sequence))
    const keyIdentifier = cursor.optional(context(0))
    const issuer = cursor.optional(context(1, true))
    const serial = cursor.optional(context(2))
    cursor.finish()
    known.authorityKeyIdentifier = {
      keyIdentifier: keyIdentifier && toHex(contentOf(keyIdentifier)),
      issuer: issuer && readGeneralNames(issuer),
      serial: serial && toHex(contentOf(serial)),
    }
  },
  [extensionOid.subjectAltName]: (known, value) => {
    known.subjectAltName = readGeneralNames(readWhole(value, tag.sequence))
  },
  [extensionOid.certificatePolicies]: (known, value) => {
    const policies = nonEmpty(membersOf(readWhole(value, tag.sequence), 500)).map(readPolicy)
    if (new Set(policies.map(({ policy }) => policy)).size !== policies.length)
      throw new EncodingError('a policy that is there twice')
    known.certificatePolicies = policies
  },
  [extensionOid.policyMappings]: (known, value) => {
    known.policyMappings = nonEmpty(membersOf(readWhole(value, tag.sequence), 500)).map((member) => {
      const cursor = openTlv(expectTag(member, tag.sequence))
      const mapping = { issuerDomain: readOid(cursor.take()), subjectDomain: readOid(cursor.take()) }
      cursor.finish()
      return mapping
    })
  },
  [extensionOid.policyConstraints]: (known, value) => {
    const cursor = openTlv(readWhole(value, tag.sequence))
    const require = cursor.optional(context(0))
    const inhibit = cursor.optional(context(1))
    cursor.finish()
    known.policyConstraints = {
      requireExplicitPolicy: require && readSmall(require, context(0)),
      inhibitPolicyMapping: inhibit && readSmall(inhibit, context(1)),
    }
  },
  [extensionOid.inhibitAnyPolicy]: (known, value) => {
    known.inhibitAnyPolicy = readSmall(readWhole(value))
  },
  [extensionOid.nameConstraints]: (known, value) => {
    const cursor = openTlv(readWhole(value, tag.sequence))
    const permitted = cursor.optional(context(0, true))
    const excluded = cursor.optional(context(1, true))
    cursor.finish()
    if (permitted === undefined && excluded === undefined) throw new EncodingError('name constraints without a subtree')
    known.nameConstraints = { permitted: readSubtrees(permitted), excluded: readSubtrees(excluded) }
  },
  [extensionOid.crlDistributionPoints]: (known, value) => {
    known.crlDistributionPoints = readDistributionPoints(value)
  },
  [extensionOid.freshestCrl]: (known, value) => {
    known.freshestCrl = readDistributionPoints(value)
  },
  [extensionOid.authorityInfoAccess]: (known, value) => {
    const ocsp: string[] = []
    const caIssuers: string[] = []
    for (const member of membersOf(readWhole(value, tag.sequence), 100)) {
      const cursor = openTlv(expectTag(member, tag.sequence))
      const method = readOid(cursor.take())
      const location = readGeneralName(cursor.take())
      cursor.finish()
      if (location.kind !== 'uri') continue
      if (method === accessMethod.ocsp) ocsp.push(location.text)
      if (method === accessMethod.caIssuers) caIssuers.push(location.text)
    }
    known.authorityInfoAccess = { ocsp, caIssuers }
  },
  [extensionOid.ocspNoCheck]: (known) => {
    known.ocspNoCheck = true
  },
  [extensionOid.validityAssuredShortTerm]: (known) => {
    known.validityAssuredShortTerm = true
  },
  [extensionOid.qcStatements]: (known, value) => {
    known.qcStatements = readQcStatements(value)
  },
}

function nonEmpty<T>(list: T[]): T[] {
  if (list.length === 0) throw new EncodingError('an empty list')
  return list
}

function readPolicy(element: Tlv): PolicyInformation {
  const cursor = openTlv(expectTag(element, tag.sequence))
  const policy = readOid(cursor.take())
  const qualifiers = cursor.optional(tag.sequence)
  cursor.finish()
  return { policy, qualifiers: qualifiers === undefined ? [] : membersOf(qualifiers, 50).map(readQualifier) }
}

const cpsQualifier = '1.3.6.1.5.5.7.2.1'
const noticeQualifier = '1.3.6.1.5.5.7.2.2'

function readQualifier(element: Tlv): PolicyQualifier {
  const cursor = openTlv(expectTag(element, tag.sequence))
  const oid = readOid(cursor.take())
  const value = cursor.peek() === undefined ? undefined : cursor.take()
  cursor.finish()
  const base = { oid, raw: rawOf(element) }
  if (value === undefined) return base
  if (oid === cpsQualifier) {
    const cps = readText(value)
    return cps === undefined ? base : { ...base, cps }
  }
  if (oid === noticeQualifier) {
    const text = membersOf(expectTag(value, tag.sequence), 3).find(({ tag: found }) => found !== tag.sequence)
    const notice = text && readText(text)
    return notice === undefined ? base : { ...base, notice }
  }
  return base
}

/**
 * RFC 5280, 4.2.1.10: minimum must be 0 and maximum absent; a subtree that sets them is marked `bounded` and cannot be
 * judged.
 */
function readSubtrees(element: Tlv | undefined): GeneralSubtree[] {
  if (element === undefined) return []
  return nonEmpty(membersOf(element, 2000)).map((member) => {
    const cursor = openTlv(expectTag(member, tag.sequence))
    const base = readGeneralName(cursor.take())
    const minimum = cursor.optional(context(0))
    const maximum = cursor.optional(context(1))
    cursor.finish()
    return { base, bounded: maximum !== undefined || (minimum !== undefined && readSmall(minimum, context(0)) !== 0) }
  })
}

function readDistributionPoints(value: Uint8Array): DistributionPoint[] {
  return nonEmpty(membersOf(readWhole(value, tag.sequence), 500)).map((member) => {
    const cursor = openTlv(expectTag(member, tag.sequence))
    const name = cursor.optional(context(0, true))
    const reasons = cursor.optional(context(1))
    const issuer = cursor.optional(context(2, true))
    cursor.finish()
    return {
      ...readPointName(name),
      reasons: readReasons(reasons, context(1)),
      crlIssuer: issuer && readGeneralNames(issuer),
    }
  })
}

/** DistributionPointName: explicit around a choice of full name and name relative to the issuer. */
export function readPointName(element: Tlv | undefined): Pick<DistributionPoint, 'fullName' | 'relativeName'> {
  if (element === undefined) return { fullName: undefined, relativeName: undefined }
  const cursor = openTlv(element)
  const choice = cursor.take()
  cursor.finish()
  if (choice.tag === context(0, true)) return { fullName: readGeneralNames(choice), relativeName: undefined }
  return { fullName: undefined, relativeName: readRdn(expectTag(choice, context(1, true))) }
}

export function readReasons(element: Tlv | undefined, expected: number): ReasonFlag[] | undefined {
  return element && readNamedBits(element, reasonNames, expected)
}

export const allReasons: readonly ReasonFlag[] = reasonNames.filter((name) => name !== 'unused')
