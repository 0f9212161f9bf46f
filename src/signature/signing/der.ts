/**
 * DER values (ITU-T X.690) as asn1js objects, by short constructors: what is built here reads like the ASN.1 it comes
 * from.
 */
import * as asn1js from 'asn1js'

type Asn1 = asn1js.AsnType
/** asn1js takes ArrayBuffers; a view over a larger one must be cut out first. */
const buffer = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer

export const sequence = (...value: Asn1[]): Asn1 => new asn1js.Sequence({ value })
export const oid = (value: string): Asn1 => new asn1js.ObjectIdentifier({ value })
export const nil = (): Asn1 => new asn1js.Null()
export const octets = (bytes: Uint8Array): Asn1 => new asn1js.OctetString({ valueHex: buffer(bytes) })
export const bits = (bytes: Uint8Array, unusedBits = 0): Asn1 =>
  new asn1js.BitString({ valueHex: buffer(bytes), unusedBits })
export const integer = (value: number): Asn1 => new asn1js.Integer({ value })
export const boolean = (value: boolean): Asn1 => new asn1js.Boolean({ value })
export const utf8 = (value: string): Asn1 => new asn1js.Utf8String({ value })
export const bmp = (value: string): Asn1 => new asn1js.BmpString({ value })
export const printable = (value: string): Asn1 => new asn1js.PrintableString({ value })

/** A positive INTEGER of any length, given big-endian. */
export function positiveInteger(bytes: Uint8Array): Asn1 {
  const from = bytes.findIndex((byte) => byte !== 0)
  const digits = from < 0 ? Uint8Array.of(0) : bytes.subarray(from)
  const first = digits[0] ?? 0
  return new asn1js.Integer({ valueHex: buffer(first >= 0x80 ? Uint8Array.of(0, ...digits) : digits) })
}

/** RFC 5280 section 4.1.2.5: UTCTime through 2049, GeneralizedTime from 2050 on. */
export const time = (at: Date): Asn1 =>
  at.getUTCFullYear() < 2050 ? new asn1js.UTCTime({ valueDate: at }) : new asn1js.GeneralizedTime({ valueDate: at })

/** SET OF in the order that DER asks for (X.690 section 11.6). */
export function setOf(...members: Asn1[]): Asn1 {
  return new asn1js.Set({ value: sortedByEncoding(members) })
}
export function sortedByEncoding(members: readonly Asn1[]): Asn1[] {
  return members
    .map((member) => ({ member, bytes: Buffer.from(encode(member)) }))
    .sort((a, b) => Buffer.compare(a.bytes, b.bytes))
    .map(({ member }) => member)
}

/**
 * `[number]` around whole values (EXPLICIT) or in place of the tag of a constructed value (IMPLICIT SEQUENCE or SET).
 */
export const context = (number: number, ...value: Asn1[]): Asn1 =>
  new asn1js.Constructed({ idBlock: { tagClass: 3, tagNumber: number }, value })
/** `[number]` in place of the tag of a primitive value. */
export const contextPrimitive = (number: number, bytes: Uint8Array): Asn1 =>
  new asn1js.Primitive({ idBlock: { tagClass: 3, tagNumber: number }, valueHex: buffer(bytes) })

export const encode = (value: Asn1): Uint8Array => new Uint8Array(value.toBER())

/**
 * Reads one value that must fill the bytes; throws on anything else, for what is read here was made or checked by us.
 */
export function decode(bytes: Uint8Array): Asn1 {
  const { offset, result } = asn1js.fromBER(buffer(bytes))
  if (offset !== bytes.length) throw new TypeError('not one DER value')
  return result
}

/** The members of a SEQUENCE, SET or tagged value. */
export function members(value: Asn1 | undefined): Asn1[] {
  if (value === undefined || !('value' in value.valueBlock) || !Array.isArray(value.valueBlock.value))
    throw new TypeError('not a constructed DER value')
  return value.valueBlock.value as Asn1[]
}
