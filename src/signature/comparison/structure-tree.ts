/**
 * The structure tree of a tagged document (ISO 32000-2, 14.7). A new annotation brings an element that refers to it;
 * elements that speak about page content stay as they were.
 */
import type { PdfDocument } from '../pdf/document.ts'
import { isArray, isDictionary, isName, isReference, type PdfObject } from '../pdf/objects.ts'
import { type Comparison, keysOf } from './graph.ts'

export function compareStructureTree(
  comparison: Comparison,
  before: PdfObject | undefined,
  after: PdfObject | undefined,
): void {
  // A tree that leads back to itself has no reading that two programs share.
  if (loops(comparison.after, after)) {
    comparison.changes.push({ category: 'content', what: 'structure-tree-loop', path: 'StructTreeRoot' })
    return
  }
  const outcome = compareNode(comparison, before, after, new Set())
  if (outcome === undefined) return
  comparison.changes.push({
    category: outcome === 'annotations' ? 'annotation' : outcome === 'widgets' ? 'validation-data' : 'content',
    what: 'structure-tree',
    path: 'StructTreeRoot',
  })
}

/**
 * Whether an element is its own descendant, or deeper than any document goes. Elements found to be sound are not looked
 * at again.
 */
function loops(document: PdfDocument, root: PdfObject | undefined): boolean {
  const sound = new Set<number>()
  const visit = (object: PdfObject | undefined, depth: number): boolean => {
    if (isReference(object) && sound.has(object.number)) return false
    if (depth > document.budget.limits.depth) return true
    const node = document.resolve(object)
    if (isDictionary(node) && kidsOf(document, node.entries.get('K')).some((kid) => visit(kid, depth + 1))) return true
    if (isReference(object)) sound.add(object.number)
    return false
  }
  return visit(root, 0)
}

/** What a difference touches; undefined where there is none. */
type Outcome = 'widgets' | 'annotations' | 'content' | undefined

function worst(outcomes: readonly Outcome[]): Outcome {
  return (['content', 'annotations', 'widgets'] as const).find((outcome) => outcomes.includes(outcome))
}

/** `visited`: elements of the newer tree, which has no loops. */
function compareNode(
  comparison: Comparison,
  x: PdfObject | undefined,
  y: PdfObject | undefined,
  visited: Set<number>,
): Outcome {
  const a = comparison.before.resolve(x)
  const b = comparison.after.resolve(y)
  if (!isDictionary(a) || !isDictionary(b)) return comparison.same(x, y, 'K') ? undefined : 'content'
  if (isReference(y)) {
    if (visited.has(y.number)) return undefined
    visited.add(y.number)
  }
  comparison.pair(x ?? null, y ?? null)
  return worst(
    keysOf(a, b).map((key): Outcome => {
      const before = a.entries.get(key)
      const after = b.entries.get(key)
      if (key === 'K') return compareKids(comparison, before, after, visited)
      // Both follow from the elements: the tree from annotations to elements, and its next free number.
      if (key === 'ParentTreeNextKey') return undefined
      if (key === 'ParentTree') return compareParentTree(comparison, before, after)
      return comparison.same(before, after, key) ? undefined : 'content'
    }),
  )
}

function kidsOf(document: PdfDocument, object: PdfObject | undefined): PdfObject[] {
  const value = document.resolve(object)
  return isArray(value) ? [...value.items] : value === null ? [] : [object ?? null]
}

