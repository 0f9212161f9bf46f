/** Trees with a loop, which programs read differently: pages, fields and structure elements. */
import type { PdfDocument } from '../pdf/document.ts'
import { isArray, isDictionary, isReference, type PdfObject } from '../pdf/objects.ts'
import type { Difference } from './difference.ts'
import type { Kind, Place } from './place.ts'

const known = new WeakMap<PdfDocument, boolean>()

/** Computed once for each revision. */
export function hasLoop(document: PdfDocument): boolean {
  const loops = known.get(document) ?? findLoop(document)
  known.set(document, loops)
  return loops
}

/** As `hasLoop(after)`: where there was none, a loop goes through something that came to a tree since. */
export function hasLoopAfter(before: PdfDocument, after: PdfDocument, differences: readonly Difference[]): boolean {
  const isSound =
    !known.has(after) && !hasLoop(before) && differences.every((difference) => keepsTrees(after, difference))
  if (isSound) known.set(after, false)
  return hasLoop(after)
}

/** Places of which a tree is made. */
const treeKinds: ReadonlySet<Kind> = new Set<Kind>([
  ...(['trailer', 'catalog', 'pages', 'page-kids', 'page', 'form', 'field-list', 'field'] as const),
  ...(['structure-root', 'structure-kids', 'structure-element'] as const),
])

function keepsTrees(after: PdfDocument, { kind, place, after: is }: Difference): boolean {
  if (kind === 'unreadable') return false
  if (!treeKinds.has(place.kind) || kind === 'taken-out') return true
  if (kind !== 'inserted') return false
  let depth = 0
  for (let at: Place | undefined = place.parent; at; at = at.parent) if (at.kind === place.kind) depth++
  return !isLoop(after, is, place.kind === 'structure-element' ? 'K' : 'Kids', depth)
}

function findLoop(document: PdfDocument): boolean {
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
function isLoop(document: PdfDocument, root: PdfObject | undefined, key: string, from = 0): boolean {
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
  return visit(root, from)
}
