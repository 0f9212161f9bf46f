/**
 * What a SignerInfo says and whether it verifies (RFC 5652, 5.4 to 5.6; EN 319 122-1). Facts only; the judgement is
 * made elsewhere.
 */
import { timingSafeEqual } from 'node:crypto'
import {
  algorithmIdentifier,
  type ContentDigest,
  contentDigest,
  type SignerScheme,
  signerScheme,
} from './algorithms.ts'
import { type CertificateFields, readCertificate } from './certificate-fields.ts'
import type { Cryptography, VerificationOutcome } from './cryptography.ts'
import {
  type Attribute,
  attributeValues,
  oids,
  type SignedData,
  type SignerIdentifier,
  type SignerInfo,
} from './signed-data.ts'
import {
  children,
  type Element,
  EncodingFault,
  integerHex,
  isContext,
  objectIdentifier,
  octets,
  readElement,
  tags,
  timeOf,
} from './tlv.ts'

export interface SignerFacts {
  readonly certificate: CertificateFields | undefined
  readonly digestAlgorithm: ContentDigest | undefined
  readonly digestOid: string
  readonly scheme: SignerScheme | undefined
  readonly schemeOid: string
  /** The digest that the signature algorithm names, if it names one, is the one of the SignerInfo. */
  readonly algorithmsAgree: boolean
  /** `no-attributes`: the signature is over the content itself. */
  readonly messageDigest: 'match' | 'differs' | 'absent' | 'unsupported' | 'no-attributes'
  readonly contentTypeAttribute: 'match' | 'differs' | 'absent' | 'no-attributes'
  readonly signatureValue: VerificationOutcome | 'no-certificate'
  readonly signingCertificate: 'match' | 'differs' | 'absent'
  readonly claimedTime: string | undefined
  /** RFC 3161 tokens over the signature value, as encoded. */
  readonly signatureTimeStamps: readonly Uint8Array[]
  readonly signaturePolicy: boolean
  readonly signature: Uint8Array
}

/**
 * `content`: the bytes that were signed, in parts. `candidates`: further certificates (those of a document security
 * store) among which the signer's may be, when the signature carries none.
 */
export function signerFacts(
  signedData: SignedData,
  info: SignerInfo,
  content: readonly Uint8Array[],
  candidates: readonly Uint8Array[],
  cryptography: Cryptography,
): SignerFacts {
  const certificate = findCertificate(info.identifier, [...signedData.certificates, ...candidates])
  const digestAlgorithm = contentDigest(info.digestAlgorithm)
  const scheme = signerScheme(info.signatureAlgorithm, digestAlgorithm)
  const ownDigest = scheme && 'digest' in scheme ? scheme.digest : undefined
  return {
    certificate,
    digestAlgorithm,
    digestOid: info.digestAlgorithm.oid,
    scheme,
    schemeOid: info.signatureAlgorithm.oid,
    algorithmsAgree: ownDigest === undefined || digestAlgorithm === undefined || ownDigest === digestAlgorithm,
    messageDigest: messageDigest(info, digestAlgorithm, content, cryptography),
    contentTypeAttribute: contentTypeAttribute(info, signedData.contentType),
    signatureValue: signatureValue(info, certificate, digestAlgorithm, scheme, content, cryptography),
    signingCertificate: signingCertificate(info.signedAttributes, certificate, cryptography),
    claimedTime: timeOf(attributeValues(info.signedAttributes, oids.signingTime)[0]),
    signatureTimeStamps: attributeValues(info.unsignedAttributes, oids.signatureTimeStamp).map((value) => value.raw),
    signaturePolicy: attributeValues(info.signedAttributes, oids.signaturePolicy).length > 0,
    signature: info.signature,
  }
}

