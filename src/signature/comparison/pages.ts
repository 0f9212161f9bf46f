/** Page tree and pages (ISO 32000-2, 7.7.3): nothing but annotations may change. */
import { isArray, isDictionary, isReference, type PdfDictionary, type PdfObject } from '../pdf/objects.ts'
import { compareAnnotations } from './annotations.ts'
import type { FormPairing } from './form-fields.ts'
import { type Comparison, isPlain, keysOf, type PagePair } from './graph.ts'

/**
 * Goes down both page trees together, pairs the pages and reports whatever else differs in the tree. Pages are compared
 * after all pairs are known.
 */
export function pairPages(
  comparison: Comparison,
  before: PdfObject,
  after: PdfObject,
): { pages: PagePair[]; compareNodes: () => void } {
  const pages: PagePair[] = []
  const nodes: { before: PdfDictionary; after: PdfDictionary }[] = []
  const visited = new Map<number, number | undefined>()
  const report = (what: string) =>
    comparison.changes.push({ category: 'content', what, path: 'Pages', page: pages.length + 1 })
  const visit = (x: PdfObject, y: PdfObject): void => {
    comparison.before.budget.checkTime()
    if (isReference(x)) {
      const successor = isReference(y) ? y.number : undefined
      if (visited.has(x.number)) {
        // A page that is listed twice must be followed by one page.
        if (successor === undefined || visited.get(x.number) !== successor) report('page-tree')
        return
      }
      visited.set(x.number, successor)
    }
    const a = comparison.before.resolve(x)
    const b = comparison.after.resolve(y)
    if (!isDictionary(a) || !isDictionary(b)) {
      if (!comparison.same(x, y, 'Pages')) report('page-tree')
      return
    }
    comparison.pair(x, y)
    const kidsBefore = comparison.before.entry(a, 'Kids')
    const kidsAfter = comparison.after.entry(b, 'Kids')
    if (!a.entries.has('Kids') && !b.entries.has('Kids')) {
      pages.push({ before: a, after: b, number: pages.length + 1 })
      return
    }
    nodes.push({ before: a, after: b })
    if (!isArray(kidsBefore) || !isArray(kidsAfter) || kidsBefore.items.length !== kidsAfter.items.length) {
      report(
        isArray(kidsBefore) && isArray(kidsAfter)
          ? kidsAfter.items.length > kidsBefore.items.length
            ? 'page-added'
            : 'page-removed'
          : 'page-tree',
      )
      return
    }
    kidsBefore.items.forEach((kid, index) => visit(kid, kidsAfter.items[index] ?? null))
  }
  visit(before, after)
  const compareNodes = () => {
    for (const node of nodes)
      for (const key of keysOf(node.before, node.after))
        if (
          key !== 'Kids' &&
          !isPrivateNote(comparison, node, key) &&
          !comparison.same(node.before.entries.get(key), node.after.entries.get(key), key)
        )
          comparison.changes.push({ category: 'content', what: 'page-tree', path: `Pages/${key}` })
  }
  return { pages, compareNodes }
}

/** Producers leave their name in keys that no reader knows (annex E lets them). */
const knownKeys = new Set(['Type', 'Parent', 'Kids', 'Count', 'Resources', 'MediaBox', 'CropBox', 'Rotate'])

function isPrivateNote(
  comparison: Comparison,
  node: { before: PdfDictionary; after: PdfDictionary },
  key: string,
): boolean {
  return (
    !knownKeys.has(key) &&
    isPlain(comparison.before, node.before.entries.get(key)) &&
    isPlain(comparison.after, node.after.entries.get(key))
  )
}

export function comparePage(comparison: Comparison, page: PagePair, form: FormPairing): void {
  for (const key of keysOf(page.before, page.after)) {
    const before = page.before.entries.get(key)
    const after = page.after.entries.get(key)
    if (key === 'Annots') {
      compareAnnotations(comparison, page, form)
      continue
    }
    if (comparison.same(before, after, key)) continue
    const path = `Pages/${page.number}/${key}`
    // The tab order and the date say nothing about content; StructParents comes with the first annotation of a tagged
    // page.
    const silent =
      (key === 'Tabs' || key === 'LastModified' || (key === 'StructParents' && before === undefined)) &&
      isPlain(comparison.after, after)
    comparison.changes.push({
      category: silent ? 'validation-data' : 'content',
      what: key === 'Contents' ? 'page-content' : 'page-attribute',
      path,
      page: page.number,
    })
  }
}
