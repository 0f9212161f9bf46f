/**
 * Certificate revocation lists (RFC 5280, section 5), read strictly; entries are scanned where they lie, without a copy
 * of each.
 */
import { createHash } from 'node:crypto'
import { readAlgorithm } from '../x509/algorithm.ts'
import {
  equalBytes,
  readBigInteger,
  readBoolean,
  readIntegerOctets,
  readSignatureBits,
  readSmall,
  readTime,
  toHex,
} from '../x509/asn1-values.ts'
import { readExtensions, readPointName, readReasons } from '../x509/extensions.ts'
import { readGeneralNames } from '../x509/general-name.ts'
import { readName } from '../x509/name.ts'
import { extensionOid } from '../x509/oids.ts'
import {
  contentOf,
  context,
  EncodingError,
  expectTag,
  openTlv,
  parsed,
  rawOf,
  readTlv,
  readWhole,
  tag,
} from '../x509/tlv.ts'
import type { AlgorithmIdentifier } from '../x509/algorithm.ts'
import type { DistributionPoint, Extension, ReasonFlag } from '../x509/extensions.ts'
import type { Name } from '../x509/name.ts'
import type { Parsed, Tlv } from '../x509/tlv.ts'

type IssuingDistributionPoint = Pick<DistributionPoint, 'fullName' | 'relativeName'> & {
  readonly onlyUserCerts: boolean
  readonly onlyCaCerts: boolean
  readonly onlySomeReasons: readonly ReasonFlag[] | undefined
  readonly indirect: boolean
  readonly onlyAttributeCerts: boolean
  readonly raw: Uint8Array
}

export type RevocationList = {
  /** as encoded */
  readonly raw: Uint8Array
  readonly signed: Uint8Array
  readonly fingerprint: string
  readonly signatureAlgorithm: AlgorithmIdentifier
  readonly algorithmsAgree: boolean
  readonly signature: Uint8Array
  readonly issuer: Name
  readonly thisUpdate: Date
  /** absent in lists that break the profile; then only `thisUpdate` speaks for freshness */
  readonly nextUpdate: Date | undefined
  readonly extensions: readonly Extension[]
  readonly authorityKeyIdentifier: string | undefined
  readonly number: bigint | undefined
  /** base number: this is a delta list */
  readonly deltaBase: bigint | undefined
  readonly issuingDistributionPoint: IssuingDistributionPoint | undefined
  /** since when the list also names certificates that have expired (X.509, 8.5.2.12) */
  readonly expiredCertsOnCrl: Date | undefined
  /** critical extensions that are not processed: the list must not be used (RFC 5280, 5.2) */
  readonly unknownCritical: readonly string[]
  /** the encoded entries; undefined when there are none */
  readonly entries: Tlv | undefined
}

export type RevocationReason =
  | 'unspecified'
  | 'keyCompromise'
  | 'cACompromise'
  | 'affiliationChanged'
  | 'superseded'
  | 'cessationOfOperation'
  | 'certificateHold'
  | 'removeFromCRL'
  | 'privilegeWithdrawn'
  | 'aACompromise'

export type RevocationEntry = {
  readonly serial: string
  readonly revokedAt: Date
  readonly reason: RevocationReason
  readonly invalidityDate: Date | undefined
  /** the certificate's issuer: the list's issuer, unless an indirect list states another */
  readonly certificateIssuer: Name
}

const knownOfEntry = new Set<string>([
  extensionOid.reasonCode,
  extensionOid.invalidityDate,
  extensionOid.certificateIssuer,
])

/** Fifty megabytes: the largest list of a European issuer that was met has nine. */
const maximumSize = 50_000_000

export function parseRevocationList(der: Uint8Array): Parsed<RevocationList> {
  return parsed('revocation list', () => readRevocationList(der))
}

