/**
 * What a signature covers (ISO 32000-2, 12.8.1; the attacks of "1 Trillion Dollar Refund", CCS 2019): the byte range is
 * two pieces around exactly the hexadecimal string that the reader takes as `Contents`, and ends where a revision ends.
 */
import { hexValue, isWhitespace } from '../pdf/characters.ts'
import { type PdfString, sameBytes } from '../pdf/objects.ts'
import { lastStartXref } from '../pdf/start-of-cross-reference.ts'
import { plainHex } from '../pdf/string-syntax.ts'

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
  const [first = -1, firstLength = -1, second = -1, secondLength = -1] = byteRange ?? []
  const integers = byteRange?.length === 4 && byteRange.every((number) => Number.isSafeInteger(number) && number >= 0)
  const end = second + secondLength
  const wellFormed =
    integers === true &&
    first === 0 &&
    firstLength > 0 &&
    second > firstLength &&
    secondLength > 0 &&
    end <= bytes.length
  if (!wellFormed) return { wellFormed, gapIsContents: false, end: -1, endsRevision: false, rest: 'more' }
  return {
    wellFormed,
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

/** The bytes of the file themselves: offsets of a string inside an object stream are not offsets of the file. */
function isOneHexString(bytes: Uint8Array, start: number, end: number, expected: Uint8Array): boolean {
  if (bytes[start] !== 0x3c || bytes[end - 1] !== 0x3e) return false
  const plain = plainHex(bytes, start + 1, end - 1)
  if (plain) return sameBytes(plain, expected)
  let index = 0
  let high = -1
  for (let position = start + 1; position < end - 1; position++) {
    const value = hexValue(bytes[position])
    if (value < 0) {
      if (!isWhitespace(bytes[position])) return false
      continue
    }
    if (high < 0) high = value
    else {
      if (expected[index++] !== ((high << 4) | value)) return false
      high = -1
    }
  }
  if (high >= 0 && expected[index++] !== high << 4) return false
  return index === expected.length
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
