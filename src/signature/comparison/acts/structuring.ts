/**
 * The structure tree of a tagged document (ISO 32000-2, 14.7) gets elements for the widgets and annotations that an act
 * of the same revision puts on a page. Elements that speak about page content, or about fields that were there, stay as
 * they were.
 */
import type { PdfDocument } from '../../pdf/document.ts'
import { isArray, isDictionary, isName, isReference, type PdfObject } from '../../pdf/objects.ts'
import type { Difference } from '../difference.ts'
import { numberTree } from '../number-tree.ts'
import { nearest } from '../place.ts'
import { objectOf } from '../object-by-number.ts'
import { holdsOnlyPlain, isCount } from '../values.ts'
import type { Act, Step } from './act.ts'

/** @param subjects object numbers of the annotations that this revision brings, signs or takes away */
export function structuringActs(step: Step, subjects: ReadonlySet<string>): Act[] {
  const { before, after, differences } = step
  if (!differences.some(({ place }) => isStructure(place.kind) || nearest(place, 'structure-root'))) return []
  const isNewTree = before.entry(before.entry(before.trailer, 'Root'), 'StructTreeRoot') === null
  const hasSubjects = subjects.size > 0
  const claims = (difference: Difference): boolean => {
    const { kind, place } = difference
    if (!hasSubjects || kind === 'unreadable') return false
    if (place.kind === 'structure-element' && kind === 'inserted')
      return speaksOfSubjects(step.after, difference.after, subjects, step)
    if (place.kind === 'structure-element' && kind === 'taken-out')
      return speaksOfSubjects(before, difference.before, subjects, undefined)
    if (place.kind === 'structure-next') return isNextKey(step, difference)
    if (nearest(place, 'parent-tree')) return parentTreeGrows(step, subjects)
    if (isMarked(step, difference)) return isNewTree
    // The rest of a tree that is brought along: its type, its own names for types.
    return (
      isNewTree &&
      kind === 'added' &&
      place.parent?.kind === 'structure-root' &&
      holdsOnlyPlain(after, difference.after, 3)
    )
  }
  const isAnnotation = [...subjects].some((number) => !isWidget(after, number) && !isWidget(before, number))
  return [
    {
      name: 'structure tree',
      claims,
      changes: [
        { category: isAnnotation ? 'annotation' : 'validation-data', what: 'structure-tree', path: 'StructTreeRoot' },
      ],
    },
  ]
}

function isStructure(kind: string): boolean {
  return kind.startsWith('structure') || kind.startsWith('parent-tree')
}

function isMarked({ after }: Step, { kind, place, after: is }: Difference): boolean {
  const mark = after.resolve(is)
  return (
    place.kind === 'marks' &&
    kind === 'added' &&
    isDictionary(mark) &&
    [...mark.entries].every(([key, value]) => key === 'Marked' && typeof after.resolve(value) === 'boolean')
  )
}

function isWidget(document: PdfDocument, number: string): boolean {
  const annotation = document.get({ type: 'reference', number: Number(number), generation: 0 })
  return isDictionary(annotation) && isName(document.entry(annotation, 'Subtype'), 'Widget')
}

/** A number that no entry of the tree has yet. */
function isNextKey({ before, after }: Step, { after: is }: Difference): boolean {
  const earlier = parentTreeOf(before)
  const entries = parentTreeOf(after)
  if (!earlier || !entries || !isCount(after, is)) return false
  // Without an entry that came or went there is no reason for another number.
  const isSame = earlier.size === entries.size && [...earlier.keys()].every((key) => entries.has(key))
  return !isSame && [...entries.keys()].every((key) => key < Number(after.resolve(is)))
}

export function parentTreeOf(document: PdfDocument): ReadonlyMap<number, PdfObject> | undefined {
  const structure = document.entry(document.entry(document.trailer, 'Root'), 'StructTreeRoot')
  return numberTree(document, document.entry(structure, 'ParentTree'))
}

/** Keys whose text is read aloud instead of what is on the page. */
const spokenKeys = ['ActualText', 'E', 'MCID', 'Stm']
const deepest = 8

