/** Whose certificate it is: by issuer and serial number or by key identifier, and by the signed reference to it. */
import { equalBytes } from '../x509/asn1-values.ts'
import { algorithmIdentifier, type ContentDigest, contentDigest } from './algorithms.ts'
import { type CertificateFields, readCertificate } from './certificate-fields.ts'
import type { Cryptography } from './cryptography.ts'
import { type Attribute, attributeValues, oids, type SignerIdentifier, type SignerInfo } from './signed-data.ts'
import { children, type Element, EncodingFault, integerHex, isContext, octets, readElement, tags } from './tlv.ts'

/**
 * The certificate that the SignerInfo names: one that the signature brings, else one of the `candidates`. Of several
 * with the same issuer and serial number the signed reference decides; without one the question is not settled.
 */
export function signerCertificate(
  info: SignerInfo,
  own: readonly Uint8Array[],
  candidates: readonly Uint8Array[],
  cryptography: Cryptography,
): { readonly certificate: CertificateFields | undefined; readonly settled: boolean } {
  const brought = matching(info.identifier, own)
  const found = brought.length > 0 ? brought : matching(info.identifier, candidates)
  if (found.length <= 1) return { certificate: found[0], settled: true }
  const meant = found.find(
    (certificate) => certificateReference(info.signedAttributes, certificate, cryptography) === 'match',
  )
  return { certificate: meant ?? found[0], settled: meant !== undefined }
}

/** Certificates that fit, each once. */
function matching(identifier: SignerIdentifier, encoded: readonly Uint8Array[]): CertificateFields[] {
  const found: CertificateFields[] = []
  for (const der of encoded) {
    try {
      const certificate = readCertificate(der)
      if (fits(identifier, certificate) && !found.some((other) => equalBytes(other.der, certificate.der)))
        found.push(certificate)
    } catch (fault) {
      if (!(fault instanceof EncodingFault)) throw fault
    }
  }
  return found
}

function fits(identifier: SignerIdentifier, certificate: CertificateFields): boolean {
  if (identifier.kind === 'issuer-and-serial')
    return certificate.serialNumber === identifier.serialNumber && equalBytes(certificate.issuer, identifier.issuer)
  return (
    certificate.subjectKeyIdentifier !== undefined &&
    equalBytes(certificate.subjectKeyIdentifier, identifier.keyIdentifier)
  )
}

/**
 * ESSCertID of RFC 2634 (SHA-1) and ESSCertIDv2 of RFC 5035 (SHA-256 by default): the first names the signer's
 * certificate.
 */
export function certificateReference(
  attributes: readonly Attribute[],
  certificate: CertificateFields | undefined,
  cryptography: Cryptography,
): 'match' | 'differs' | 'absent' {
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
  if (hash?.tag !== tags.octetString || !computed || !equalBytes(octets(hash), computed)) return false
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
  return equalBytes(issuer, certificate.issuer) || foldedName(issuer) === foldedName(certificate.issuer)
}

function foldedName(name: Uint8Array): string {
  return Buffer.from(name)
    .toString('latin1')
    .replace(/[^\x20-\x7e]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}
