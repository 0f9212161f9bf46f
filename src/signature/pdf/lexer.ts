/** Lexical conventions and object syntax of ISO 32000-2, 7.2 and 7.3, over bytes, with offsets kept. */
import { LimitExceeded } from './budget.ts'
import { isRegular, isWhitespace } from './characters.ts'
import { type Cursor, SyntaxFault } from './cursor.ts'
import { latin1, type PdfDictionary, type PdfName, type PdfObject } from './objects.ts'
import { readHexString, readLiteralString } from './string-syntax.ts'

export { type Cursor, cursorAt, SyntaxFault } from './cursor.ts'

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

/** A byte of the data that are read: what follows their end belongs to something else. */
function byteAt({ bytes, end }: Cursor, position: number): number | undefined {
  return position < end ? bytes[position] : undefined
}

/** Reads one object. Throws `SyntaxFault` where there is none. */
export function readObject(cursor: Cursor, depth = 0): PdfObject {
  if (depth > cursor.budget.limits.depth) throw new LimitExceeded('depth')
  cursor.budget.step()
  skipSpace(cursor)
  const { bytes } = cursor
  switch (byteAt(cursor, cursor.position)) {
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
      if (byteAt(cursor, cursor.position) === 0x52 && !isRegular(byteAt(cursor, cursor.position + 1))) {
        cursor.position++
        return { type: 'reference', number: integer, generation }
      }
    }
    cursor.position = after
    if (integer > largestNumber) cursor.report?.('number-form')
    return integer
  }
  const word = readKeyword(cursor)
  if (word === 'true') return true
  if (word === 'false') return false
  if (word === 'null') return null
  if (/^[+-]*[0-9]*\.?[0-9]*(-[0-9]*)?$/.test(word) && /[0-9]/.test(word)) return parseReal(cursor, word)
  cursor.position = start
  throw new SyntaxFault(`unexpected ${word === '' ? 'delimiter' : 'keyword'}`, start)
}

/** Readers hold coordinates and counts in 32 bits: a larger number wraps in some and is cut in others. */
const largestNumber = 0xffff_ffff

/** `12.`, `-.5`, `--3`, `1-2`: viewers read all of these, the last two in different ways. */
function parseReal(cursor: Cursor, word: string): number {
  if (!/^[+-]?[0-9]*\.?[0-9]*$/.test(word)) cursor.report?.('number-form')
  const negative = word.startsWith('-')
  const digits = word.replace(/^[+-]+/, '').replace(/-.*$/, '')
  const value = Number(digits === '' || digits === '.' ? '0' : digits)
  if (value > largestNumber) cursor.report?.('number-form')
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
  if (!escaped) return { type: 'name', value: text }
  if (/#(?![0-9A-Fa-f]{2})|#00/.test(text)) cursor.report?.('name-form')
  const value = text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return { type: 'name', value }
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

/** `>>` stands at the cursor. */
function closes(cursor: Cursor): boolean {
  return byteAt(cursor, cursor.position) === 0x3e && byteAt(cursor, cursor.position + 1) === 0x3e
}

function readDictionary(cursor: Cursor, depth = 0): PdfDictionary {
  cursor.position += 2
  const entries = new Map<string, PdfObject>()
  const duplicates: string[] = []
  for (;;) {
    skipSpace(cursor)
    const { position } = cursor
    const byte = byteAt(cursor, position)
    if (byte === undefined) throw new SyntaxFault('unterminated dictionary', position)
    if (closes(cursor)) {
      cursor.position += 2
      return { type: 'dictionary', entries, duplicates }
    }
    if (byte !== 0x2f) throw new SyntaxFault('key is no name', position)
    const key = readName(cursor).value
    skipSpace(cursor)
    // `/Key >>`: a key without a value; readers take it as null.
    const missing = closes(cursor)
    const value = missing ? null : readObject(cursor, depth + 1)
    if (missing) cursor.report?.('missing-value')
    if (entries.has(key)) {
      duplicates.push(key)
      cursor.report?.('duplicate-key')
    }
    entries.set(key, value)
  }
}
