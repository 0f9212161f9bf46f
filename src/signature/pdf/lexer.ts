/** Lexical conventions and object syntax of ISO 32000-2, 7.2 and 7.3, over bytes, with offsets kept. */
import { type Budget, LimitExceeded } from './budget.ts'
import { latin1, type PdfDictionary, type PdfName, type PdfObject, type PdfString } from './objects.ts'

export interface Cursor {
  readonly bytes: Uint8Array
  position: number
  readonly end: number
  readonly budget: Budget
  /** Told of a key that is written twice in one dictionary. */
  readonly onDuplicateKey?: () => void
}

/** Bytes that are no PDF object at `position`. Never leaves this room: callers read it as "no object here". */
export class SyntaxFault extends Error {
  readonly position: number
  constructor(message: string, position: number) {
    super(message)
    this.name = 'SyntaxFault'
    this.position = position
  }
}

export function cursorAt(
  bytes: Uint8Array,
  position: number,
  end: number,
  budget: Budget,
  onDuplicateKey?: () => void,
): Cursor {
  return { bytes, position, end, budget, ...(onDuplicateKey ? { onDuplicateKey } : {}) }
}

const whitespace = 1
const delimiter = 2
/** Class of each byte (7.2.3, tables 1 and 2): 0 is a regular character. */
const classes = new Uint8Array(256)
for (const byte of [0, 9, 10, 12, 13, 32]) classes[byte] = whitespace
for (const char of '()<>[]{}/%') classes[char.charCodeAt(0)] = delimiter

export function isWhitespace(byte: number | undefined): boolean {
  return byte !== undefined && classes[byte] === whitespace
}

function isRegular(byte: number | undefined): boolean {
  return byte !== undefined && classes[byte] === 0
}

export function hexValue(byte: number | undefined): number {
  if (byte === undefined) return -1
  if (byte >= 48 && byte <= 57) return byte - 48
  const lower = byte | 32
  return lower >= 97 && lower <= 102 ? lower - 87 : -1
}

/** Skips white space and comments. */
export function skipSpace(cursor: Cursor): void {
  const { bytes, end } = cursor
  let position = cursor.position
  while (position < end) {
    const byte = bytes[position]
    if (byte === 0x25) {
      while (position < end && bytes[position] !== 10 && bytes[position] !== 13) position++
    } else if (isWhitespace(byte)) position++
    else break
  }
  cursor.position = position
}

/** Reads a run of regular characters, as `obj`, `R`, `true`, `12`; empty where a delimiter stands. */
export function readKeyword(cursor: Cursor): string {
  skipSpace(cursor)
  const start = cursor.position
  let position = start
  while (position < cursor.end && isRegular(cursor.bytes[position])) position++
  cursor.position = position
  return latin1(cursor.bytes, start, position)
}

/** The unsigned integer at the cursor, or undefined (the cursor then stays where it was). */
export function readInteger(cursor: Cursor): number | undefined {
  skipSpace(cursor)
  const start = cursor.position
  let position = start
  let value = 0
  while (position < cursor.end) {
    const digit = (cursor.bytes[position] ?? 0) - 48
    if (digit < 0 || digit > 9) break
    value = value * 10 + digit
    position++
  }
  if (position === start || position - start > 15 || (position < cursor.end && isRegular(cursor.bytes[position])))
    return undefined
  cursor.position = position
  return value
}

/** Reads one object. Throws `SyntaxFault` where there is none. */
export function readObject(cursor: Cursor, depth = 0): PdfObject {
  if (depth > cursor.budget.limits.depth) throw new LimitExceeded('depth')
  cursor.budget.checkTime()
  skipSpace(cursor)
  const { bytes } = cursor
  const byte = cursor.position < cursor.end ? bytes[cursor.position] : undefined
  switch (byte) {
    case undefined:
      throw new SyntaxFault('end of data', cursor.position)
    case 0x2f:
      return readName(cursor)
    case 0x28:
      return readLiteralString(cursor)
    case 0x3c:
      return bytes[cursor.position + 1] === 0x3c ? readDictionary(cursor, depth) : readHexString(cursor)
    case 0x5b:
      return readArray(cursor, depth)
    default:
      return readNumberReferenceOrKeyword(cursor)
  }
}

function readNumberReferenceOrKeyword(cursor: Cursor): PdfObject {
  const start = cursor.position
  const integer = readInteger(cursor)
  if (integer !== undefined) {
    const after = cursor.position
    const generation = readInteger(cursor)
    if (generation !== undefined && generation <= 65535) {
      skipSpace(cursor)
      if (
        cursor.bytes[cursor.position] === 0x52 &&
        !isRegular(cursor.position + 1 < cursor.end ? cursor.bytes[cursor.position + 1] : undefined)
      ) {
        cursor.position++
        return { type: 'reference', number: integer, generation }
      }
    }
    cursor.position = after
    return integer
  }
  const word = readKeyword(cursor)
  if (word === 'true') return true
  if (word === 'false') return false
  if (word === 'null') return null
  if (/^[+-]*[0-9]*\.?[0-9]*(-[0-9]*)?$/.test(word) && /[0-9]/.test(word)) return parseReal(word)
  cursor.position = start
  throw new SyntaxFault(`unexpected ${word === '' ? 'delimiter' : 'keyword'}`, start)
}

