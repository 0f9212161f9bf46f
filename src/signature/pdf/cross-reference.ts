/** Cross-reference sections as written (ISO 32000-2, 7.5.4, 7.5.8): tables, streams and hybrids. */
import type { Budget } from './budget.ts'
import { isWhitespace } from './characters.ts'
import type { CrossReferenceSection, SectionFindings } from './cross-reference-section.ts'
import { readStreamSection } from './cross-reference-stream.ts'
import { readTable } from './cross-reference-table.ts'
import { cursorAt, skipSpace, SyntaxFault } from './lexer.ts'
import { latin1 } from './objects.ts'

/** Reads the section at `offset`; a small skew is looked through, as every viewer does. Undefined: there is none. */
export function readSection(
  bytes: Uint8Array,
  offset: number,
  end: number,
  budget: Budget,
): CrossReferenceSection | undefined {
  budget.spend('sections', 1)
  for (const candidate of candidates(bytes, offset, end)) {
    const findings: SectionFindings = { entries: new Map(), oddities: [], ambiguities: [] }
    try {
      const cursor = cursorAt(bytes, candidate, end, budget, (code) => findings.ambiguities.push(code))
      skipSpace(cursor)
      // Blanks before the section are every writer's; a comment there is looked through by some readers only.
      const led = candidate === offset && bytes.subarray(offset, cursor.position).every(isWhitespace)
      if (!led) findings.oddities.push('offset-skewed')
      const isTable = startsWith(bytes, cursor.position, 'xref')
      const section = isTable ? readTable(cursor, findings) : readStreamSection(cursor, findings)
      if (section) return section
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
