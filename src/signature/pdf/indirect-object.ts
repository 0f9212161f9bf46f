/** `12 0 obj … endobj`, streams included (ISO 32000-2, 7.3.8, 7.3.10). */
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
  let start = cursor.position + 6
  // CRLF or LF; a lone CR is wrong but met in the wild.
  if (bytes[start] === 13) start++
  if (bytes[start] === 10) start++
  const stated = dictionary.entries.get('Length')
  const length = isReference(stated) ? lengthOf(stated) : stated
  if (typeof length === 'number' && length >= 0 && start + length <= end) {
    cursor.position = start + length
    if (keywordAt(cursor, 'endstream')) {
      cursor.position += 9
      return { type: 'stream', dictionary, source: bytes, start, length, number, generation, lengthRepaired: false }
    }
  }
  // A search to the end of the file for every stream would be quadratic: the clock bounds it.
  cursor.budget.checkTime(true)
  const found = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf('endstream', start, 'latin1')
  let stop = found < 0 || found > end ? end : found
  cursor.position = Math.min(end, stop + 9)
  if (bytes[stop - 1] === 10) stop--
  if (bytes[stop - 1] === 13) stop--
  return {
    type: 'stream',
    dictionary,
    source: bytes,
    start,
    length: Math.max(0, stop - start),
    number,
    generation,
    lengthRepaired: true,
  }
}
