/** OCSP requests and responses (RFC 6960, section 4), read strictly. */
import { createHash } from 'node:crypto'
import { readAlgorithm } from '../x509/algorithm.ts'
import {
  encodeOid,
  readSignatureBits,
  readOid,
  readSmall,
  readTime,
  toHex,
  readIntegerOctets,
} from '../x509/asn1-values.ts'
import { readCertificate } from '../x509/certificate.ts'
import { readExtensions } from '../x509/extensions.ts'
import { readName } from '../x509/name.ts'
import { extensionOid } from '../x509/oids.ts'
import {
  contentOf,
  context,
  EncodingError,
  expectTag,
  membersOf,
  openTlv,
  parsed,
  rawOf,
  readWhole,
  tag,
} from '../x509/tlv.ts'
import { encodeTlv } from '../x509/write.ts'
import { reasonByNumber } from './crl.ts'
import type { AlgorithmIdentifier } from '../x509/algorithm.ts'
import type { Certificate } from '../x509/certificate.ts'
import type { Extension } from '../x509/extensions.ts'
import type { Name } from '../x509/name.ts'
import type { Parsed, Tlv } from '../x509/tlv.ts'
import type { RevocationReason } from './crl.ts'

type CertId = {
  readonly digestOid: string
  readonly issuerNameHash: Uint8Array
  readonly issuerKeyHash: Uint8Array
  readonly serial: string
}

export type SingleResponse = {
  readonly certId: CertId
  readonly status:
    | { readonly kind: 'good' }
    | { readonly kind: 'unknown' }
    | { readonly kind: 'revoked'; readonly at: Date; readonly reason: RevocationReason }
  readonly thisUpdate: Date
  readonly nextUpdate: Date | undefined
  readonly archiveCutoff: Date | undefined
  readonly unknownCritical: readonly string[]
}

export type OcspResponse = {
  readonly raw: Uint8Array
  readonly fingerprint: string
  readonly signed: Uint8Array
  readonly signatureAlgorithm: AlgorithmIdentifier
  readonly signature: Uint8Array
  readonly responder: { readonly kind: 'name'; readonly name: Name } | { readonly kind: 'key'; readonly hash: string }
  readonly producedAt: Date
  readonly responses: readonly SingleResponse[]
  /** content of the nonce extension's value in hex */
  readonly nonce: string | undefined
  readonly unknownCritical: readonly string[]
  readonly certificates: readonly Certificate[]
}

/** Why a responder gave no answer (RFC 6960, 4.2.1). */
type OcspRefusal = 'malformedRequest' | 'internalError' | 'tryLater' | 'sigRequired' | 'unauthorized'

const basicResponse = '1.3.6.1.5.5.7.48.1.1'
const refusals: readonly (OcspRefusal | undefined)[] = [
  undefined,
  'malformedRequest',
  'internalError',
  'tryLater',
  undefined,
  'sigRequired',
  'unauthorized',
]

/** Reads an OCSPResponse. A responder's refusal is a problem whose detail names it. */
export function parseOcspResponse(der: Uint8Array): Parsed<OcspResponse> {
  return parsed('OCSP response', () => {
    if (der.length > 1_000_000) throw new EncodingError('an OCSP response that is too large')
    const outer = openTlv(readWhole(der, tag.sequence))
    const code = readSmall(outer.take(tag.enumerated), tag.enumerated)
    const wrapped = outer.optional(context(0, true))
    outer.finish()
    if (code !== 0) throw new EncodingError(`the responder refused: ${refusals[code] ?? String(code)}`)
    if (wrapped === undefined) throw new EncodingError('an answer without content')
    const bytes = openTlv(single(wrapped))
    if (readOid(bytes.take()) !== basicResponse) throw new EncodingError('an answer of unknown type')
    const basic = contentOf(bytes.take(tag.octetString))
    bytes.finish()
    return readBasicResponse(readWhole(basic, tag.sequence), der)
  })
}

/** Reads a BasicOCSPResponse, as CMS (RFC 5940) and some stores hold it, without the outer envelope. */
export function parseBasicOcspResponse(der: Uint8Array): Parsed<OcspResponse> {
  return parsed('OCSP response', () => readBasicResponse(readWhole(der, tag.sequence), der))
}

function single(wrapper: Tlv): Tlv {
  const cursor = openTlv(wrapper)
  const member = cursor.take()
  cursor.finish()
  return member
}

