/** The chain of cross-reference sections from `startxref` through `Prev` (ISO 32000-2, 7.5.5, 7.5.6). */
import type { Ambiguity } from './ambiguity.ts'
import type { Budget } from './budget.ts'
import { readSection } from './cross-reference.ts'
import type { CrossReferenceSection } from './cross-reference-section.ts'
import type { PdfObject } from './objects.ts'

export interface Chain {
  /** Newest first. */
  readonly sections: readonly CrossReferenceSection[]
  readonly ambiguities: readonly Ambiguity[]
}

/**
 * Undefined: there is no section at the start. `header`: octets before the header of the file. `known`: sections that
 * other views of the same bytes have read.
 */
export function readChain(
  bytes: Uint8Array,
  start: number,
  header: number,
  end: number,
  budget: Budget,
  known = new Map<number, CrossReferenceSection>(),
): Chain | undefined {
  const sections: CrossReferenceSection[] = []
  const ambiguities: Ambiguity[] = []
  const seen = new Set<number>()
  let offset: number | undefined = start
  while (offset !== undefined) {
    const from: number = sections.at(-1)?.offset ?? offset
    if (seen.has(offset)) {
      ambiguities.push({ code: 'cross-reference-loop', offset: from })
      break
    }
    seen.add(offset)
    const found = readEither({ bytes, header, end, budget, known }, offset)
    if (!found) {
      if (sections.length === 0) return undefined
      ambiguities.push({ code: 'earlier-section-unreadable', offset: from })
      break
    }
    if (found.differs) ambiguities.push({ code: 'bytes-before-header', offset: found.section.offset })
    const previous = previousOf(found.section.trailer.entries.get('Prev'))
    sections.push(
      previous === 'malformed'
        ? { ...found.section, oddities: [...found.section.oddities, 'previous-form'] }
        : found.section,
    )
    offset = previous === 'malformed' ? undefined : previous
  }
  return { sections, ambiguities }
}

function previousOf(value: PdfObject | undefined): number | 'malformed' | undefined {
  if (value === undefined || value === null) return undefined
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : 'malformed'
}

/**
 * Octets before the header: some writers count from the header, others from the first octet of the file, and so do
 * readers. Where both ways lead to a section, they see two documents.
 */
function readEither(
  from: Source,
  offset: number,
): { readonly section: CrossReferenceSection; readonly differs: boolean } | undefined {
  const { header } = from
  const fromStart = readOnce(from, offset)
  const fromHeader = header > 0 ? readOnce(from, offset + header) : undefined
  const section = fromStart ?? fromHeader
  if (!section) return undefined
  const differs = fromStart !== undefined && fromHeader !== undefined && fromStart.offset !== fromHeader.offset
  return { section, differs }
}

interface Source {
  readonly bytes: Uint8Array
  readonly header: number
  readonly end: number
  readonly budget: Budget
  readonly known: Map<number, CrossReferenceSection>
}

/** A section that ends within the view is the same in every view. */
function readOnce({ bytes, end, budget, known }: Source, offset: number): CrossReferenceSection | undefined {
  const earlier = known.get(offset)
  if (earlier && earlier.end <= end) return earlier
  const section = readSection(bytes, offset, end, budget)
  const hidden = section?.trailer.entries.get('XRefStm')
  if (section && (hidden === undefined || (typeof hidden === 'number' && hidden < section.offset)))
    known.set(offset, section)
  return section
}
