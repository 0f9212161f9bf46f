/** One cross-reference section as data: which objects a revision adds, replaces or frees. */
import type { AmbiguityCode, Unsoundness } from './ambiguity.ts'
import type { PdfDictionary } from './objects.ts'

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
  readonly oddities: readonly Unsoundness[]
  /** What readers take in different ways. */
  readonly ambiguities: readonly AmbiguityCode[]
}

/** What is collected while a section is read. */
export interface SectionFindings {
  readonly entries: Map<number, Entry>
  readonly oddities: Unsoundness[]
  readonly ambiguities: AmbiguityCode[]
}

/** One section should name an object once; of two names that differ, readers take the first or the last. */
export function addEntry({ entries, ambiguities }: SectionFindings, number: number, entry: Entry): void {
  const known = entries.get(number)
  if (!known) entries.set(number, entry)
  else if (!sameEntry(known, entry)) ambiguities.push('duplicate-entry')
}

export function sameEntry(a: Entry, b: Entry): boolean {
  if (a.kind === 'compressed') return b.kind === 'compressed' && a.container === b.container && a.index === b.index
  if (a.kind === 'free') return b.kind === 'free'
  return b.kind === 'offset' && a.offset === b.offset && a.generation === b.generation
}
