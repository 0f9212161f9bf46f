/**
 * What a SignerInfo states and whether it verifies (RFC 5652, 5.4 to 5.6; EN 319 122-1). Facts only; the judgement is
 * made elsewhere.
 */
import { timingSafeEqual } from 'node:crypto'
import { algorithmProtection } from './algorithm-protection.ts'
import { digestParametersFit, schemeAllows } from './algorithm-table.ts'
import { type ContentDigest, contentDigest, type SignerScheme, signerScheme } from './algorithms.ts'
import { type AttributeFindings, attributeFindings } from './attribute-table.ts'
import type { CertificateFields } from './certificate-fields.ts'
import type { Cryptography, VerificationOutcome } from './cryptography.ts'
import { attributeValues, oids, type SignedData, type SignerInfo } from './signed-data.ts'
import { certificateReference, signerCertificate } from './signer-certificate.ts'
import { expectTag, objectIdentifier, octets, tags, timeOf } from './tlv.ts'

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
  /** False: several certificates of one issuer carry the serial number, and nothing says which is meant. */
  readonly certificateSettled: boolean
  readonly attributes: AttributeFindings
  readonly algorithmProtection: 'match' | 'differs' | 'absent'
  /** The parameters beside the digest, and the digest beside the scheme, are ones that the standards allow. */
  readonly algorithmsAllowed: boolean
  /** The digest is among those that the structure announces. */
  readonly digestAnnounced: boolean
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
  const { certificate, settled } = signerCertificate(info, signedData.certificates, candidates, cryptography)
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
    signingCertificate: certificateReference(info.signedAttributes, certificate, cryptography),
    certificateSettled: settled,
    attributes: attributeFindings(info.signedAttributes, info.unsignedAttributes),
    algorithmProtection: algorithmProtection(info),
    algorithmsAllowed:
      digestParametersFit(info.digestAlgorithm) &&
      (scheme === undefined || digestAlgorithm === undefined || schemeAllows(scheme, digestAlgorithm)),
    digestAnnounced: signedData.digestAlgorithms.includes(info.digestAlgorithm.oid),
    claimedTime: timeOf(attributeValues(info.signedAttributes, oids.signingTime)[0]),
    signatureTimeStamps: attributeValues(info.unsignedAttributes, oids.signatureTimeStamp).map((value) => value.raw),
    signaturePolicy: attributeValues(info.signedAttributes, oids.signaturePolicy).length > 0,
    signature: info.signature,
  }
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
  return equal(octets(expectTag(value, tags.octetString)), computed) ? 'match' : 'differs'
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
