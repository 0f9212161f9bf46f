/** Literal and hexadecimal strings (ISO 32000-2, 7.3.4), with their place in the file. */
import { hexValue, isWhitespace } from './characters.ts'
import { type Cursor, SyntaxFault } from './cursor.ts'
import { latin1, type PdfString } from './objects.ts'

export function readHexString(cursor: Cursor): PdfString {
  const { bytes, end } = cursor
  const start = cursor.position
  const close = bytes.indexOf(0x3e, start + 1)
  if (close < 0 || close >= end) throw new SyntaxFault('unterminated hexadecimal string', start)
  cursor.position = close + 1
  const octets = hexOctets(bytes, start + 1, close)
  if (!octets) throw new SyntaxFault('not hexadecimal', start)
  return { type: 'string', bytes: octets, hexadecimal: true, start, end: close + 1 }
}

/** The octets between the brackets of a hexadecimal string; undefined where something else than digits stands there. */
export function hexOctets(bytes: Uint8Array, start: number, end: number): Uint8Array | undefined {
  const plain = plainHex(bytes, start, end)
  if (plain) return plain
  const out: number[] = []
  let high = -1
  for (const byte of bytes.subarray(start, end)) {
    const value = hexValue(byte)
    if (value < 0) {
      if (!isWhitespace(byte)) return undefined
    } else if (high < 0) high = value
    else {
      out.push((high << 4) | value)
      high = -1
    }
  }
  if (high >= 0) out.push(high << 4)
  return Uint8Array.from(out)
}

/**
 * Pairs of digits and nothing else, as every signature writes its value: read by the engine, a hundred times as fast as
 * digit by digit. Undefined for any other spelling.
 */
function plainHex(bytes: Uint8Array, start: number, end: number): Uint8Array | undefined {
  if (end - start < 32) return undefined
  const read = Buffer.from(latin1(bytes, start, end), 'hex')
  return read.length * 2 === end - start ? read : undefined
}

const escapes: Readonly<Record<number, number>> = { 0x6e: 10, 0x72: 13, 0x74: 9, 0x62: 8, 0x66: 12 }

export function readLiteralString(cursor: Cursor): PdfString {
  const { bytes, end } = cursor
  const start = cursor.position
  const out: number[] = []
  let open = 1
  let position = start + 1
  for (; position < end; position++) {
    const byte = bytes[position] ?? 0
    if (byte === 0x28) open++
    else if (byte === 0x29 && --open === 0) break
    if (byte === 0x0d) {
      // An end of line inside a string counts as LF however it is written (7.3.4.2).
      if (bytes[position + 1] === 0x0a) position++
      out.push(0x0a)
    } else if (byte === 0x5c) {
      const escape = readEscape(cursor, position + 1)
      if (escape.value !== undefined) out.push(escape.value)
      position = escape.last
    } else out.push(byte)
  }
  if (open !== 0) throw new SyntaxFault('unterminated string', start)
  cursor.position = position + 1
  return { type: 'string', bytes: Uint8Array.from(out), hexadecimal: false, start, end: position + 1 }
}

/** What follows a backslash at `position` (table 3), and the place of its last byte. No value: a line goes on. */
function readEscape(
  { bytes, report }: Cursor,
  position: number,
): { readonly value: number | undefined; readonly last: number } {
  const next = bytes[position] ?? 0
  if (next === 0x0a) return { value: undefined, last: position }
  if (next === 0x0d) return { value: undefined, last: bytes[position + 1] === 0x0a ? position + 1 : position }
  if (next < 0x30 || next > 0x37) return { value: escapes[next] ?? next, last: position }
  let octal = next - 0x30
  let last = position
  for (let digits = 1; digits < 3; digits++) {
    const digit = (bytes[last + 1] ?? 0) - 0x30
    if (digit < 0 || digit > 7) break
    octal = octal * 8 + digit
    last++
  }
  // Readers drop the ninth bit or keep the character.
  if (octal > 0xff) report?.('string-form')
  return { value: octal & 0xff, last }
}
