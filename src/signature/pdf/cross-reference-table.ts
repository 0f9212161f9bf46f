/** Cross-reference tables and the tables of hybrid files (ISO 32000-2, 7.5.4, 7.5.8.4). */
import { addEntry, type CrossReferenceSection, sameEntry, type SectionFindings } from './cross-reference-section.ts'
import { readStreamSection } from './cross-reference-stream.ts'
import { type Cursor, cursorAt, readInteger, readKeyword, readObject, skipSpace, SyntaxFault } from './lexer.ts'
import { isDictionary, latin1, type PdfDictionary } from './objects.ts'

/** The cursor is at `xref`. */
export function readTable(cursor: Cursor, findings: SectionFindings): CrossReferenceSection {
  const offset = cursor.position
  cursor.position += 4
  for (;;) {
    const first = readInteger(cursor)
    if (first === undefined) break
    const count = readInteger(cursor)
    if (count === undefined) throw new SyntaxFault('subsection without count', cursor.position)
    readSubsection(cursor, first, count, findings)
  }
  if (readKeyword(cursor) !== 'trailer') throw new SyntaxFault('no trailer', cursor.position)
  const trailer = readObject(cursor)
  if (!isDictionary(trailer)) throw new SyntaxFault('trailer is no dictionary', cursor.position)
  const section = { offset, end: cursor.position, trailer, ...findings }
  if (!trailer.entries.has('XRefStm')) return { ...section, kind: 'table' }
  return { ...section, kind: 'hybrid', freedInTable: readHidden(cursor, trailer, findings) }
}

/**
 * A reader of cross-reference streams finds the hidden objects before it goes on to Prev. Adds them to the entries, and
 * returns the numbers that the table calls free.
 */
function readHidden(cursor: Cursor, trailer: PdfDictionary, findings: SectionFindings): readonly number[] {
  const { entries, ambiguities } = findings
  const place = trailer.entries.get('XRefStm')
  const hidden = typeof place === 'number' ? hiddenSection(cursor, place) : undefined
  if (!hidden) {
    ambiguities.push('hidden-section-unreadable')
    return []
  }
  ambiguities.push(...hidden.ambiguities)
  const freedInTable: number[] = []
  for (const [number, entry] of hidden.entries) {
    const visible = entries.get(number)
    if (visible?.kind === 'free' && entry.kind !== 'free') freedInTable.push(number)
    if (!visible || visible.kind === 'free') entries.set(number, entry)
    // Which of the two counts, readers do not agree on.
    else if (!sameEntry(visible, entry)) ambiguities.push('hidden-entry-differs')
  }
  return freedInTable
}

function hiddenSection(cursor: Cursor, place: number): CrossReferenceSection | undefined {
  const findings: SectionFindings = { entries: new Map(), oddities: [], ambiguities: [] }
  try {
    const at = cursorAt(cursor.bytes, place, cursor.end, cursor.budget, (code) => findings.ambiguities.push(code))
    return readStreamSection(at, findings)
  } catch (fault) {
    if (fault instanceof SyntaxFault) return undefined
    throw fault
  }
}

function readSubsection(cursor: Cursor, first: number, count: number, findings: SectionFindings): void {
  const { oddities } = findings
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
    addEntry(findings, number, kind === 0x66 ? { kind: 'free', generation } : { kind: 'offset', offset, generation })
  }
}