/** `12.`, `-.5`, `--3`: viewers read all of these; a later minus sign ends the number. */
function parseReal(word: string): number {
  const negative = word.startsWith('-')
  const digits = word.replace(/^[+-]+/, '').replace(/-.*$/, '')
  const value = Number(digits === '' || digits === '.' ? '0' : digits)
  return negative && value !== 0 ? -value : value
}

function readName(cursor: Cursor): PdfName {
  const { bytes, end } = cursor
  let position = cursor.position + 1
  const start = position
  let escaped = false
  while (position < end && isRegular(bytes[position])) {
    if (bytes[position] === 0x23) escaped = true
    position++
  }
  cursor.position = position
  const text = latin1(bytes, start, position)
  return {
    type: 'name',
    value: escaped
      ? text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
      : text,
  }
}

function readHexString(cursor: Cursor): PdfString {
  const { bytes, end } = cursor
  const start = cursor.position
  let close = bytes.indexOf(0x3e, start + 1)
  if (close < 0 || close >= end) close = -1
  if (close < 0) throw new SyntaxFault('unterminated hexadecimal string', start)
  const out = new Uint8Array((close - start) >> 1)
  let length = 0
  let high = -1
  for (let position = start + 1; position < close; position++) {
    const value = hexValue(bytes[position])
    if (value < 0) {
      if (isWhitespace(bytes[position])) continue
      throw new SyntaxFault('not hexadecimal', position)
    }
    if (high < 0) high = value
    else {
      out[length++] = (high << 4) | value
      high = -1
    }
  }
  if (high >= 0) out[length++] = high << 4
  cursor.position = close + 1
  return { type: 'string', bytes: out.subarray(0, length), hexadecimal: true, start, end: close + 1 }
}

const escapes: Readonly<Record<number, number>> = { 0x6e: 10, 0x72: 13, 0x74: 9, 0x62: 8, 0x66: 12 }

function readLiteralString(cursor: Cursor): PdfString {
  const { bytes, end } = cursor
  const start = cursor.position
  const out: number[] = []
  let open = 1
  let position = start + 1
  for (; position < end; position++) {
    let byte = bytes[position] ?? 0
    if (byte === 0x28) open++
    else if (byte === 0x29) {
      if (--open === 0) break
    } else if (byte === 0x0d) {
      // An end of line inside a string counts as LF however it is written (7.3.4.2).
      if (bytes[position + 1] === 0x0a) position++
      byte = 0x0a
    } else if (byte === 0x5c) {
      position++
      const next = bytes[position] ?? 0
      if (next >= 0x30 && next <= 0x37) {
        let octal = next - 0x30
        for (let digits = 1; digits < 3; digits++) {
          const digit = (bytes[position + 1] ?? 0) - 0x30
          if (digit < 0 || digit > 7) break
          octal = octal * 8 + digit
          position++
        }
        byte = octal & 0xff
      } else if (next === 0x0a) continue
      else if (next === 0x0d) {
        if (bytes[position + 1] === 0x0a) position++
        continue
      } else byte = escapes[next] ?? next
    }
    out.push(byte)
  }
  if (open !== 0) throw new SyntaxFault('unterminated string', start)
  cursor.position = position + 1
  return { type: 'string', bytes: Uint8Array.from(out), hexadecimal: false, start, end: position + 1 }
}

function readArray(cursor: Cursor, depth: number): PdfObject {
  cursor.position++
  const items: PdfObject[] = []
  for (;;) {
    skipSpace(cursor)
    if (cursor.position >= cursor.end) throw new SyntaxFault('unterminated array', cursor.position)
    if (cursor.bytes[cursor.position] === 0x5d) {
      cursor.position++
      return { type: 'array', items }
    }
    items.push(readObject(cursor, depth + 1))
  }
}

function readDictionary(cursor: Cursor, depth = 0): PdfDictionary {
  cursor.position += 2
  const entries = new Map<string, PdfObject>()
  const duplicates: string[] = []
  for (;;) {
    skipSpace(cursor)
    const { bytes, position } = cursor
    if (position >= cursor.end) throw new SyntaxFault('unterminated dictionary', position)
    if (bytes[position] === 0x3e && bytes[position + 1] === 0x3e) {
      cursor.position += 2
      return { type: 'dictionary', entries, duplicates }
    }
    if (bytes[position] !== 0x2f) throw new SyntaxFault('key is no name', position)
    const key = readName(cursor).value
    skipSpace(cursor)
    // `/Key >>`: a key without a value; readers take it as null.
    const missing = bytes[cursor.position] === 0x3e && bytes[cursor.position + 1] === 0x3e
    const value = missing ? null : readObject(cursor, depth + 1)
    if (entries.has(key)) {
      duplicates.push(key)
      cursor.onDuplicateKey?.()
    }
    entries.set(key, value)
  }
}