function readBasicResponse(element: Tlv, raw: Uint8Array): OcspResponse {
  const outer = openTlv(element)
  const data = outer.take(tag.sequence)
  const signatureAlgorithm = readAlgorithm(outer.take(tag.sequence))
  const signature = readSignatureBits(outer.take())
  const certificates = outer.optional(context(0, true))
  outer.finish()

  const cursor = openTlv(data)
  const version = cursor.optional(context(0, true))
  if (version !== undefined && readSmall(single(version)) !== 0)
    throw new EncodingError('an OCSP response of unknown version')
  const responder = readResponder(cursor.take())
  const producedAt = readTime(expectTag(cursor.take(), tag.generalizedTime), true)
  const responses = membersOf(cursor.take(tag.sequence), 1000).map(readSingle)
  const wrapped = cursor.optional(context(1, true))
  cursor.finish()
  const extensions = wrapped === undefined ? [] : readExtensions(single(wrapped))
  const nonce = extensions.find(({ oid }) => oid === extensionOid.ocspNonce)
  return {
    raw,
    fingerprint: createHash('sha256').update(raw).digest('hex'),
    signed: rawOf(data),
    signatureAlgorithm,
    signature,
    responder,
    producedAt,
    responses,
    nonce: nonce && toHex(nonce.value),
    unknownCritical: unknownCriticalOf(extensions, [extensionOid.ocspNonce]),
    certificates:
      certificates === undefined
        ? []
        : membersOf(single(certificates), 30).map((member) => readCertificate(rawOf(member))),
  }
}

function unknownCriticalOf(extensions: readonly Extension[], known: readonly string[]): string[] {
  return extensions.flatMap(({ oid, critical }) => (critical && !known.includes(oid) ? [oid] : []))
}

function readResponder(element: Tlv): OcspResponse['responder'] {
  if (element.tag === context(1, true)) return { kind: 'name', name: readName(single(element)) }
  return {
    kind: 'key',
    hash: toHex(contentOf(expectTag(single(expectTag(element, context(2, true))), tag.octetString))),
  }
}

function readSingle(element: Tlv): SingleResponse {
  const cursor = openTlv(expectTag(element, tag.sequence))
  const certId = readCertId(cursor.take(tag.sequence))
  const status = readStatus(cursor.take())
  const thisUpdate = readTime(expectTag(cursor.take(), tag.generalizedTime), true)
  const next = cursor.optional(context(0, true))
  const wrapped = cursor.optional(context(1, true))
  cursor.finish()
  const extensions = wrapped === undefined ? [] : readExtensions(single(wrapped))
  const cutoff = extensions.find(({ oid }) => oid === extensionOid.ocspArchiveCutoff)
  return {
    certId,
    status,
    thisUpdate,
    nextUpdate: next && readTime(expectTag(single(next), tag.generalizedTime), true),
    archiveCutoff: cutoff && readTime(readWhole(cutoff.value), true),
    unknownCritical: unknownCriticalOf(extensions, [extensionOid.ocspArchiveCutoff]),
  }
}

function readCertId(element: Tlv): CertId {
  const cursor = openTlv(element)
  const digestOid = readAlgorithm(cursor.take(tag.sequence)).oid
  const issuerNameHash = contentOf(cursor.take(tag.octetString))
  const issuerKeyHash = contentOf(cursor.take(tag.octetString))
  const serial = toHex(readIntegerOctets(cursor.take()))
  cursor.finish()
  return { digestOid, issuerNameHash, issuerKeyHash, serial }
}

function readStatus(element: Tlv): SingleResponse['status'] {
  if (element.tag === context(0)) return { kind: 'good' }
  if (element.tag === context(2)) return { kind: 'unknown' }
  const cursor = openTlv(expectTag(element, context(1, true)))
  const at = readTime(expectTag(cursor.take(), tag.generalizedTime), true)
  const reason = cursor.optional(context(0, true))
  cursor.finish()
  return {
    kind: 'revoked',
    at,
    reason: reason === undefined ? 'unspecified' : reasonByNumber(readSmall(single(reason), tag.enumerated)),
  }
}

const sha1Oid = '1.3.14.3.2.26'

/**
 * The request for one certificate. SHA-1 identifies the issuer (RFC 5019, 2.1.1; every responder knows it, and nothing
 * rests on its strength: the answer is compared with the certificate again). `nonce`: 16 to 32 octets of randomness
 * (RFC 9654).
 */
export function encodeOcspRequest(
  certificate: Certificate,
  issuer: Pick<Certificate, 'publicKey'>,
  nonce?: Uint8Array,
): Uint8Array {
  const hash = (data: Uint8Array) => encodeTlv(tag.octetString, createHash('sha1').update(data).digest())
  const algorithm = encodeTlv(tag.sequence, encodeTlv(tag.oid, encodeOid(sha1Oid)), Uint8Array.of(5, 0))
  const certId = encodeTlv(
    tag.sequence,
    algorithm,
    hash(certificate.issuer.raw),
    hash(issuer.publicKey.key),
    encodeTlv(tag.integer, Buffer.from(certificate.serial, 'hex')),
  )
  const list = encodeTlv(tag.sequence, encodeTlv(tag.sequence, certId))
  if (nonce === undefined) return encodeTlv(tag.sequence, encodeTlv(tag.sequence, list))
  const extension = encodeTlv(
    tag.sequence,
    encodeTlv(tag.oid, encodeOid(extensionOid.ocspNonce)),
    encodeTlv(tag.octetString, encodeTlv(tag.octetString, nonce)),
  )
  return encodeTlv(
    tag.sequence,
    encodeTlv(tag.sequence, list, encodeTlv(context(2, true), encodeTlv(tag.sequence, extension))),
  )
}
