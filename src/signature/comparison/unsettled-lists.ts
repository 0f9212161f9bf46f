/**
 * Lists of a signed file that readers understand differently: an element is in its tree twice, or is of another kind.
 * Some show it twice, some once; some skip it, and some stop there.
 */
import type { PdfDocument } from '../pdf/document.ts'
import { isArray, isDictionary, isReference, type PdfObject } from '../pdf/objects.ts'
import { listPages } from './page-list.ts'

const mostPages = 10_000

export function hasUnsettledList(document: PdfDocument): boolean {
  const catalog = document.entry(document.trailer, 'Root')
  const structure = document.entry(catalog, 'StructTreeRoot')
  const fields = document.entry(document.entry(catalog, 'AcroForm'), 'Fields')
  return (
    isUnsettled(document, [document.entry(catalog, 'Pages')], 'Kids') ||
    isUnsettled(document, [fields], 'Kids') ||
    isUnsettled(document, [structure], 'K') ||
    listPages(document, mostPages).some(({ dictionary }) =>
      isUnsettled(document, [document.entry(dictionary, 'Annots')], ''),
    )
  )
}

/** @param roots trees, or lists of them; below each node its list under the key is followed */
function isUnsettled(document: PdfDocument, roots: readonly PdfObject[], key: string): boolean {
  const seen = new Set<number>()
  const waiting: PdfObject[] = [...roots]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    document.budget.step()
    if (isReference(next)) {
      if (seen.has(next.number)) return true
      seen.add(next.number)
    }
    const node = document.resolve(next)
    const below = isDictionary(node) ? document.entry(node, key) : node
    const list = isArray(below) ? below.items : []
    for (const item of list) {
      const value = document.resolve(item)
      // Content of a page is counted by number in the structure tree.
      if (!isDictionary(value) && !(key === 'K' && typeof value === 'number')) return true
      waiting.push(item)
    }
  }
  return false
}
