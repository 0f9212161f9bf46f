/**
 * The structure tree of a tagged document (ISO 32000-2, 14.7). A new annotation brings an element that refers to it;
 * elements that speak about page content stay as they were.
 */
import type { PdfDocument } from '../pdf/document.ts'
import { isArray, isDictionary, isName, isReference, type PdfObject } from '../pdf/objects.ts'
import { type Comparison, keysOf } from './graph.ts'

export function compareStructureTree(comparison: Comparison, beforeObject: PdfObject | undefined, afterObject: PdfObject | undefined): void {
  // A tree that leads back to itself has no reading that two programs share.
  if (loops(comparison.after, afterObject)) {
    comparison.changes.push({ category: 'content', what: 'structure-tree-loop', path: 'StructTreeRoot' })
    return
  }
  const outcome = compareNode(comparison, beforeObject, afterObject, new Set(), 0)
  if (outcome === 'same') return
  comparison.changes.push({ category: outcome === 'annotations' ? 'annotation' : outcome === 'widgets' ? 'validation-data' : 'content', what: 'structure-tree', path: 'StructTreeRoot' })
}

/** Whether an element is its own descendant. */
function loops(document: PdfDocument, root: PdfObject | undefined): boolean {
  const open = new Set<number>()
  const done = new Set<number>()
  const visit = (object: PdfObject | undefined, depth: number): boolean => {
    document.budget.checkTime()
    const number = isReference(object) ? object.number : undefined
    if (number !== undefined && open.has(number)) return true
    if (number !== undefined && done.has(number)) return false
    if (depth > document.budget.limits.depth) return true
    if (number !== undefined) open.add(number)
    const node = document.resolve(object)
    const found = isDictionary(node) && kidsOf(document, node.entries.get('K')).some((kid) => visit(kid, depth + 1))
    if (number !== undefined) {
      open.delete(number)
      done.add(number)
    }
    return found
  }
  return visit(root, 0)
}

type Outcome = 'same' | 'widgets' | 'annotations' | 'content'
const worst = (outcomes: readonly Outcome[]): Outcome => {
  const order: readonly Outcome[] = ['same', 'widgets', 'annotations', 'content']
  return order[Math.max(0, ...outcomes.map((outcome) => order.indexOf(outcome)))] ?? 'content'
}

function compareNode(comparison: Comparison, x: PdfObject | undefined, y: PdfObject | undefined, visited: Set<number>, depth: number): Outcome {
  comparison.before.budget.checkTime()
  const a = comparison.before.resolve(x)
  const b = comparison.after.resolve(y)
  if (!isDictionary(a) || !isDictionary(b)) return comparison.same(x, y, 'K') ? 'same' : 'content'
  if (depth > comparison.before.budget.limits.depth) return 'content'
  if (isReference(y)) {
    if (visited.has(y.number)) return 'same'
    visited.add(y.number)
  }
  if (isReference(x) && isReference(y)) comparison.pair(x, y)
  return worst(keysOf(a, b).map((key): Outcome => {
    const before = a.entries.get(key)
    const after = b.entries.get(key)
    if (key === 'K') return compareKids(comparison, before, after, visited, depth)
    // Both follow from the elements: the tree from annotations to elements, and its next free number.
    if (key === 'ParentTreeNextKey') return 'same'
    if (key === 'ParentTree') return compareParentTree(comparison, before, after)
    return comparison.same(before, after, key) ? 'same' : 'content'
  }))
}

function kidsOf(document: PdfDocument, object: PdfObject | undefined): PdfObject[] {
  const value = document.resolve(object)
  return isArray(value) ? [...value.items] : value === null ? [] : [object ?? null]
}

