/** RFC 3161 time-stamp tokens of the test PKI. */
import { createHash } from 'node:crypto'
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
} from '../../signing/der.ts'
import { algorithmFor, serialOf, signWith } from './certificates.ts'
import * as asn1js from 'asn1js'
import type { Holder } from './certificates.ts'

const sha256Oid = '2.16.840.1.101.3.4.2.1'
const tstInfo = '1.2.840.113549.1.9.16.1.4'
const signedData = '1.2.840.113549.1.7.2'
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

export type TimeStampSpec = {
  readonly unit: Holder
  /** certificates that go along, beside the unit's own */
  readonly chain?: readonly Holder[]
  readonly at: Date
  /** SHA-256 of what is stamped */
  readonly digest: Uint8Array
  readonly breakSignature?: boolean
}

/** DER of the token (ContentInfo). */
export function makeTimeStamp({ unit, chain = [], at, digest, breakSignature }: TimeStampSpec): Uint8Array {
  const info = sequence(
    integer(1),
    oid('1.2.3.4.1'),
    sequence(sequence(oid(sha256Oid), nil()), octets(digest)),
    integer(Math.floor(at.getTime() / 1000) % 0x7fffffff),
    new asn1js.GeneralizedTime({ valueDate: at }),
  )
  const content = encode(info)
  const { certificate } = unit
  const attribute = (type: string, value: Parameters<typeof setOf>[0]) => sequence(oid(type), setOf(value))
  const issuerAndSerial = sequence(decode(certificate.issuer.raw), serialOf(certificate))
  const reference = sequence(
    sequence(
      sequence(
        octets(sha256(certificate.raw)),
        sequence(sequence(context(4, decode(certificate.issuer.raw))), serialOf(certificate)),
      ),
    ),
  )
  const attributes = [
    attribute('1.2.840.113549.1.9.3', oid(tstInfo)),
    attribute('1.2.840.113549.1.9.4', octets(sha256(content))),
    attribute('1.2.840.113549.1.9.16.2.47', reference),
  ]
  const value = signWith(unit.privateKey, encode(setOf(...attributes)))
  if (breakSignature === true) value.set([(value.at(-1) ?? 0) ^ 1], value.length - 1)
  const signerInfo = sequence(
    integer(1),
    issuerAndSerial,
    sequence(oid(sha256Oid), nil()),
    context(0, ...sortedByEncoding(attributes)),
    algorithmFor(unit.privateKey),
    octets(value),
  )
  const certificates = [unit, ...chain].map((holder) => decode(holder.certificate.raw))
  const data = sequence(
    integer(3),
    setOf(sequence(oid(sha256Oid), nil())),
    sequence(oid(tstInfo), context(0, octets(content))),
    context(0, ...sortedByEncoding(certificates)),
    setOf(signerInfo),
  )
  return encode(sequence(oid(signedData), context(0, data)))
}
