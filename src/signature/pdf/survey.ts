/**
 * Reads what a reader of the file could show, so that nothing that is unreadable or ambiguous stays unnoticed because
 * no rule had to look at it. The findings are in `document.ambiguities`.
 */
import { LimitExceeded } from './budget.ts'
import type { PdfDocument } from './document.ts'
import { isName, isStream, type PdfDictionary, type PdfObject, type PdfStream } from './objects.ts'

export interface Reached {
  /** Numbers of all objects that the trailer leads to. */
  readonly numbers: ReadonlySet<number>
  /** Those of them that only data about the document lead to: no reader shows them. */
  readonly unshown: ReadonlySet<number>
}

/** Keys of data about the document: metadata, properties, private data of applications. */
const aboutKeys = new Set(['Metadata', 'Info', 'PieceInfo'])

interface Waiting {
  readonly value: PdfObject
  readonly key: string
  readonly depth: number
}

/** Reads every object that can be reached from the trailer; with `content`, what draws is decoded too. */
export function surveyReachable(document: PdfDocument, content: boolean): Reached {
  const numbers = new Set<number>()
  const about: Waiting[] = []
  walk(document, content, numbers, [{ value: document.trailer, key: '', depth: 0 }], about)
  const shown = new Set(numbers)
  walk(document, content, numbers, about, undefined)
  return { numbers, unshown: new Set([...numbers].filter((number) => !shown.has(number))) }
}

/** Walks from what waits; what leads to data about the document is put aside, if there is a place for it. */
function walk(
  document: PdfDocument,
  content: boolean,
  numbers: Set<number>,
  waiting: Waiting[],
  aside: Waiting[] | undefined,
): void {
  const { budget, entries } = document
  const open = (dictionary: PdfDictionary, depth: number) => {
    for (const [key, value] of dictionary.entries)
      (aboutKeys.has(key) ? (aside ?? waiting) : waiting).push({ value, key, depth })
  }
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, key, depth } = next
    budget.step()
    if (depth > budget.limits.depth) throw new LimitExceeded('depth')
    if (typeof value !== 'object' || value === null) continue
    if (value.type === 'reference') {
      // Asked for again all the same: another generation than before is a doubt of its own.
      const target = document.get(value)
      if (numbers.has(value.number) || !entries.has(value.number)) continue
      numbers.add(value.number)
      waiting.push({ value: target, key, depth: 0 })
    } else if (value.type === 'array')
      for (const item of value.items) waiting.push({ value: item, key, depth: depth + 1 })
    else if (value.type === 'dictionary') open(value, depth + 1)
    else if (value.type === 'stream') {
      if (content && draws(document, value, key)) document.decodedBytes(value)
      open(value.dictionary, depth + 1)
    }
  }
}

/** Content of pages, forms, patterns and glyphs. Pictures and font programs are data of other formats. */
function draws(document: PdfDocument, stream: PdfStream, key: string): boolean {
  const { entries } = stream.dictionary
  return key === 'Contents' || isName(document.resolve(entries.get('Subtype')), 'Form') || entries.has('PatternType')
}

/** Reads every object that the newest section places, reachable or not, with all of its data. */
export function surveyNewest(document: PdfDocument): void {
  const [newest] = document.sections
  if (!newest) return
  checkReferences(document, newest.trailer, newest.offset)
  for (const [number, entry] of newest.entries) {
    if (entry.kind === 'free') continue
    document.budget.step()
    const generation = entry.kind === 'offset' ? entry.generation : 0
    const value = document.get({ type: 'reference', number, generation })
    if (isStream(value)) document.decodedBytes(value)
    checkReferences(document, value, newest.offset)
  }
}

/** A reference under another generation than the table's belongs to the revision that writes it. */
function checkReferences(document: PdfDocument, value: PdfObject, offset: number): void {
  const waiting: PdfObject[] = [value]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    document.budget.step()
    if (typeof next !== 'object' || next === null) continue
    if (next.type === 'array') waiting.push(...next.items)
    else if (next.type === 'dictionary') waiting.push(...next.entries.values())
    else if (next.type === 'stream') waiting.push(next.dictionary)
    else if (next.type === 'reference') {
      const entry = document.entries.get(next.number)
      const stated = entry?.kind === 'offset' ? entry.generation : 0
      if (entry && entry.kind !== 'free' && stated !== next.generation)
        document.report('generation-differs', offset, next.number)
    }
  }
}
