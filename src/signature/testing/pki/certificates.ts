/**
 * Certificates of the test PKI, written with asn1js so that the product's own reader does not test itself. Every field
 * can be made wrong.
 */
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import {
  bits,
  boolean,
  context,
  contextPrimitive,
  decode,
  encode,
  integer,
  nil,
  octets,
  oid,
  positiveInteger,
  printable,
  sequence,
  setOf,
  time,
  utf8,
} from '../../signing/der.ts'
import { attributeOid, extensionOid, qcStatementOid, qcTypeOid } from '../../x509/oids.ts'
import { readCertificate } from '../../x509/certificate.ts'
import type { KeyObject } from 'node:crypto'
import type { Certificate } from '../../x509/certificate.ts'
import { type KeyUsage, keyUsageNames } from '../../x509/extensions.ts'
import type { QcType } from '../../x509/qc-statements.ts'

type Asn1 = ReturnType<typeof sequence>

export type KeyPair = { readonly privateKey: KeyObject; readonly publicKey: KeyObject }
/** One attribute to a relative distinguished name, in order. */
export type NameSpec = readonly (readonly [keyof typeof attributeOid, string])[]
export type ExtensionSpec = { readonly oid: string; readonly critical?: boolean; readonly value: Asn1 }

/** A certificate with the key that belongs to it. */
export type Holder = KeyPair & { readonly certificate: Certificate }

export type CertificateSpec = {
  readonly subject: NameSpec
  /** the issuer; without one the certificate issues itself */
  readonly issuer?: Holder
  /** overrides the issuer's name in the certificate */
  readonly issuerName?: NameSpec
  readonly keys?: KeyPair
  readonly notBefore?: Date
  readonly notAfter?: Date
  readonly serial?: number
  readonly extensions?: readonly ExtensionSpec[]
  /** spoils the signature value */
  readonly breakSignature?: boolean
}

export function newKeys(kind: 'p256' | 'p384' | 'rsa' = 'p256'): KeyPair {
  if (kind === 'rsa') return generateKeyPairSync('rsa', { modulusLength: 2048 })
  return generateKeyPairSync('ec', { namedCurve: kind === 'p256' ? 'prime256v1' : 'secp384r1' })
}

function name(spec: NameSpec): Asn1 {
  return sequence(
    ...spec.map(([type, value]) =>
      setOf(
        sequence(
          oid(attributeOid[type]),
          type === 'countryName' || type === 'serialNumber' ? printable(value) : utf8(value),
        ),
      ),
    ),
  )
}

const ecdsaSha256 = '1.2.840.10045.4.3.2'
const rsaSha256 = '1.2.840.113549.1.1.11'

export function algorithmFor(key: KeyObject): Asn1 {
  return key.asymmetricKeyType === 'rsa' ? sequence(oid(rsaSha256), nil()) : sequence(oid(ecdsaSha256))
}

/** SHA-256 with RSA PKCS#1 or ECDSA, whatever the key makes. */
export function signWith(key: KeyObject, body: Uint8Array): Uint8Array {
  return sign('sha256', body, key)
}

function keyIdentifier(key: KeyObject): Uint8Array {
  return createHash('sha1')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest()
}

let lastSerial = 0x1000

/** Issues a certificate. Key identifiers are added unless the extensions carry some. */
export function issue(spec: CertificateSpec): Holder {
  const keys = spec.keys ?? newKeys()
  const signer = spec.issuer ?? keys
  const issuerName =
    spec.issuerName !== undefined
      ? name(spec.issuerName)
      : spec.issuer === undefined
        ? name(spec.subject)
        : decode(spec.issuer.certificate.subject.raw)
  const given = spec.extensions ?? []
  const identifiers = [subjectKeyIdentifier(keys.publicKey), authorityKeyIdentifier(signer.publicKey)].filter(
    (own) => !given.some((extension) => extension.oid === own.oid),
  )
  const body = sequence(
    context(0, integer(2)),
    integer(spec.serial ?? ++lastSerial),
    algorithmFor(signer.privateKey),
    issuerName,
    sequence(
      time(spec.notBefore ?? new Date('2025-01-01T00:00:00Z')),
      time(spec.notAfter ?? new Date('2035-01-01T00:00:00Z')),
    ),
    name(spec.subject),
    decode(keys.publicKey.export({ format: 'der', type: 'spki' })),
    context(3, sequence(...[...identifiers, ...given].map(extensionValue))),
  )
  const signature = signWith(signer.privateKey, encode(body))
  if (spec.breakSignature === true) signature.set([(signature.at(-1) ?? 0) ^ 1], signature.length - 1)
  return {
    ...keys,
    certificate: readCertificate(encode(sequence(body, algorithmFor(signer.privateKey), bits(signature)))),
  }
}

function extensionValue({ oid: id, critical, value }: ExtensionSpec): Asn1 {
  return critical === true
    ? sequence(oid(id), boolean(true), octets(encode(value)))
    : sequence(oid(id), octets(encode(value)))
}

function subjectKeyIdentifier(key: KeyObject): ExtensionSpec {
  return { oid: extensionOid.subjectKeyIdentifier, value: octets(keyIdentifier(key)) }
}

export function authorityKeyIdentifier(key: KeyObject): ExtensionSpec {
  return { oid: extensionOid.authorityKeyIdentifier, value: sequence(contextPrimitive(0, keyIdentifier(key))) }
}

