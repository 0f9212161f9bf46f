/**
 * What a signature covers (ISO 32000-2, 12.8.1; the attacks of "1 Trillion Dollar Refund", CCS 2019): the byte range is
 * two pieces around exactly the hexadecimal string that the reader takes as `Contents`, and ends where a revision ends.
 */
import { isWhitespace } from '../pdf/characters.ts'
import { type PdfString, sameBytes } from '../pdf/objects.ts'
import { lastStartXref } from '../pdf/start-of-cross-reference.ts'
import { hexOctets } from '../pdf/string-syntax.ts'

export interface CoverageFacts {
  /** Four non-negative integers, the first 0, in order and inside the file. */
  readonly wellFormed: boolean
  /** The gap is one hexadecimal string and is the value of `Contents`. */
  readonly gapIsContents: boolean
  /** Length of the covered part of the file. */
  readonly end: number
  /** The covered part ends with `startxref`, an offset and the end-of-file marker. */
  readonly endsRevision: boolean
  /** After it the file holds nothing, or nothing but white space. */
  readonly rest: 'nothing' | 'white-space' | 'more'
}

export function coverageFacts(
  bytes: Uint8Array,
  byteRange: readonly number[] | undefined,
  contents: PdfString | undefined,
): CoverageFacts {
  if (!isRange(byteRange)) return nothing
  const [first, firstLength, second, secondLength] = byteRange
  const end = second + secondLength
  if (first !== 0 || firstLength === 0 || second <= firstLength || secondLength === 0 || end > bytes.length)
    return nothing
  return {
    wellFormed: true,
    gapIsContents:
      contents?.hexadecimal === true &&
      contents.start === firstLength &&
      contents.end === second &&
      isOneHexString(bytes, firstLength, second, contents.bytes),
    end,
    endsRevision: endsRevision(bytes, end),
    rest: restAfter(bytes, end),
  }
}

const nothing: CoverageFacts = { wellFormed: false, gapIsContents: false, end: -1, endsRevision: false, rest: 'more' }

function isRange(range: readonly number[] | undefined): range is readonly [number, number, number, number] {
  return range?.length === 4 && range.every((number) => Number.isSafeInteger(number) && number >= 0)
}

/** The bytes of the file themselves: offsets of a string inside an object stream are not offsets of the file. */
function isOneHexString(bytes: Uint8Array, start: number, end: number, expected: Uint8Array): boolean {
  if (bytes[start] !== 0x3c || bytes[end - 1] !== 0x3e) return false
  const octets = hexOctets(bytes, start + 1, end - 1)
  return octets !== undefined && sameBytes(octets, expected)
}

function endsRevision(bytes: Uint8Array, end: number): boolean {
  const start = lastStartXref(bytes, end)
  if (!start) return false
  if (start.strict) return true
  // A file cut off before its %%EOF: every reader opens it, and nothing can follow.
  if (start.eof !== undefined || restAfter(bytes, end) === 'more') return false
  return /^startxref[\0\t\n\f\r ]*\d+[\0\t\n\f\r ]*$/.test(
    Buffer.from(bytes.buffer, bytes.byteOffset + start.keyword, end - start.keyword).toString('latin1'),
  )
}

function restAfter(bytes: Uint8Array, end: number): CoverageFacts['rest'] {
  if (end === bytes.length) return 'nothing'
  for (let position = end; position < bytes.length; position++) if (!isWhitespace(bytes[position])) return 'more'
  return 'white-space'
}