function compareKids(comparison: Comparison, x: PdfObject | undefined, y: PdfObject | undefined, visited: Set<number>, depth: number): Outcome {
  const before = kidsOf(comparison.before, x)
  const after = kidsOf(comparison.after, y)
  const successors = new Map(after.map((kid, index) => [identity(kid, index), kid]))
  const predecessors = new Map(before.map((kid, index) => [identity(kid, index), kid]))
  const outcomes: Outcome[] = []
  for (const [key, kid] of predecessors) {
    const successor = successors.get(key)
    outcomes.push(successor === undefined ? referencesOnly(comparison.before, kid) : compareNode(comparison, kid, successor, visited, depth + 1))
  }
  for (const [key, kid] of successors) if (!predecessors.has(key)) outcomes.push(referencesOnly(comparison.after, kid))
  const kept = [...predecessors.keys()].filter((key) => successors.has(key))
  // Listed once more is read once more.
  if (after.length - successors.size > before.length - predecessors.size) outcomes.push('content')
  if (kept.join() !== [...successors.keys()].filter((key) => predecessors.has(key)).join()) outcomes.push('content')
  return worst(outcomes)
}

/** Direct references to annotations keep their identity when a neighbour goes away. */
function identity(object: PdfObject, index: number): string {
  if (isReference(object)) return `${object.number}`
  const target = isDictionary(object) ? object.entries.get('Obj') : undefined
  return isReference(target) ? `annotation ${target.number}` : `direct ${index}`
}

/** What an element that comes or goes speaks about: only widgets, only annotations, or content. One that speaks about nothing waits for a widget. */
function referencesOnly(document: PdfDocument, object: PdfObject): Outcome {
  return worst(['widgets', spokenOf(document, object, 0)])
}

/** `same`: nothing is spoken of. */
function spokenOf(document: PdfDocument, object: PdfObject, depth: number): Outcome {
  const element = document.resolve(object)
  if (!isDictionary(element) || depth > 8) return 'content'
  const type = document.entry(element, 'Type')
  if (isName(type, 'OBJR')) return isName(document.entry(document.entry(element, 'Obj'), 'Subtype'), 'Widget') ? 'widgets' : 'annotations'
  // Content of a page, by a dictionary instead of a number (14.7.5.2).
  if (isName(type, 'MCR') || document.entry(element, 'MCID') !== null) return 'content'
  // Text that a reader speaks instead of what is on the page.
  if (['ActualText', 'E'].some((key) => document.entry(element, key) !== null)) return 'content'
  const outcome = worst(kidsOf(document, element.entries.get('K')).map((kid) => spokenOf(document, kid, depth + 1)))
  // The description of an annotation is its own; one of nothing is read aloud all the same.
  return outcome === 'same' && document.entry(element, 'Alt') !== null ? 'content' : outcome
}

/** The number tree from annotations to elements: entries come and go with them. What they lead to is compared from above. */
function compareParentTree(comparison: Comparison, x: PdfObject | undefined, y: PdfObject | undefined): Outcome {
  const before = numberTree(comparison.before, x)
  const after = numberTree(comparison.after, y)
  if (!before || !after) return comparison.same(x, y, 'ParentTree') ? 'same' : 'content'
  for (const [key, value] of before) {
    const successor = after.get(key)
    if (successor === undefined) continue
    const a = comparison.before.resolve(value)
    // An array maps marked content of a page; a single element belongs to an annotation.
    if (isArray(a) && !comparison.same(value, successor, 'K')) return 'content'
  }
  return 'same'
}

function numberTree(document: PdfDocument, object: PdfObject | undefined): Map<number, PdfObject> | undefined {
  const entries = new Map<number, PdfObject>()
  const visited = new Set<number>()
  let sound = true
  const visit = (node: PdfObject | undefined, depth: number): void => {
    document.budget.checkTime()
    if (isReference(node)) {
      if (visited.has(node.number)) sound = false
      visited.add(node.number)
    }
    if (!sound || depth > 32) return
    const numbers = document.entry(node, 'Nums')
    const kids = document.entry(node, 'Kids')
    if (isArray(numbers)) {
      for (let index = 0; index + 1 < numbers.items.length; index += 2) {
        const key = document.resolve(numbers.items[index])
        if (typeof key === 'number') entries.set(key, numbers.items[index + 1] ?? null)
      }
    }
    if (isArray(kids)) for (const kid of kids.items) visit(kid, depth + 1)
  }
  visit(object, 0)
  return sound ? entries : undefined
}
