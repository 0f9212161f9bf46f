/**
 * Whether two streams hold the same data. Data that were compressed again are the same, but only if both were decoded
 * cleanly: readers make different things of data that break off or of parameters that do not fit.
 */
import type { PdfDocument } from '../pdf/document.ts'
import { isArray, isDictionary, isName, isString, type PdfObject, type PdfStream, sameBytes } from '../pdf/objects.ts'

const lossless: ReadonlySet<string> = new Set([
  'FlateDecode',
  'Fl',
  'LZWDecode',
  'LZW',
  'ASCIIHexDecode',
  'AHx',
  'ASCII85Decode',
  'A85',
  'RunLengthDecode',
  'RL',
])

export function sameData(before: PdfDocument, a: PdfStream, after: PdfDocument, b: PdfStream): boolean {
  const encoding = (document: PdfDocument, stream: PdfStream) =>
    ['Filter', 'DecodeParms'].map((key) => spelled(document, stream.dictionary.entries.get(key), 0)).join(' ')
  const sameEncoding = encoding(before, a) === encoding(after, b)
  if (sameEncoding) {
    if (a.source === b.source && a.start === b.start && a.length === b.length && a.number === b.number) return true
    if (sameBytes(before.encodedBytes(a), after.encodedBytes(b))) return true
  }
  if (!isLossless(before, a) || !isLossless(after, b)) return false
  const was = before.decodedBytes(a)
  const is = after.decodedBytes(b)
  return was !== undefined && is !== undefined && sameBytes(was, is)
}

function isLossless(document: PdfDocument, stream: PdfStream): boolean {
  const filter = document.entry(stream, 'Filter')
  const names = isArray(filter) ? filter.items.map((item) => document.resolve(item)) : filter === null ? [] : [filter]
  // Parameters of no filter: a reader may take them for those of one that it adds.
  if (names.length === 0 && document.entry(stream, 'DecodeParms') !== null) return false
  return names.every((name) => isName(name) && lossless.has(name.value))
}

/** A value with all that is under it, in one spelling. Filters and their parameters are small. */
function spelled(document: PdfDocument, object: PdfObject | undefined, depth: number): string {
  const value = document.resolve(object)
  if (value === null || depth > 4) return 'null'
  if (isName(value)) return `/${value.value}`
  if (isString(value)) return `<${Buffer.from(value.bytes).toString('hex')}>`
  if (isArray(value)) return `[${value.items.map((item) => spelled(document, item, depth + 1)).join(' ')}]`
  if (isDictionary(value))
    return `<<${[...value.entries]
      .filter(([, entry]) => document.resolve(entry) !== null)
      .map(([key, entry]) => `/${key} ${spelled(document, entry, depth + 1)}`)
      .sort()
      .join(' ')}>>`
  return typeof value === 'object' ? `stream ${value.number}` : String(value)
}
