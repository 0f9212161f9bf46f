/** Certificates (RFC 5280, 4.1), read strictly, every signed part kept as encoded. */
import { createHash } from 'node:crypto'
import { readAlgorithm } from './algorithm.ts'
import { equalBytes, latin1, readIntegerOctets, readSignatureBits, readSmall, readTime, toHex } from './asn1-values.ts'
import { readExtensions, readKnownExtensions } from './extensions.ts'
import { readName } from './name.ts'
import { readPublicKeyInfo } from './public-key.ts'
import { context, EncodingError, openTlv, parsed, rawOf, readWhole, tag } from './tlv.ts'
import type { AlgorithmIdentifier } from './algorithm.ts'
import type { Extension, KnownExtensions } from './extensions.ts'
import type { Name } from './name.ts'
import type { PublicKeyInfo } from './public-key.ts'
import type { Parsed, expectTag } from './tlv.ts'

export type Certificate = KnownExtensions & {
  /** as encoded */
  readonly raw: Uint8Array
  /** TBSCertificate as encoded: what the issuer signed */
  readonly signed: Uint8Array
  /** SHA-256 of `raw` in hex: the identity of this certificate */
  readonly fingerprint: string
  readonly version: 1 | 2 | 3
  /** content octets of the serial number in hex */
  readonly serial: string
  readonly signatureAlgorithm: AlgorithmIdentifier
  /** the algorithm inside the signed part is the one outside it (RFC 5280, 4.1.1.2) */
  readonly algorithmsAgree: boolean
  readonly signature: Uint8Array
  readonly issuer: Name
  readonly subject: Name
  readonly notBefore: Date
  readonly notAfter: Date
  readonly publicKey: PublicKeyInfo
  readonly extensions: readonly Extension[]
  /** identifiers of known extensions that are malformed or there twice */
  readonly malformed: readonly string[]
}

/** Reads one certificate from DER. Nothing may follow it. */
export function parseCertificate(der: Uint8Array): Parsed<Certificate> {
  return parsed('certificate', () => readCertificate(der))
}

/** As `parseCertificate`, for callers that read a larger structure; throws `EncodingError`. */
export function readCertificate(der: Uint8Array): Certificate {
  if (der.length > 1_000_000) throw new EncodingError('a certificate of more than a megabyte')
  const outer = openTlv(readWhole(der, tag.sequence))
  const body = outer.take(tag.sequence)
  const signatureAlgorithm = readAlgorithm(outer.take(tag.sequence))
  const signature = readSignatureBits(outer.take())
  outer.finish()

  const cursor = openTlv(body)
  const explicitVersion = cursor.optional(context(0, true))
  const version = explicitVersion === undefined ? 1 : readVersion(readSmall(readInner(explicitVersion)))
  const serial = toHex(readIntegerOctets(cursor.take()))
  const innerAlgorithm = readAlgorithm(cursor.take(tag.sequence))
  const issuer = readName(cursor.take())
  const validity = openTlv(cursor.take(tag.sequence))
  const notBefore = readTime(validity.take())
  const notAfter = readTime(validity.take())
  validity.finish()
  const subject = readName(cursor.take())
  const publicKey = readPublicKeyInfo(cursor.take())
  cursor.optional(context(1))
  cursor.optional(context(2))
  const wrapped = cursor.optional(context(3, true))
  cursor.finish()
  if (wrapped !== undefined && version !== 3)
    throw new EncodingError('extensions in a certificate that is not of version 3')
  const extensions = wrapped === undefined ? [] : readExtensions(readInner(wrapped))
  const { known, malformed } = readKnownExtensions(extensions)
  return {
    ...known,
    raw: der,
    signed: rawOf(body),
    fingerprint: createHash('sha256').update(der).digest('hex'),
    version,
    serial,
    signatureAlgorithm,
    algorithmsAgree: equalBytes(signatureAlgorithm.raw, innerAlgorithm.raw),
    signature,
    issuer,
    subject,
    notBefore,
    notAfter,
    publicKey,
    extensions,
    malformed,
  }
}

function readInner(wrapper: ReturnType<typeof expectTag>) {
  const cursor = openTlv(wrapper)
  const inner = cursor.take()
  cursor.finish()
  return inner
}

function readVersion(value: number): 1 | 2 | 3 {
  if (value === 1) return 2
  if (value === 2) return 3
  // Version 1 is the default and DER does not write defaults; some old roots do, and it is harmless.
  if (value === 0) return 1
  throw new EncodingError('a certificate of unknown version')
}

/**
 * Reads certificates from PEM text; whatever is between the blocks is ignored, a block that is no certificate is
 * refused.
 */
export function parsePemCertificates(pem: Uint8Array | string): Parsed<Certificate[]> {
  const text = typeof pem === 'string' ? pem : latin1(pem)
  return parsed('certificates', () =>
    [...text.matchAll(/-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----([A-Za-z0-9+/=\s]*)-----END/g)].map(
      ([, body = '']) => readCertificate(Buffer.from(body, 'base64')),
    ),
  )
}
