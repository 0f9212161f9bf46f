/** The CMS of a PAdES baseline signature (RFC 5652; ETSI EN 319 122-1 and EN 319 142-1 clause 6.3). */
import { createHash } from 'node:crypto'
import {
  context,
  decode,
  encode,
  integer,
  members,
  nil,
  octets,
  oid,
  sequence,
  setOf,
  sortedByEncoding,
} from './der.ts'
import { signatureAlgorithmIdentifier, type Signer } from './signer.ts'

const ID_DATA = '1.2.840.113549.1.7.1'
const ID_SIGNED_DATA = '1.2.840.113549.1.7.2'
const ID_CONTENT_TYPE = '1.2.840.113549.1.9.3'
const ID_MESSAGE_DIGEST = '1.2.840.113549.1.9.4'
const ID_SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47'
const ID_SIGNATURE_TIME_STAMP = '1.2.840.113549.1.9.16.2.14'
const ID_SHA256 = '2.16.840.1.101.3.4.2.1'

/** Asks for an RFC 3161 token over the SHA-256 of the signature value, and returns the DER of its ContentInfo. */
export type TimeStamp = (signatureValueDigest: Uint8Array) => Promise<Uint8Array>

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()
const attribute = (type: string, value: Parameters<typeof setOf>[0]) => sequence(oid(type), setOf(value))

/** Issuer name and serial number of a certificate, as they stand in it (RFC 5280 section 4.1). */
function issuerAndSerial(certificate: Uint8Array) {
  const [tbs] = members(decode(certificate))
  const fields = members(tbs)
  const first = fields[0]
  // version is [0] EXPLICIT and absent in version 1
  const versioned = first !== undefined && first.idBlock.tagClass === 3
  const serial = fields[versioned ? 1 : 0]
  const issuer = fields[versioned ? 3 : 2]
  if (serial === undefined || issuer === undefined) throw new TypeError('not a certificate')
  return { issuer, serial }
}

/**
 * Signed attributes of a baseline signature: content-type, message-digest and signing-certificate-v2, and no
 * signing-time, for PAdES takes the claimed time from the signature dictionary's /M (EN 319 142-1 clause 6.3, table 1).
 */
function signedAttributes(signer: Signer, contentDigest: Uint8Array) {
  const { issuer, serial } = issuerAndSerial(signer.certificate)
  // ESSCertIDv2 (RFC 5035): hashAlgorithm is DEFAULT sha256, so DER leaves it out; directoryName is [4] EXPLICIT.
  const signingCertificate = sequence(
    sequence(sequence(octets(sha256(signer.certificate)), sequence(sequence(context(4, issuer)), serial))),
  )
  return [
    attribute(ID_CONTENT_TYPE, oid(ID_DATA)),
    attribute(ID_MESSAGE_DIGEST, octets(contentDigest)),
    attribute(ID_SIGNING_CERTIFICATE_V2, signingCertificate),
  ]
}

/**
 * DER of a detached SignedData over content whose SHA-256 is given: one signer, the whole chain, a signature time-stamp
 * if asked.
 */
export async function detachedSignature(
  contentDigest: Uint8Array,
  signer: Signer,
  timeStamp?: TimeStamp,
): Promise<Uint8Array> {
  const attributes = signedAttributes(signer, contentDigest)
  // Signed as SET OF, carried as [0] IMPLICIT (RFC 5652 section 5.4).
  const value = await signer.sign(encode(setOf(...attributes)))
  const token =
    timeStamp === undefined
      ? []
      : [context(1, attribute(ID_SIGNATURE_TIME_STAMP, decode(await timeStamp(sha256(value)))))]
  const { issuer, serial } = issuerAndSerial(signer.certificate)
  const signerInfo = sequence(
    integer(1),
    sequence(issuer, serial),
    sequence(oid(ID_SHA256), nil()),
    context(0, ...sortedByEncoding(attributes)),
    signatureAlgorithmIdentifier(signer.algorithm),
    octets(value),
    ...token,
  )
  const certificates = [signer.certificate, ...signer.chain].map(decode)
  const signedData = sequence(
    integer(1),
    setOf(sequence(oid(ID_SHA256), nil())),
    sequence(oid(ID_DATA)),
    context(0, ...sortedByEncoding(certificates)),
    setOf(signerInfo),
  )
  return encode(sequence(oid(ID_SIGNED_DATA), context(0, signedData)))
}