function readRevocationList(der: Uint8Array): RevocationList {
  if (der.length > maximumSize) throw new EncodingError('a revocation list that is too large')
  const outer = openTlv(readWhole(der, tag.sequence))
  const body = outer.take(tag.sequence)
  const signatureAlgorithm = readAlgorithm(outer.take(tag.sequence))
  const signature = readSignatureBits(outer.take())
  outer.finish()

  const cursor = openTlv(body)
  const version = cursor.optional(tag.integer)
  if (version !== undefined && readSmall(version) !== 1) throw new EncodingError('a revocation list of unknown version')
  const inner = readAlgorithm(cursor.take(tag.sequence))
  const issuer = readName(cursor.take())
  const thisUpdate = readTime(cursor.take())
  const hasNext = cursor.peek() === tag.utcTime || cursor.peek() === tag.generalizedTime
  const nextUpdate = hasNext ? readTime(cursor.take()) : undefined
  const entries = cursor.optional(tag.sequence)
  const wrapped = cursor.optional(context(0, true))
  cursor.finish()
  if (wrapped !== undefined && version === undefined)
    throw new EncodingError('extensions in a revocation list of version 1')
  const extensions = wrapped === undefined ? [] : readExtensions(only(wrapped))
  return {
    raw: der,
    signed: rawOf(body),
    fingerprint: createHash('sha256').update(der).digest('hex'),
    signatureAlgorithm,
    algorithmsAgree: equalBytes(signatureAlgorithm.raw, inner.raw),
    signature,
    issuer,
    thisUpdate,
    nextUpdate,
    entries,
    extensions,
    ...readListExtensions(extensions),
  }
}

function only(wrapper: Tlv): Tlv {
  const cursor = openTlv(wrapper)
  const member = cursor.take()
  cursor.finish()
  return member
}

const knownOfList = new Set<string>([
  extensionOid.authorityKeyIdentifier,
  extensionOid.crlNumber,
  extensionOid.deltaCrlIndicator,
  extensionOid.issuingDistributionPoint,
  extensionOid.expiredCertsOnCrl,
  extensionOid.freshestCrl,
])

function readListExtensions(extensions: readonly Extension[]) {
  const ids = extensions.map(({ oid }) => oid)
  if (new Set(ids).size !== ids.length) throw new EncodingError('an extension that is there twice')
  const value = (oid: string) => extensions.find((extension) => extension.oid === oid)?.value
  const aki = value(extensionOid.authorityKeyIdentifier)
  const number = value(extensionOid.crlNumber)
  const delta = value(extensionOid.deltaCrlIndicator)
  const point = value(extensionOid.issuingDistributionPoint)
  const expired = value(extensionOid.expiredCertsOnCrl)
  const keyIdentifier = aki && openTlv(readWhole(aki, tag.sequence)).optional(context(0))
  return {
    authorityKeyIdentifier: keyIdentifier && toHex(contentOf(keyIdentifier)),
    number: number && readBigInteger(readWhole(number)),
    deltaBase: delta && readBigInteger(readWhole(delta)),
    issuingDistributionPoint: point && readIssuingDistributionPoint(point),
    expiredCertsOnCrl: expired && readTime(readWhole(expired), true),
    unknownCritical: extensions.flatMap(({ oid, critical }) => (critical && !knownOfList.has(oid) ? [oid] : [])),
  }
}

function readIssuingDistributionPoint(value: Uint8Array): IssuingDistributionPoint {
  const cursor = openTlv(readWhole(value, tag.sequence))
  const name = readPointName(cursor.optional(context(0, true)))
  const flag = (number: number) => {
    const element = cursor.optional(context(number))
    // Implicitly tagged: the content is that of a BOOLEAN.
    return (
      element !== undefined &&
      readBoolean(
        readTlv(
          Uint8Array.from([tag.boolean, element.end - element.contentStart, ...contentOf(element).subarray(0, 1)]),
        ),
      )
    )
  }
  const onlyUserCerts = flag(1)
  const onlyCaCerts = flag(2)
  const onlySomeReasons = readReasons(cursor.optional(context(3)), context(3))
  const indirect = flag(4)
  const onlyAttributeCerts = flag(5)
  cursor.finish()
  return { ...name, onlyUserCerts, onlyCaCerts, onlySomeReasons, indirect, onlyAttributeCerts, raw: value }
}

