/** Where objects stand in the file: those that a cross-reference names, and those that none does. */
import type { PdfDocument } from '../pdf/document.ts'
import { latin1 } from '../pdf/objects.ts'

/** Offsets of all objects that any section names, in order. */
export function objectStarts(document: PdfDocument): Float64Array {
  const { header } = document
  const offsets: number[] = []
  for (const section of document.sections) {
    const hidden = section.trailer.entries.get('XRefStm')
    if (section.kind === 'stream') offsets.push(section.offset)
    if (typeof hidden === 'number') offsets.push(hidden)
    for (const entry of section.entries.values())
      if (entry.kind === 'offset') offsets.push(entry.offset, ...(header > 0 ? [entry.offset + header] : []))
  }
  return Float64Array.from(offsets).sort()
}

/** The last start at or before an offset. */
export function startBefore(starts: Float64Array, offset: number): number | undefined {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return starts[low - 1]
}

export interface StrayObject {
  readonly number: number
  readonly offset: number
}

/**
 * Objects that no section names and that a reader takes all the same when it finds a table broken and searches the
 * file: it keeps the last object of each number. One that stands before the object in force is lost to both kinds of
 * reader and is none. With `withinData` the search does not stop at the data of streams, as that of some readers.
 */
export function strayObjects(document: PdfDocument, withinData = false): StrayObject[] {
  const { bytes, end, budget } = document
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, end)
  const starts = objectStarts(document)
  const found: StrayObject[] = []
  const extent = { start: -1, end: -1 }
  let at = buffer.indexOf('obj', 0, 'latin1')
  for (let next: number; at >= 0; at = buffer.indexOf('obj', next, 'latin1')) {
    next = at + 3
    budget.step()
    const header = headerAt(buffer, at)
    if (!header) continue
    const known = startBefore(starts, header.offset + slack)
    if (known !== undefined && Math.abs(known - header.offset) <= slack) continue
    const before = startBefore(starts, header.offset)
    if (before !== undefined && before !== extent.start)
      Object.assign(extent, { start: before, end: document.objectAt(before)?.end ?? before })
    if (header.offset < extent.end && !withinData) {
      next = Math.max(next, extent.end)
      continue
    }
    const inForce = document.entries.get(header.number)
    if (inForce?.kind !== 'offset' || inForce.offset < header.offset) found.push(header)
  }
  return found
}

/** Tables may name the white space before an object. */
const slack = 2

/** `n g obj` whose keyword is at `keyword`. */
function headerAt(buffer: Buffer, keyword: number): StrayObject | undefined {
  const previous = buffer[keyword - 1] ?? 0
  if (previous > 0x39 || (previous > 0x20 && previous < 0x30)) return undefined
  const from = Math.max(0, keyword - 24)
  const match = /(?<![0-9])(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]*$/.exec(latin1(buffer, from, keyword))
  return match ? { number: Number(match[1]), offset: from + match.index } : undefined
}
