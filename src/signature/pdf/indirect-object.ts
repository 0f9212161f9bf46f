/** `12 0 obj … endobj`, streams included (ISO 32000-2, 7.3.8, 7.3.10). */
import { isWhitespace } from './characters.ts'
import { type Cursor, readInteger, readKeyword, readObject, skipSpace } from './lexer.ts'
import {
  isDictionary,
  isReference,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
  type PdfStream,
} from './objects.ts'

export interface IndirectObject {
  readonly number: number
  readonly generation: number
  readonly value: PdfObject
  /** Offset of the object number. */
  readonly start: number
  /** Offset after `endobj`, or after the value where that keyword is missing. */
  readonly end: number
}

/**
 * Reads the object whose header is at the cursor; undefined where there is no header. `lengthOf` resolves an indirect
 * `Length`.
 */
export function readIndirectObject(
  cursor: Cursor,
  lengthOf: (reference: PdfReference) => number | undefined,
): IndirectObject | undefined {
  skipSpace(cursor)
  const start = cursor.position
  const number = readInteger(cursor)
  const generation = readInteger(cursor)
  if (number === undefined || generation === undefined) return undefined
  if (!keywordAt(cursor, 'obj')) return undefined
  cursor.position += 3
  cursor.budget.spend('objects', 1)
  skipSpace(cursor)
  // `12 0 obj endobj`: an empty object is null.
  const value = keywordAt(cursor, 'endobj') ? null : readObject(cursor)
  if (isReference(value)) cursor.report?.('object-is-reference')
  skipSpace(cursor)
  if (isDictionary(value) && keywordAt(cursor, 'stream')) {
    const stream = readStream(cursor, value, number, generation, lengthOf)
    return { number, generation, value: stream, start, end: skipEndOfObject(cursor) }
  }
  return { number, generation, value, start, end: skipEndOfObject(cursor) }
}

function keywordAt(cursor: Cursor, word: string): boolean {
  skipSpace(cursor)
  for (let index = 0; index < word.length; index++)
    if (cursor.bytes[cursor.position + index] !== word.charCodeAt(index)) return false
  return cursor.position + word.length <= cursor.end
}

function skipEndOfObject(cursor: Cursor): number {
  const before = cursor.position
  if (readKeyword(cursor) === 'endobj') return cursor.position
  cursor.report?.('object-end')
  cursor.position = before
  return before
}

function readStream(
  cursor: Cursor,
  dictionary: PdfDictionary,
  number: number,
  generation: number,
  lengthOf: (reference: PdfReference) => number | undefined,
): PdfStream {
  const { bytes, end } = cursor
  const { start, clear } = startOfData(bytes, cursor.position + 6)
  if (!clear) cursor.report?.('stream-start')
  const base = { type: 'stream', dictionary, source: bytes, start, number, generation } as const
  const stated = dictionary.entries.get('Length')
  const length = isReference(stated) ? lengthOf(stated) : stated
  if (typeof length === 'number' && length >= 0 && start + length <= end) {
    cursor.position = start + length
    if (keywordAt(cursor, 'endstream')) {
      const exact = isEndOfLine(bytes, start + length, cursor.position)
      if (!exact) cursor.report?.('stream-length')
      cursor.position += 9
      return { ...base, length, extentUnclear: !clear || !exact }
    }
  }
  cursor.report?.('stream-length')
  return { ...base, length: searchEnd(cursor, start), extentUnclear: true }
}

/** After the keyword: CRLF or LF (7.3.8.1). After a lone CR or a blank, readers begin at different octets. */
function startOfData(bytes: Uint8Array, position: number): { readonly start: number; readonly clear: boolean } {
  if (bytes[position] === 10) return { start: position + 1, clear: true }
  if (bytes[position] === 13 && bytes[position + 1] === 10) return { start: position + 2, clear: true }
  return { start: bytes[position] === 13 ? position + 1 : position, clear: false }
}

/** At most one end of line between the data and the keyword, and one blank octet that careless writers count wrong. */
function isEndOfLine(bytes: Uint8Array, from: number, to: number): boolean {
  return to - from <= 2 && bytes.subarray(from, to).every(isWhitespace)
}

/** Length of data whose end is searched for. The search costs steps: one to the end of the file for each stream. */
function searchEnd(cursor: Cursor, start: number): number {
  const { bytes, end } = cursor
  const found = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf('endstream', start, 'latin1')
  let stop = found < 0 || found > end ? end : found
  cursor.budget.step(1 + ((found < 0 ? bytes.length - start : Math.max(0, found - start)) >> 8))
  cursor.position = Math.min(end, stop + 9)
  if (bytes[stop - 1] === 10) stop--
  if (bytes[stop - 1] === 13) stop--
  return Math.max(0, stop - start)
}