export function basicConstraints(pathLength?: number): ExtensionSpec {
  return {
    oid: extensionOid.basicConstraints,
    critical: true,
    value: sequence(boolean(true), ...(pathLength === undefined ? [] : [integer(pathLength)])),
  }
}

/** A BIT STRING of named bits, without the trailing zeros that DER leaves out (X.690, 11.2.2). */
export function namedBits(numbers: readonly number[]): { octets: Uint8Array; unused: number } {
  const last = Math.max(...numbers)
  const value = new Uint8Array((last >> 3) + 1)
  for (const number of numbers) value[number >> 3] = (value[number >> 3] ?? 0) | (0x80 >> (number & 7))
  return { octets: value, unused: 7 - (last & 7) }
}

export function keyUsage(...usages: readonly KeyUsage[]): ExtensionSpec {
  const { octets: value, unused } = namedBits(usages.map((usage) => keyUsageNames.indexOf(usage)))
  return { oid: extensionOid.keyUsage, critical: true, value: bits(value, unused) }
}

export function extendedKeyUsage(critical: boolean, ...purposes: readonly string[]): ExtensionSpec {
  return { oid: extensionOid.extendedKeyUsage, critical, value: sequence(...purposes.map(oid)) }
}

export function certificatePolicies(...policies: readonly string[]): ExtensionSpec {
  return { oid: extensionOid.certificatePolicies, value: sequence(...policies.map((policy) => sequence(oid(policy)))) }
}

export function policyMappings(...pairs: readonly (readonly [string, string])[]): ExtensionSpec {
  return {
    oid: extensionOid.policyMappings,
    critical: true,
    value: sequence(...pairs.map(([from, to]) => sequence(oid(from), oid(to)))),
  }
}

export function policyConstraints(
  requireExplicit: number | undefined,
  inhibitMapping: number | undefined,
): ExtensionSpec {
  const field = (number: number, value: number | undefined) =>
    value === undefined ? [] : [contextPrimitive(number, Uint8Array.of(value))]
  return {
    oid: extensionOid.policyConstraints,
    critical: true,
    value: sequence(...field(0, requireExplicit), ...field(1, inhibitMapping)),
  }
}

export function inhibitAnyPolicy(skip: number): ExtensionSpec {
  return { oid: extensionOid.inhibitAnyPolicy, critical: true, value: integer(skip) }
}

export type GeneralNameSpec =
  | { readonly dns: string }
  | { readonly email: string }
  | { readonly uri: string }
  | { readonly ip: Uint8Array }
  | { readonly directory: NameSpec }
  | { readonly registeredId: Uint8Array }

export function generalName(spec: GeneralNameSpec): Asn1 {
  if ('email' in spec) return contextPrimitive(1, Buffer.from(spec.email))
  if ('dns' in spec) return contextPrimitive(2, Buffer.from(spec.dns))
  if ('directory' in spec) return context(4, name(spec.directory))
  if ('uri' in spec) return contextPrimitive(6, Buffer.from(spec.uri))
  if ('ip' in spec) return contextPrimitive(7, spec.ip)
  return contextPrimitive(8, spec.registeredId)
}

export function subjectAltName(...names: readonly GeneralNameSpec[]): ExtensionSpec {
  return { oid: extensionOid.subjectAltName, value: sequence(...names.map(generalName)) }
}

export function nameConstraints(
  permitted: readonly GeneralNameSpec[],
  excluded: readonly GeneralNameSpec[],
): ExtensionSpec {
  const subtrees = (number: number, names: readonly GeneralNameSpec[]) =>
    names.length === 0 ? [] : [context(number, ...names.map((base) => sequence(generalName(base))))]
  return {
    oid: extensionOid.nameConstraints,
    critical: true,
    value: sequence(...subtrees(0, permitted), ...subtrees(1, excluded)),
  }
}

export function crlDistributionPoint(uri: string, crlIssuer?: NameSpec): ExtensionSpec {
  const point = sequence(
    context(0, context(0, generalName({ uri }))),
    ...(crlIssuer === undefined ? [] : [context(2, generalName({ directory: crlIssuer }))]),
  )
  return { oid: extensionOid.crlDistributionPoints, value: sequence(point) }
}

export function authorityInfoAccess(ocsp: string): ExtensionSpec {
  return {
    oid: extensionOid.authorityInfoAccess,
    value: sequence(sequence(oid('1.3.6.1.5.5.7.48.1'), generalName({ uri: ocsp }))),
  }
}

export function ocspNoCheck(): ExtensionSpec {
  return { oid: extensionOid.ocspNoCheck, value: nil() }
}

export type QcSpec = {
  readonly types?: readonly QcType[]
  readonly sscd?: boolean
  readonly legislation?: readonly string[]
}

export function qcStatements({ types = ['esign'], sscd = true, legislation }: QcSpec = {}): ExtensionSpec {
  const statements = [
    sequence(oid(qcStatementOid.compliance)),
    ...(sscd ? [sequence(oid(qcStatementOid.sscd))] : []),
    ...(types.length === 0
      ? []
      : [sequence(oid(qcStatementOid.type), sequence(...types.map((type) => oid(qcTypeOid[type]))))]),
    ...(legislation === undefined
      ? []
      : [sequence(oid(qcStatementOid.legislation), sequence(...legislation.map(printable)))]),
  ]
  return { oid: extensionOid.qcStatements, value: sequence(...statements) }
}

/** A serial number as INTEGER, from the hex that a read certificate carries. */
export function serialOf(certificate: Certificate): Asn1 {
  return positiveInteger(Buffer.from(certificate.serial, 'hex'))
}
