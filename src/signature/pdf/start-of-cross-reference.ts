/** The end of a file or revision: `startxref`, an offset and the end-of-file marker (ISO 32000-2, 7.5.5). */
import { isWhitespace } from './characters.ts'
import { latin1 } from './objects.ts'

export interface StartOfCrossReference {
  readonly offset: number
  /** Place of the keyword. */
  readonly keyword: number
  /** Place after `%%EOF`. */
  readonly eof: number | undefined
  /** False where something else than `startxref N %%EOF` and white space stands at the end. */
  readonly strict: boolean
}

/** The offset that the last `startxref` before `end` names. */
export function lastStartXref(bytes: Uint8Array, end: number): StartOfCrossReference | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const keyword = buffer.lastIndexOf('startxref', end - 9, 'latin1')
  if (keyword < 0 || keyword + 9 > end) return undefined
  const tail = latin1(bytes, keyword + 9, Math.min(end, keyword + 9 + 80))
  const match = /^[\0\t\n\f\r ]*(\d{1,15})([\0\t\n\f\r ]*)(%%EOF)?/.exec(tail)
  if (!match) return undefined
  const eof = match[3] === undefined ? undefined : keyword + 9 + match[0].length
  let rest = eof ?? keyword + 9 + match[0].length
  while (rest < end && isWhitespace(bytes[rest])) rest++
  return { offset: Number(match[1]), keyword, eof, strict: eof !== undefined && rest >= end }
}
