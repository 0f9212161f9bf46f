/** Values of the universal types, read strictly by DER (ITU-T X.690, clauses 8, 10, 11). */
import { contentOf, EncodingError, expectTag, tag } from './tlv.ts'
import type { Tlv } from './tlv.ts'

/** Dotted form of an OBJECT IDENTIFIER's content octets. Arcs up to 2^53; longer ones are written out with BigInt. */
export function decodeOid(content: Uint8Array): string {
  if (content.length === 0 || content.length > 128) throw new EncodingError('an object identifier of wrong length')
  const arcs: string[] = []
  let value = 0n
  let fresh = true
  for (const octet of content) {
    if (fresh && octet === 0x80) throw new EncodingError('an object identifier arc that is not minimal')
    value = (value << 7n) | BigInt(octet & 0x7f)
    fresh = (octet & 0x80) === 0
    if (!fresh) continue
    if (arcs.length === 0) {
      const root = value < 40n ? 0n : value < 80n ? 1n : 2n
      arcs.push(String(root), String(value - root * 40n))
    } else arcs.push(String(value))
    value = 0n
  }
  if (!fresh) throw new EncodingError('an object identifier that ends inside an arc')
  return arcs.join('.')
}

export function readOid(element: Tlv): string {
  return decodeOid(contentOf(expectTag(element, tag.oid)))
}

/** Content octets of a dotted object identifier. */
export function encodeOid(dotted: string): Uint8Array {
  const [first = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt)
  const octets: number[] = []
  for (const arc of [first * 40n + second, ...rest]) {
    const groups = [Number(arc & 0x7fn)]
    for (let left = arc >> 7n; left > 0n; left >>= 7n) groups.unshift(Number(left & 0x7fn) | 0x80)
    octets.push(...groups)
  }
  return Uint8Array.from(octets)
}

export function readBoolean(element: Tlv): boolean {
  const content = contentOf(expectTag(element, tag.boolean))
  if (content.length !== 1 || (content[0] !== 0 && content[0] !== 0xff))
    throw new EncodingError('a BOOLEAN that is neither 0 nor 255')
  return content[0] === 0xff
}

/** Content octets of an INTEGER, checked to be minimal. */
export function readIntegerOctets(element: Tlv): Uint8Array {
  const content = contentOf(expectTag(element, tag.integer))
  checkMinimal(content)
  return content
}

function checkMinimal(content: Uint8Array): void {
  const [first, second] = content
  if (first === undefined) throw new EncodingError('an INTEGER without content')
  if (second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80)))
    throw new EncodingError('an INTEGER that is not minimal')
}

/** A small non-negative INTEGER or ENUMERATED (below 2^31), for versions, lengths, counters and codes. */
export function readSmall(element: Tlv, expected: number = tag.integer): number {
  const content = contentOf(expectTag(element, expected))
  checkMinimal(content)
  if (content.length > 5) throw new EncodingError('a number that is too large')
  let value = 0
  for (const octet of content) value = value * 256 + octet
  if ((content[0] ?? 0) >= 0x80 || value > 0x7fffffff) throw new EncodingError('a number that is negative or too large')
  return value
}

/** A non-negative INTEGER of any size up to 64 octets. */
export function readBigInteger(element: Tlv, expected: number = tag.integer): bigint {
  const content = contentOf(expectTag(element, expected))
  checkMinimal(content)
  if (content.length > 64) throw new EncodingError('a number that is too large')
  if ((content[0] ?? 0) >= 0x80) throw new EncodingError('a negative number')
  return BigInt(`0x${toHex(content)}`)
}

/** A BIT STRING: its octets and how many bits of the last one are unused (which must be zero in DER). */
export function readBits(
  element: Tlv,
  expected: number = tag.bitString,
): { readonly octets: Uint8Array; readonly unused: number } {
  const content = contentOf(expectTag(element, expected))
  const unused = content[0]
  if (unused === undefined || unused > 7 || (content.length === 1 && unused > 0))
    throw new EncodingError('a BIT STRING with a wrong count of unused bits')
  if (unused > 0 && ((content[content.length - 1] ?? 0) & ((1 << unused) - 1)) !== 0)
    throw new EncodingError('a BIT STRING whose unused bits are set')
  return { octets: content.subarray(1), unused }
}

