/**
 * The few fields of a certificate that a signature refers to (RFC 5280, 4.1). Path validation reads the rest in its own
 * room.
 */
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
} from './tlv.ts'

export interface CertificateFields {
  readonly der: Uint8Array
  /** Name of the issuer as encoded. */
  readonly issuer: Uint8Array
  readonly serialNumber: string
  readonly subjectPublicKeyInfo: Uint8Array
  readonly subjectKeyIdentifier: Uint8Array | undefined
}

/** Throws `EncodingFault` for bytes that are no certificate. */
export function readCertificate(der: Uint8Array): CertificateFields {
  const certificate = readElement(der)
  const [tbs] = children(certificate)
  const parts = tbs ? children(tbs) : []
  if (isContext(parts[0], 0)) parts.shift()
  const [serial, , issuer, , , publicKey, ...rest] = parts
  if (!serial || !issuer || !publicKey) return fail()
  return {
    der: certificate.raw,
    issuer: issuer.raw,
    serialNumber: integerHex(serial),
    subjectPublicKeyInfo: publicKey.raw,
    subjectKeyIdentifier: keyIdentifier(rest.find((part) => isContext(part, 3))),
  }
}

function fail(): never {
  throw new EncodingFault('not a certificate')
}

function keyIdentifier(extensions: Element | undefined): Uint8Array | undefined {
  const [list] = extensions ? children(extensions) : []
  for (const extension of list ? children(list) : []) {
    const parts = children(extension)
    if (objectIdentifier(parts[0]) !== '2.5.29.14') continue
    const wrapped = parts.at(-1)
    if (wrapped?.tag === tags.octetString) return octets(readElement(octets(wrapped)))
  }
  return undefined
}
