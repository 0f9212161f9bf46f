/** Cross-reference streams (ISO 32000-2, 7.5.8). A stream that cannot be read exactly is not a section. */
import type { Budget } from './budget.ts'
import { addEntry, type CrossReferenceSection, type Entry, type SectionFindings } from './cross-reference-section.ts'
import { decodeStream } from './filters/decode.ts'
import { readIndirectObject } from './indirect-object.ts'
import type { Cursor } from './lexer.ts'
import { isArray, isName, isStream, type PdfDictionary, type PdfObject } from './objects.ts'

export function readStreamSection(cursor: Cursor, findings: SectionFindings): CrossReferenceSection | undefined {
  const object = readIndirectObject(cursor, () => undefined)
  if (!object || !isStream(object.value)) return undefined
  const stream = object.value
  if (!isName(stream.dictionary.entries.get('Type'), 'XRef')) return undefined
  const data = decodeStream(
    stream.source.subarray(stream.start, stream.start + stream.length),
    stream.dictionary,
    // A table cannot be needed to find out where the table is.
    (value) => value ?? null,
    cursor.budget,
    (code) => findings.ambiguities.push(code),
  )
  const layout = layoutOf(stream.dictionary)
  if (!data || !layout) return undefined
  readEntries(data, layout, cursor.budget, findings)
  return {
    offset: object.start,
    end: object.end,
    kind: 'stream',
    trailer: stream.dictionary,
    streamNumber: object.number,
    ...findings,
  }
}

interface Layout {
  readonly widths: readonly [number, number, number]
  /** First number and count of each subsection. */
  readonly subsections: readonly number[]
}

function layoutOf({ entries }: PdfDictionary): Layout | undefined {
  const [kind, second, third, ...more] = integers(entries.get('W')) ?? []
  const size = entries.get('Size')
  const subsections = entries.has('Index') ? integers(entries.get('Index')) : integers(size, true)
  if (kind === undefined || second === undefined || third === undefined || more.length > 0) return undefined
  if ([kind, second, third].some((width) => width > 8) || !subsections || subsections.length % 2 !== 0) return undefined
  return { widths: [kind, second, third], subsections }
}

/** The numbers of an array, all of them counts; `size`: the one subsection that the entry `Size` stands for. */
function integers(value: PdfObject | undefined, size = false): readonly number[] | undefined {
  const items = size ? [0, value ?? null] : isArray(value) ? value.items : undefined
  const isCount = (item: PdfObject): item is number => typeof item === 'number' && Number.isInteger(item) && item >= 0
  return items?.every(isCount) === true ? items : undefined
}

function readEntries(data: Uint8Array, { widths, subsections }: Layout, budget: Budget, findings: SectionFindings) {
  const [kindWidth, secondWidth, thirdWidth] = widths
  const rowLength = kindWidth + secondWidth + thirdWidth
  let position = 0
  const field = (width: number) => {
    let value = 0
    for (let count = 0; count < width; count++) value = value * 256 + (data[position++] ?? 0)
    return value
  }
  let missing = false
  for (let section = 0; section + 1 < subsections.length; section += 2) {
    const first = subsections[section] ?? 0
    const stated = subsections[section + 1] ?? 0
    const count = Math.min(stated, rowLength > 0 ? Math.floor((data.length - position) / rowLength) : 0)
    missing ||= count < stated
    budget.spend('entries', count)
    for (let row = 0; row < count; row++) {
      const entry = entryOf(kindWidth === 0 ? 1 : field(kindWidth), field(secondWidth), field(thirdWidth))
      if (entry) addEntry(findings, first + row, entry)
      else missing = true
    }
  }
  if (missing || position < data.length) findings.ambiguities.push('entry-count')
}

/** Table 18; undefined for a kind that is not defined. */
function entryOf(kind: number, second: number, third: number): Entry | undefined {
  if (kind === 0) return { kind: 'free', generation: third }
  if (kind === 1) return { kind: 'offset', offset: second, generation: third }
  return kind === 2 ? { kind: 'compressed', container: second, index: third } : undefined
}
