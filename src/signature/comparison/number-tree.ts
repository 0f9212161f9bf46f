/** Number trees (ISO 32000-2, 7.9.7), as long as every reader reads the same in them. */
import type { PdfDocument } from '../pdf/document.ts'
import { isArray, isDictionary, isReference, type PdfObject } from '../pdf/objects.ts'

/** Undefined: a node stands in it twice or under itself, a number twice, or something that is no node or number. */
export function numberTree(document: PdfDocument, root: PdfObject): Map<number, PdfObject> | undefined {
  const entries = new Map<number, PdfObject>()
  const visited = new Set<number>()
  const take = (items: readonly PdfObject[]): boolean => {
    for (let index = 0; index < items.length; index += 2) {
      const key = document.resolve(items[index])
      if (typeof key !== 'number' || entries.has(key) || index + 1 >= items.length) return false
      entries.set(key, items[index + 1] ?? null)
    }
    return true
  }
  const visit = (node: PdfObject, depth: number): boolean => {
    document.budget.step()
    if (depth > document.budget.limits.depth) return false
    if (isReference(node)) {
      if (visited.has(node.number)) return false
      visited.add(node.number)
    }
    const dictionary = document.resolve(node)
    if (!isDictionary(dictionary)) return false
    const numbers = document.entry(dictionary, 'Nums')
    const kids = document.entry(dictionary, 'Kids')
    if (numbers !== null && !(isArray(numbers) && take(numbers.items))) return false
    return kids === null || (isArray(kids) && kids.items.every((kid) => visit(kid, depth + 1)))
  }
  if (document.resolve(root) === null) return entries
  return visit(root, 0) ? entries : undefined
}
