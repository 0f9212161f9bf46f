/** SignedData with every part open to the test: algorithms, content, attributes. */
import {
  context,
  decode,
  encode,
  integer,
  nil,
  octets,
  oid,
  sequence,
  setOf,
  sortedByEncoding,
} from '../signing/der.ts'
import { serialOf, type Holder } from './pki/certificates.ts'

type Asn1 = ReturnType<typeof sequence>

export interface SignedDataSpec {
  readonly holder: Holder
  readonly digestOid: string
  /** Digest of the content under that algorithm. */
  readonly digest: Uint8Array
  readonly signatureAlgorithm: Asn1
  readonly sign: (bytes: Uint8Array) => Uint8Array
  /** Content carried inside; none for a detached signature. */
  readonly content?: Uint8Array
  readonly contentType?: string
  /** Without signed attributes the signature is over this. */
  readonly bare?: Uint8Array
  /** Attributes in place of the usual two. */
  readonly attributes?: readonly Asn1[]
  /** Attributes beside the signature. */
  readonly unsigned?: readonly Asn1[]
  readonly withoutCertificate?: boolean
  readonly signers?: number
}

const data = '1.2.840.113549.1.7.1'
export const attribute = (type: string, ...values: Asn1[]): Asn1 => sequence(oid(type), setOf(...values))

export function usualAttributes(digest: Uint8Array, contentType = data): Asn1[] {
  return [attribute('1.2.840.113549.1.9.3', oid(contentType)), attribute('1.2.840.113549.1.9.4', octets(digest))]
}

export function makeSignedData(spec: SignedDataSpec): Uint8Array {
  const { certificate } = spec.holder
  const contentType = spec.contentType ?? data
  const attributes = spec.attributes ?? usualAttributes(spec.digest, contentType)
  const value = spec.sign(spec.bare ?? encode(setOf(...attributes)))
  const signerInfo = sequence(
    integer(1),
    sequence(decode(certificate.issuer.raw), serialOf(certificate)),
    sequence(oid(spec.digestOid), nil()),
    ...(spec.bare === undefined ? [context(0, ...sortedByEncoding(attributes))] : []),
    spec.signatureAlgorithm,
    octets(value),
    ...(spec.unsigned === undefined ? [] : [context(1, ...spec.unsigned)]),
  )
  const content =
    spec.content === undefined
      ? sequence(oid(contentType))
      : sequence(oid(contentType), context(0, octets(spec.content)))
  const signedData = sequence(
    integer(1),
    setOf(sequence(oid(spec.digestOid), nil())),
    content,
    ...(spec.withoutCertificate === true ? [] : [context(0, decode(certificate.raw))]),
    setOf(...Array.from({ length: spec.signers ?? 1 }, () => signerInfo)),
  )
  return encode(sequence(oid('1.2.840.113549.1.7.2'), context(0, signedData)))
}

/** The same value with indefinite lengths on every constructed element down to `depth` (BER, X.690, 8.1.3.6). */
export function asBer(der: Uint8Array, depth: number): Uint8Array {
  const tag = der[0] ?? 0
  const first = der[1] ?? 0
  const header = first < 0x80 ? 2 : 2 + (first & 0x7f)
  if ((tag & 0x20) === 0 || depth === 0) return der
  const parts: Uint8Array[] = []
  for (let position = header; position < der.length;) {
    const size = der[position + 1] ?? 0
    const count = size < 0x80 ? 0 : size & 0x7f
    const length =
      count === 0 ? size : der.subarray(position + 2, position + 2 + count).reduce((sum, byte) => sum * 256 + byte, 0)
    const end = position + 2 + count + length
    parts.push(asBer(der.subarray(position, end), depth - 1))
    position = end
  }
  return Buffer.concat([Uint8Array.of(tag, 0x80), ...parts, Uint8Array.of(0, 0)])
}