/**
 * Whether an element and all below it refer to the subjects and nothing else. A new one may stand nowhere else in the
 * tree; one without anything to speak of groups the others.
 */
function speaksOfSubjects(
  document: PdfDocument,
  object: PdfObject,
  subjects: ReadonlySet<string>,
  step: Step | undefined,
): boolean {
  return spokenOf(document, object, subjects, step, 0) !== 'others'
}

type Spoken = 'subjects' | 'nothing' | 'others'

function spokenOf(
  document: PdfDocument,
  object: PdfObject,
  subjects: ReadonlySet<string>,
  step: Step | undefined,
  depth: number,
): Spoken {
  const element = document.resolve(object)
  if (!isDictionary(element) || depth > deepest) return 'others'
  if (step && isReference(object) && step.rolesBefore.has(object.number, 'structure-element')) return 'others'
  const type = document.entry(element, 'Type')
  if (isName(type, 'MCR') || spokenKeys.some((key) => document.entry(element, key) !== null)) return 'others'
  const target = element.entries.get('Obj')
  if (isName(type, 'OBJR') || target !== undefined)
    return isReference(target) && subjects.has(String(target.number)) ? 'subjects' : 'others'
  const kids = document.entry(element, 'K')
  const list = isArray(kids) ? kids.items : kids === null ? [] : [element.entries.get('K') ?? null]
  const spoken = list.map((kid) => spokenOf(document, kid, subjects, step, depth + 1))
  if (spoken.includes('others')) return 'others'
  if (spoken.includes('subjects')) return 'subjects'
  // The description of an annotation is its own; one of nothing is read aloud all the same.
  return document.entry(element, 'Alt') === null && document.entry(element, 'T') === null ? 'nothing' : 'others'
}

/** What numbers led to stays; entries come and go with the subjects that name them. */
function parentTreeGrows(step: Step, subjects: ReadonlySet<string>): boolean {
  const was = parentTreeOf(step.before)
  const is = parentTreeOf(step.after)
  if (!was || !is) return false
  const kept = [...was].every(([key, value]) => {
    const now = is.get(key)
    return now === undefined ? isNamedBy(step.before, key, subjects) : sameTargets(step, value, now)
  })
  const isNew = (key: number, value: PdfObject): boolean => {
    const target = step.after.resolve(value)
    // A page that had no place in the tree gets an empty one.
    if (isArray(target)) return target.items.every((item) => step.after.resolve(item) === null)
    return target === null || (isNamedBy(step.after, key, subjects) && refersTo(step.after, target, subjects))
  }
  return kept && [...is].every(([key, value]) => was.has(key) || isNew(key, value))
}

/** Whether a subject states that its element is found under a number. */
function isNamedBy(document: PdfDocument, key: number, subjects: ReadonlySet<string>): boolean {
  return [...subjects].some((number) => document.entry(objectOf(document, Number(number)), 'StructParent') === key)
}

/** Whether an element refers to one of the subjects itself. */
function refersTo(document: PdfDocument, element: PdfObject, subjects: ReadonlySet<string>): boolean {
  const kids = document.entry(element, 'K')
  return (isArray(kids) ? kids.items : [kids]).some((kid) => {
    const reference = document.resolve(kid)
    const target = isDictionary(reference) ? reference.entries.get('Obj') : undefined
    return isReference(target) && subjects.has(String(target.number))
  })
}

/** The same element, or lists of the same elements. */
function sameTargets({ before, after }: Step, x: PdfObject, y: PdfObject): boolean {
  if (isReference(x) && isReference(y) && x.number === y.number && !isArray(after.resolve(y))) return true
  const a = before.resolve(x)
  const b = after.resolve(y)
  if (!isArray(a) || !isArray(b)) return a === null && b === null
  return (
    a.items.length === b.items.length &&
    a.items.every((item, index) => {
      const other = b.items[index]
      return isReference(item) ? isReference(other) && item.number === other.number : item === null && other === null
    })
  )
}