function compareKids(
  comparison: Comparison,
  x: PdfObject | undefined,
  y: PdfObject | undefined,
  visited: Set<number>,
): Outcome {
  const before = kidsOf(comparison.before, x)
  const after = kidsOf(comparison.after, y)
  const successors = new Map(after.map((kid, index) => [identity(kid, index), kid]))
  const predecessors = new Map(before.map((kid, index) => [identity(kid, index), kid]))
  const kept = [...predecessors.keys()].filter((key) => successors.has(key))
  const stayed = [...successors.keys()].filter((key) => predecessors.has(key))
  // The order is the order of reading, and what is listed once more is read once more.
  if (kept.join() !== stayed.join() || after.length - successors.size > before.length - predecessors.size)
    return 'content'
  const removed = [...predecessors]
    .filter(([key]) => !successors.has(key))
    .map(([, kid]) => referencesOnly(comparison.before, kid))
  const added = [...successors]
    .filter(([key]) => !predecessors.has(key))
    .map(([, kid]) => referencesOnly(comparison.after, kid))
  return worst([
    ...removed,
    ...added,
    ...kept.map((key) => compareNode(comparison, predecessors.get(key), successors.get(key), visited)),
  ])
}

/** Direct references to annotations keep their identity when a neighbour goes away. */
function identity(object: PdfObject, index: number): string {
  if (isReference(object)) return `${object.number}`
  const target = isDictionary(object) ? object.entries.get('Obj') : undefined
  return isReference(target) ? `annotation ${target.number}` : `direct ${index}`
}

/**
 * What an element that comes or goes speaks about: only widgets, only annotations, or content. One that speaks about
 * nothing waits for a widget.
 */
function referencesOnly(document: PdfDocument, object: PdfObject): Outcome {
  return spokenOf(document, object, 0) ?? 'widgets'
}

/** Undefined: nothing is spoken of. */
function spokenOf(document: PdfDocument, object: PdfObject, depth: number): Outcome {
  const element = document.resolve(object)
  if (!isDictionary(element) || depth > 8) return 'content'
  const type = document.entry(element, 'Type')
  if (isName(type, 'OBJR'))
    return isName(document.entry(document.entry(element, 'Obj'), 'Subtype'), 'Widget') ? 'widgets' : 'annotations'
  // Content of a page, by a dictionary instead of a number (14.7.5.2).
  if (isName(type, 'MCR') || document.entry(element, 'MCID') !== null) return 'content'
  // Text that a reader speaks instead of what is on the page.
  if (['ActualText', 'E'].some((key) => document.entry(element, key) !== null)) return 'content'
  const outcome = worst(kidsOf(document, element.entries.get('K')).map((kid) => spokenOf(document, kid, depth + 1)))
  // The description of an annotation is its own; one of nothing is read aloud all the same.
  return outcome === undefined && document.entry(element, 'Alt') !== null ? 'content' : outcome
}

/**
 * The number tree from annotations to elements: entries come and go with them. What they lead to is compared from
 * above.
 */
function compareParentTree(comparison: Comparison, x: PdfObject | undefined, y: PdfObject | undefined): Outcome {
  const before = numberTree(comparison.before, x)
  const after = numberTree(comparison.after, y)
  if (!before || !after) return comparison.same(x, y, 'ParentTree') ? undefined : 'content'
  // An array maps marked content of a page; a single element belongs to an annotation.
  const changed = [...before].some(
    ([key, value]) => isArray(comparison.before.resolve(value)) && !comparison.same(value, after.get(key), 'K'),
  )
  return changed ? 'content' : undefined
}

/** Undefined: nodes lead to each other, and no reading is the right one. */
function numberTree(document: PdfDocument, object: PdfObject | undefined): Map<number, PdfObject> | undefined {
  const entries = new Map<number, PdfObject>()
  const visited = new Set<number>()
  /** Whether the part below is a tree. */
  const visit = (node: PdfObject | undefined, depth: number): boolean => {
    if (depth > document.budget.limits.depth) return false
    if (isReference(node)) {
      if (visited.has(node.number)) return false
      visited.add(node.number)
    }
    const numbers = document.entry(node, 'Nums')
    const items = isArray(numbers) ? numbers.items : []
    for (let index = 0; index < items.length; index += 2) {
      const key = document.resolve(items[index])
      if (typeof key === 'number') entries.set(key, items[index + 1] ?? null)
    }
    const kids = document.entry(node, 'Kids')
    return !isArray(kids) || kids.items.every((kid) => visit(kid, depth + 1))
  }
  return visit(object, 0) ? entries : undefined
}