/**
 * The entry for one certificate. The whole list is walked: an indirect list names the issuer only where it changes (RFC
 * 5280,
 * 5.3.3), and one entry with a critical extension that is not known makes the list useless for every certificate (5.3).
 * Beyond that, entries of other serial numbers are not decoded. Throws `EncodingError`.
 */
export function findEntry(list: RevocationList, serial: string, certificateIssuer: Name): RevocationEntry | undefined {
  if (list.entries === undefined) return undefined
  const cursor = openTlv(list.entries)
  const indirect = list.issuingDistributionPoint?.indirect === true
  let issuer = list.issuer
  let found: RevocationEntry | undefined
  const wanted = Buffer.from(serial, 'hex')
  while (cursor.peek() !== undefined) {
    const entry = cursor.take(tag.sequence)
    const members = openTlv(entry)
    const serialElement = members.take(tag.integer)
    const same =
      serialElement.end - serialElement.contentStart === wanted.length && equalBytes(contentOf(serialElement), wanted)
    const revokedAt = members.take()
    const wrapped = members.optional(tag.sequence)
    members.finish()
    if (!same && (wrapped === undefined || (!indirect && !mayBeCritical(wrapped)))) continue
    const extensions = wrapped === undefined ? [] : readExtensions(wrapped)
    const unknown = extensions.find(({ oid, critical }) => critical && !knownOfEntry.has(oid))
    if (unknown !== undefined) throw new EncodingError(`critical extension ${unknown.oid} of an entry is not known`)
    const named = extensions.find(({ oid }) => oid === extensionOid.certificateIssuer)
    if (named !== undefined && indirect) issuer = directoryNameIn(named.value)
    if (!same || issuer.key !== certificateIssuer.key) continue
    found = readEntry(toHex(readIntegerOctets(serialElement)), revokedAt, extensions, issuer)
  }
  return found
}

/**
 * Cheap look for BOOLEAN TRUE before the extensions of an entry are decoded; a list may have a hundred thousand
 * entries.
 */
function mayBeCritical(wrapped: Tlv): boolean {
  const { buffer } = wrapped
  for (let at = wrapped.contentStart; at + 2 < wrapped.end; at++)
    if (buffer[at + 2] === 0xff && buffer[at] === 0x01 && buffer[at + 1] === 0x01) return true
  return false
}

function directoryNameIn(value: Uint8Array): Name {
  const name = readGeneralNames(readWhole(value, tag.sequence)).find((candidate) => candidate.kind === 'directory')
  if (name?.kind !== 'directory') throw new EncodingError('a certificate issuer without a directory name')
  return name.name
}

const reasons: readonly (RevocationReason | undefined)[] = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  undefined,
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
]

/** CRLReason by its number (RFC 5280, 5.3.1); an unknown number counts as unspecified, that is as revoked for good. */
export function reasonByNumber(number: number): RevocationReason {
  return reasons[number] ?? 'unspecified'
}

function readEntry(
  serial: string,
  revokedAt: Tlv,
  extensions: readonly Extension[],
  certificateIssuer: Name,
): RevocationEntry {
  const value = (oid: string) => extensions.find((extension) => extension.oid === oid)?.value
  const reason = value(extensionOid.reasonCode)
  const invalidity = value(extensionOid.invalidityDate)
  return {
    serial,
    certificateIssuer,
    revokedAt: readTime(revokedAt),
    reason:
      reason === undefined
        ? 'unspecified'
        : reasonByNumber(readSmall(expectTag(readWhole(reason), tag.enumerated), tag.enumerated)),
    invalidityDate: invalidity && readTime(readWhole(invalidity)),
  }
}
