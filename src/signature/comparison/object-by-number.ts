/** Objects by number, whatever generation a reference writes: forgiving readers look at the number alone. */
import type { PdfDocument } from '../pdf/document.ts'
import type { PdfObject } from '../pdf/objects.ts'

/** The object of a number as the newest entry has it. */
export function objectOf(document: PdfDocument, number: number): PdfObject {
  const entry = document.entries.get(number)
  return document.get({ type: 'reference', number, generation: entry?.kind === 'offset' ? entry.generation : 0 })
}

/** Whether something stands at the number that could not be read. */
export function isUnreadable(document: PdfDocument, number: number): boolean {
  return document.unreadable.has(number)
}
