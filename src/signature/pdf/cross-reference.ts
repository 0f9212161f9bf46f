/**
 * Cross-reference sections as written (ISO 32000-2, 7.5.4, 7.5.8): tables, streams and hybrids. One section is one
 * revision's word on which objects it adds, replaces or frees.
 */
import { type Budget } from './budget.ts'
import { decodeStream } from './filters/decode.ts'
import { readIndirectObject } from './indirect-object.ts'
import {
  cursorAt,
  type Cursor,
  isWhitespace,
  readInteger,
  readKeyword,
  readObject,
  skipSpace,
  SyntaxFault,
} from './lexer.ts'
import { isArray, isDictionary, isName, isStream, latin1, type PdfDictionary, type PdfObject } from './objects.ts'

export type Entry =
  | { readonly kind: 'free'; readonly generation: number }
  | { readonly kind: 'offset'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'compressed'; readonly container: number; readonly index: number }

export interface CrossReferenceSection {
  /** Offset of `xref`, or of the object number of a cross-reference stream. */
  readonly offset: number
  /** Offset after the section and its trailer. */
  readonly end: number
  readonly kind: 'table' | 'stream' | 'hybrid'
  readonly entries: ReadonlyMap<number, Entry>
  readonly trailer: PdfDictionary
  /** Object number of a cross-reference stream. */
  readonly streamNumber?: number
  /** Objects that the table of a hybrid calls free and its hidden part names. */
  readonly freedInTable?: readonly number[]
  /** Ways in which the section is not as the standard says, though every reader copes. */
  readonly oddities: readonly string[]
}

/** Reads the section at `offset`; a small skew is looked through, as every viewer does. Undefined: there is none. */
export function readSection(
  bytes: Uint8Array,
  offset: number,
  end: number,
  budget: Budget,
): CrossReferenceSection | undefined {
  budget.spend('sections', 1)
  for (const candidate of candidates(bytes, offset, end)) {
    try {
      const cursor = cursorAt(bytes, candidate, end, budget)
      skipSpace(cursor)
      const section = startsWith(bytes, cursor.position, 'xref') ? readTable(cursor) : readStreamSection(cursor)
      if (section)
        return candidate === offset ? section : { ...section, oddities: [...section.oddities, 'offset-skewed'] }
    } catch (fault) {
      if (!(fault instanceof SyntaxFault)) throw fault
    }
  }
  return undefined
}

function startsWith(bytes: Uint8Array, position: number, word: string): boolean {
  for (let index = 0; index < word.length; index++) if (bytes[position + index] !== word.charCodeAt(index)) return false
  return true
}

/** The stated offset, then `xref` or an object header within 20 bytes of it. */
function* candidates(bytes: Uint8Array, offset: number, end: number): Generator<number> {
  if (offset >= 0 && offset < end) yield offset
  const from = Math.max(0, offset - 20)
  const window = latin1(bytes, from, Math.min(end, offset + 24))
  const keyword = window.search(/(?<!start)xref/)
  if (keyword >= 0 && from + keyword !== offset) yield from + keyword
  const header = /(?<![0-9])\d+\s+\d+\s+obj/.exec(window)
  if (header && from + header.index !== offset) yield from + header.index
}

function readTable(cursor: Cursor): CrossReferenceSection {
  const offset = cursor.position
  const oddities: string[] = []
  const entries = new Map<number, Entry>()
  cursor.position += 4
  for (;;) {
    const first = readInteger(cursor)
    if (first === undefined) break
    const count = readInteger(cursor)
    if (count === undefined) throw new SyntaxFault('subsection without count', cursor.position)
    readSubsection(cursor, first, count, entries, oddities)
  }
  if (readKeyword(cursor) !== 'trailer') throw new SyntaxFault('no trailer', cursor.position)
  const trailer = readObject(cursor)
  if (!isDictionary(trailer)) throw new SyntaxFault('trailer is no dictionary', cursor.position)
  if (trailer.duplicates.length > 0) oddities.push('duplicate-key')
  const end = cursor.position
  const hidden = trailer.entries.get('XRefStm')
  if (typeof hidden !== 'number') return { offset, end, kind: 'table', entries, trailer, oddities }
  // A reader of cross-reference streams finds the hidden objects before it goes on to Prev (7.5.8.4).
  const stream = readStreamSection(cursorAt(cursor.bytes, hidden, cursor.end, cursor.budget))
  if (!stream)
    return { offset, end, kind: 'hybrid', entries, trailer, oddities: [...oddities, 'hidden-section-unreadable'] }
  const freedInTable: number[] = []
  for (const [number, entry] of stream.entries) {
    const visible = entries.get(number)
    if (visible?.kind === 'free' && entry.kind !== 'free') freedInTable.push(number)
    if (!visible || visible.kind === 'free') entries.set(number, entry)
    // Which of the two counts, readers do not agree on.
    else if (!sameEntry(visible, entry)) oddities.push('hidden-entry-differs')
  }
  return { offset, end, kind: 'hybrid', entries, trailer, freedInTable, oddities }
}

