/** The pages of a document in order, bounded and without loops. */
import type { PdfDocument } from '../pdf/document.ts'
import { isArray, isDictionary, isReference, type PdfDictionary, type PdfObject } from '../pdf/objects.ts'

export interface ListedPage {
  readonly number: number
  readonly dictionary: PdfDictionary
  /** Undefined for a page that stands in the list itself. */
  readonly objectNumber: number | undefined
}

export function listPages(document: PdfDocument, most: number): ListedPage[] {
  const pages: ListedPage[] = []
  const visited = new Set<number>()
  const visit = (object: PdfObject, depth: number): void => {
    document.budget.step()
    if (isReference(object)) {
      if (visited.has(object.number)) return
      visited.add(object.number)
    }
    const node = document.resolve(object)
    if (!isDictionary(node) || pages.length >= most || depth > document.budget.limits.depth) return
    const kids = document.entry(node, 'Kids')
    if (isArray(kids)) for (const kid of kids.items) visit(kid, depth + 1)
    else
      pages.push({
        number: pages.length + 1,
        dictionary: node,
        objectNumber: isReference(object) ? object.number : undefined,
      })
  }
  const root = document.entry(document.trailer, 'Root')
  if (isDictionary(root)) visit(root.entries.get('Pages') ?? null, 0)
  return pages
}