function findCertificate(identifier: SignerIdentifier, encoded: readonly Uint8Array[]): CertificateFields | undefined {
  for (const der of encoded) {
    try {
      const certificate = readCertificate(der)
      const fits =
        identifier.kind === 'issuer-and-serial'
          ? certificate.serialNumber === identifier.serialNumber && equal(certificate.issuer, identifier.issuer)
          : certificate.subjectKeyIdentifier !== undefined &&
            equal(certificate.subjectKeyIdentifier, identifier.keyIdentifier)
      if (fits) return certificate
    } catch (fault) {
      if (!(fault instanceof EncodingFault)) throw fault
    }
  }
  return undefined
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

function messageDigest(
  info: SignerInfo,
  digest: ContentDigest | undefined,
  content: readonly Uint8Array[],
  cryptography: Cryptography,
): SignerFacts['messageDigest'] {
  if (!info.signedAttributesBytes) return 'no-attributes'
  const values = attributeValues(info.signedAttributes, oids.messageDigest)
  const [value] = values
  // The attribute must have exactly one value (RFC 5652, 11.2): two would let one signature cover two documents.
  if (!value || values.length !== 1) return 'absent'
  const computed = digest && cryptography.digest(digest, ...content)
  if (!computed) return 'unsupported'
  return equal(octets(value), computed) ? 'match' : 'differs'
}

function contentTypeAttribute(info: SignerInfo, contentType: string): SignerFacts['contentTypeAttribute'] {
  if (!info.signedAttributesBytes) return 'no-attributes'
  const values = attributeValues(info.signedAttributes, oids.contentType)
  if (values.length === 0) return 'absent'
  return values.length === 1 && objectIdentifier(values[0]) === contentType ? 'match' : 'differs'
}

function signatureValue(
  info: SignerInfo,
  certificate: CertificateFields | undefined,
  digest: ContentDigest | undefined,
  scheme: SignerScheme | undefined,
  content: readonly Uint8Array[],
  cryptography: Cryptography,
): SignerFacts['signatureValue'] {
  if (!certificate) return 'no-certificate'
  if (!scheme || !digest) return 'unsupported'
  const data = info.signedAttributesBytes ?? (content.length === 1 ? content[0] : undefined) ?? Buffer.concat(content)
  return cryptography.verify(scheme, certificate.subjectPublicKeyInfo, data, info.signature)
}

/**
 * ESSCertID of RFC 2634 (SHA-1) and ESSCertIDv2 of RFC 5035 (SHA-256 by default): the first names the signer's
 * certificate.
 */
function signingCertificate(
  attributes: readonly Attribute[],
  certificate: CertificateFields | undefined,
  cryptography: Cryptography,
): SignerFacts['signingCertificate'] {
  const references = [
    ...attributeValues(attributes, oids.signingCertificate).map((value) => ({
      value,
      otherwise: 'sha1' as ContentDigest,
    })),
    ...attributeValues(attributes, oids.signingCertificateV2).map((value) => ({
      value,
      otherwise: 'sha256' as ContentDigest,
    })),
  ]
  if (references.length === 0) return 'absent'
  if (!certificate) return 'differs'
  return references.every(({ value, otherwise }) => refersTo(value, otherwise, certificate, cryptography))
    ? 'match'
    : 'differs'
}

function refersTo(
  value: Element,
  otherwise: ContentDigest,
  certificate: CertificateFields,
  cryptography: Cryptography,
): boolean {
  const [list] = children(value)
  const [first] = list ? children(list) : []
  const parts = first ? children(first) : []
  const named = parts[0]?.tag === tags.sequence ? contentDigest(algorithmIdentifier(parts.shift())) : otherwise
  const hash = parts.shift()
  const computed = named && cryptography.digest(named, certificate.der)
  if (hash?.tag !== tags.octetString || !computed || !equal(octets(hash), computed)) return false
  return issuerSerialAgrees(parts[0], certificate)
}

/** The issuer and serial are optional; where they stand, they must be the certificate's. */
function issuerSerialAgrees(issuerSerial: Element | undefined, certificate: CertificateFields): boolean {
  if (issuerSerial?.tag !== tags.sequence) return true
  const [names, serial] = children(issuerSerial)
  if (serial && integerHex(serial) !== certificate.serialNumber) return false
  const directory = names ? children(names).find((name) => isContext(name, 4)) : undefined
  if (!directory) return true
  const issuer = readElement(directory.content).raw
  // Some producers repeat the name with other string types; the hash has already named the certificate.
  return equal(issuer, certificate.issuer) || foldedName(issuer) === foldedName(certificate.issuer)
}

function foldedName(name: Uint8Array): string {
  return Buffer.from(name)
    .toString('latin1')
    .replace(/[^\x20-\x7e]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}