function readSubsection(
  cursor: Cursor,
  first: number,
  count: number,
  entries: Map<number, Entry>,
  oddities: string[],
): void {
  cursor.budget.spend('entries', count)
  let number = first
  for (let index = 0; index < count; index++, number++) {
    const before = cursor.position
    skipSpace(cursor)
    const row = latin1(cursor.bytes, cursor.position, cursor.position + 20)
    const offset = readInteger(cursor)
    const generation = readInteger(cursor)
    skipSpace(cursor)
    const kind = cursor.bytes[cursor.position]
    if (offset === undefined || generation === undefined || (kind !== 0x6e && kind !== 0x66)) {
      // Fewer entries than stated: `trailer` or the next subsection follows.
      cursor.position = before
      oddities.push('subsection-count')
      return
    }
    cursor.position++
    // Strict readers count twenty bytes a row (7.5.4), and search the file where that does not come out.
    if (!/^\d{10} \d{5} [nf](?: \r| \n|\r\n)$/.test(row) && !oddities.includes('row-form')) oddities.push('row-form')
    // "1 n" where "0 n" is meant: the head of the free list is always object 0.
    if (index === 0 && first === 1 && kind === 0x66 && offset === 0 && generation === 65535) {
      number = 0
      oddities.push('subsection-start')
    }
    addEntry(
      entries,
      number,
      kind === 0x66 ? { kind: 'free', generation } : { kind: 'offset', offset, generation },
      oddities,
    )
  }
}

/** One section should name an object once; of two names that differ, readers take the first or the last. */
function addEntry(entries: Map<number, Entry>, number: number, entry: Entry, oddities: string[]): void {
  const known = entries.get(number)
  if (!known) entries.set(number, entry)
  else if (!sameEntry(known, entry)) oddities.push('duplicate-entry')
}

function sameEntry(a: Entry, b: Entry): boolean {
  if (a.kind === 'compressed') return b.kind === 'compressed' && a.container === b.container && a.index === b.index
  if (a.kind === 'free') return b.kind === 'free'
  return b.kind === 'offset' && a.offset === b.offset && a.generation === b.generation
}

function readStreamSection(cursor: Cursor): CrossReferenceSection | undefined {
  const object = readIndirectObject(cursor, () => undefined)
  if (!object || !isStream(object.value)) return undefined
  const stream = object.value
  const direct = (value: PdfObject | undefined): PdfObject => value ?? null
  const { entries: dictionary } = stream.dictionary
  if (!isName(dictionary.get('Type'), 'XRef')) return undefined
  const data = decodeStream(
    stream.source.subarray(stream.start, stream.start + stream.length),
    stream.dictionary,
    direct,
    cursor.budget,
  )
  if (!data) return undefined
  const widths = integers(dictionary.get('W'))
  const size = dictionary.get('Size')
  const index = dictionary.has('Index') ? integers(dictionary.get('Index')) : [0, typeof size === 'number' ? size : 0]
  if (widths.length < 3 || widths.some((width) => width > 8) || index.length % 2 !== 0) return undefined
  const oddities: string[] = []
  if (stream.lengthRepaired) oddities.push('stream-length')
  if (stream.dictionary.duplicates.length > 0) oddities.push('duplicate-key')
  const entries = readStreamEntries(data, widths, index, cursor.budget, oddities)
  return {
    offset: object.start,
    end: object.end,
    kind: 'stream',
    entries,
    trailer: stream.dictionary,
    streamNumber: object.number,
    oddities,
  }
}

function integers(value: PdfObject | undefined): number[] {
  return isArray(value)
    ? value.items.filter((item): item is number => typeof item === 'number' && Number.isInteger(item) && item >= 0)
    : []
}

function readStreamEntries(
  data: Uint8Array,
  widths: readonly number[],
  index: readonly number[],
  budget: Budget,
  oddities: string[],
): Map<number, Entry> {
  const [kindWidth = 0, secondWidth = 0, thirdWidth = 0] = widths
  const entries = new Map<number, Entry>()
  let position = 0
  const field = (width: number) => {
    let value = 0
    for (let count = 0; count < width; count++) value = value * 256 + (data[position++] ?? 0)
    return value
  }
  const rowLength = kindWidth + secondWidth + thirdWidth
  for (let section = 0; section + 1 < index.length; section += 2) {
    const first = index[section] ?? 0
    const count = Math.min(
      index[section + 1] ?? 0,
      rowLength > 0 ? Math.floor((data.length - position) / rowLength) : 0,
    )
    budget.spend('entries', count)
    for (let row = 0; row < count; row++) {
      const kind = kindWidth === 0 ? 1 : field(kindWidth)
      const second = field(secondWidth)
      const third = field(thirdWidth)
      if (kind === 0) addEntry(entries, first + row, { kind: 'free', generation: third }, oddities)
      else if (kind === 1)
        addEntry(entries, first + row, { kind: 'offset', offset: second, generation: third }, oddities)
      else if (kind === 2)
        addEntry(entries, first + row, { kind: 'compressed', container: second, index: third }, oddities)
    }
  }
  return entries
}

/**
 * The offset that the last `startxref` before `end` names, with the place of that keyword and of the `%%EOF` after it.
 * `strict` is false where something else than `startxref N %%EOF` and white space stands at the end.
 */
export function lastStartXref(
  bytes: Uint8Array,
  end: number,
): { offset: number; keyword: number; eof: number | undefined; strict: boolean } | undefined {
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