/**
 * The octets of a signature value. The count of unused bits is ignored: the signing certificate of the Italian list's
 * operator, pinned in the list of lists, states one unused bit for an RSA signature that has none.
 */
export function readSignatureBits(element: Tlv): Uint8Array {
  const content = contentOf(expectTag(element, tag.bitString))
  if ((content[0] ?? 8) > 7) throw new EncodingError('a BIT STRING with a wrong count of unused bits')
  return content.subarray(1)
}

/** A BIT STRING that holds whole octets (public keys). */
export function readOctetBits(element: Tlv): Uint8Array {
  const { octets, unused } = readBits(element)
  if (unused !== 0) throw new EncodingError('a BIT STRING that does not end on an octet')
  return octets
}

/** Named bits in order: `names[i]` is reported when bit i is set. Bits without a name are ignored. */
export function readNamedBits<Name extends string>(
  element: Tlv,
  names: readonly Name[],
  expected: number = tag.bitString,
): Name[] {
  const { octets } = readBits(element, expected)
  return names.filter((_, bit) => ((octets[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0)
}

/** UTCTime or GeneralizedTime in the form that RFC 5280, 4.1.2.5 asks for (seconds, Z; no fraction unless allowed). */
export function readTime(element: Tlv, fractionAllowed = false): Date {
  const text = latin1(contentOf(element))
  if (element.tag === tag.utcTime) {
    const match = /^(\d\d)(\d{10})Z$/.exec(text)
    if (!match) throw new EncodingError('a UTCTime that is not YYMMDDHHMMSSZ')
    return dateOf(`${Number(match[1]) >= 50 ? '19' : '20'}${text.slice(0, 12)}`, 0)
  }
  expectTag(element, tag.generalizedTime)
  const match = /^(\d{14})(\.\d{1,9})?Z$/.exec(text)
  if (!match || (match[2] !== undefined && (!fractionAllowed || match[2].endsWith('0'))))
    throw new EncodingError('a GeneralizedTime that is not YYYYMMDDHHMMSSZ')
  return dateOf(text.slice(0, 14), Math.floor(Number(`0${match[2] ?? ''}`) * 1000))
}

function dateOf(digits: string, milliseconds: number): Date {
  const part = (from: number, to: number) => Number(digits.slice(from, to))
  const [year, month, day, hour, minute, second] = [
    part(0, 4),
    part(4, 6),
    part(6, 8),
    part(8, 10),
    part(10, 12),
    part(12, 14),
  ]
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute, second, milliseconds)
  const same = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60
  if (!same) throw new EncodingError('a time that does not exist')
  return date
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const utf16 = new TextDecoder('utf-16be', { fatal: true, ignoreBOM: true })

export function latin1(octets: Uint8Array): string {
  return Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString('latin1')
}

export function toHex(octets: Uint8Array): string {
  return Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString('hex')
}

export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && Buffer.compare(left, right) === 0
}

/**
 * Text of a character string, undefined when the element is not one. Teletex is read as Latin-1, as everybody writes
 * it.
 */
export function readText(element: Tlv): string | undefined {
  const content = contentOf(element)
  try {
    switch (element.tag) {
      case tag.utf8String:
        return utf8.decode(content)
      case tag.bmpString:
        return utf16.decode(content)
      case tag.universalString:
        return universal(content)
      case tag.printableString:
      case tag.numericString:
      case tag.ia5String:
      case tag.visibleString:
      case tag.teletexString:
        return latin1(content)
      default:
        return undefined
    }
  } catch (error) {
    if (error instanceof EncodingError) throw error
    throw new EncodingError('text that is not in its own encoding')
  }
}

function universal(content: Uint8Array): string {
  if (content.length % 4 !== 0) throw new EncodingError('a UniversalString of wrong length')
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
  let text = ''
  for (let at = 0; at < content.length; at += 4) {
    const point = view.getUint32(at)
    if (point > 0x10ffff) throw new EncodingError('a UniversalString with a code point above U+10FFFF')
    text += String.fromCodePoint(point)
  }
  return text
}
