/**
 * Trees that lead back to themselves: no two programs read the same in them. Pages, fields and elements of the
 * structure.
 */
import type { PdfDocument } from '../pdf/document.ts'
import { isArray, isDictionary, isReference, type PdfObject } from '../pdf/objects.ts'

export function hasLoop(document: PdfDocument): boolean {
  const catalog = document.entry(document.trailer, 'Root')
  if (!isDictionary(catalog)) return false
  const fields = document.entry(document.entry(catalog, 'AcroForm'), 'Fields')
  return (
    isLoop(document, catalog.entries.get('StructTreeRoot'), 'K') ||
    isLoop(document, catalog.entries.get('Pages'), 'Kids') ||
    (isArray(fields) && fields.items.some((field) => isLoop(document, field, 'Kids')))
  )
}

/** Whether a node is its own descendant, or deeper than any document goes. Sound ones are not looked at again. */
function isLoop(document: PdfDocument, root: PdfObject | undefined, key: string): boolean {
  const sound = new Set<number>()
  const visit = (object: PdfObject | undefined, depth: number): boolean => {
    document.budget.step()
    if (typeof object === 'number' || (isReference(object) && sound.has(object.number))) return false
    if (depth > document.budget.limits.depth) return true
    const node = document.resolve(object)
    const kids = isDictionary(node) ? node.entries.get(key) : undefined
    const list = document.resolve(kids)
    if (isArray(list) ? list.items.some((kid) => visit(kid, depth + 1)) : list !== null && visit(kids, depth + 1))
      return true
    if (isReference(object)) sound.add(object.number)
    return false
  }
  return visit(root, 0)
}
