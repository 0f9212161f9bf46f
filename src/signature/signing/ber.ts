/**
 * Reading the BER of containers: values checked for their type, octet strings also in pieces. Throws a TypeError
 * otherwise.
 */
import * as asn1js from 'asn1js'
import { members } from './der.ts'

/** More iterations than any product writes; a container that asks for more is meant to keep us busy. */
const MOST_ITERATIONS = 5_000_000

export function parseBer(bytes: Uint8Array): asn1js.AsnType {
  const { offset, result } = asn1js.fromBER(Uint8Array.from(bytes).buffer)
  if (offset === -1) throw new TypeError('not BER')
  return result
}
export function oidOf(value: asn1js.AsnType | undefined): string {
  if (!(value instanceof asn1js.ObjectIdentifier)) throw new TypeError('not an object identifier')
  return value.getValue()
}
/** The octets of an OCTET STRING, primitive or in BER's pieces, also under an implicit tag. */
export function octetsOf(value: asn1js.AsnType | undefined): Uint8Array {
  if (value instanceof asn1js.OctetString) return new Uint8Array(value.getValue())
  if (value instanceof asn1js.Constructed) return Buffer.concat(members(value).map(octetsOf))
  if (value instanceof asn1js.Primitive) return Uint8Array.from(value.valueBlock.valueHexView)
  throw new TypeError('not an octet string')
}
/** A number of iterations; absent means one (RFC 7292 section 4). */
export function countOf(value: asn1js.AsnType | undefined): number {
  if (value === undefined) return 1
  if (!(value instanceof asn1js.Integer)) throw new TypeError('not an integer')
  const number = value.valueBlock.valueDec
  if (number < 1 || number > MOST_ITERATIONS) throw new TypeError('an impossible number of iterations')
  return number
}
