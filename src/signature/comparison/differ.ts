/**
 * Every difference between two revisions, without a rule in it. Objects are identical when they have the same number;
 * so only what the later sections wrote is compared, in each of its roles, and what did not change is not read again.
 */
import type { PdfDocument } from '../pdf/document.ts'
import {
  isArray,
  isDictionary,
  isName,
  isReference,
  isStream,
  isString,
  type PdfArray,
  type PdfDictionary,
  type PdfObject,
  type PdfStream,
  sameBytes,
} from '../pdf/objects.ts'
import type { Difference, DifferenceKind } from './difference.ts'
import { isUnreadable, objectOf } from './object-by-number.ts'
import { isBrought, isEmptyList, type Kind, type Place, placeUnder, roleOf, trailerPlace } from './place.ts'
import type { Roles } from './roles.ts'
import { sameData } from './stream-data.ts'
import { writtenNumbers } from './written-numbers.ts'

/** Lists whose elements are identified by their content, not by their position. */
const memberLists: ReadonlySet<Kind> = new Set<Kind>([
  'annotation-list',
  'field-list',
  'page-kids',
  'structure-kids',
  'store',
])

/** Of a stream: how its data are written down, and not what they are. */
const encodingKeys: readonly string[] = ['Length', 'Filter', 'DecodeParms', 'DL']

/** What nothing reached before is new: the way that leads to it now is the difference, with all that is under it. */
export function differencesBetween(
  before: PdfDocument,
  after: PdfDocument,
  rolesBefore: Roles,
  roles: Roles,
): Difference[] {
  const differences: Difference[] = []
  const compared = createComparer(before, after, [rolesBefore, roles], (difference) => differences.push(difference))
  compared.values(trailerPlace(), before.trailer, after.trailer, undefined)
  for (const number of writtenNumbers(before, after)) {
    before.budget.step()
    const places = roles.of(number)
    const was = objectOf(before, number)
    const is = objectOf(after, number)
    const isNew = rolesBefore.of(number).length === 0
    for (const place of places)
      if (isNew) continue
      else if (isUnreadable(before, number) || isUnreadable(after, number))
        differences.push({ kind: 'unreadable', place, before: was, after: is, object: number })
      else compared.values(place, was, is, number)
    if (places.length === 0)
      differences.push({ kind: 'unreached', place: trailerPlace(), before: was, after: is, object: number })
  }
  return differences
}

interface Comparer {
  values(place: Place, x: PdfObject, y: PdfObject, object: number | undefined): void
}

function kindOfChange(was: PdfObject, is: PdfObject): DifferenceKind {
  if (was === null) return 'added'
  if (is === null) return 'removed'
  return typeOf(was) === typeOf(is) ? 'altered' : 'retyped'
}

function createComparer(
  before: PdfDocument,
  after: PdfDocument,
  [rolesBefore, roles]: readonly [Roles, Roles],
  emit: (difference: Difference) => void,
): Comparer {
  /** Pairs of objects of two numbers that are being compared in a role: a loop comes back to them. */
  const entered = new Set<string>()

  const values = (place: Place, x: PdfObject, y: PdfObject, object: number | undefined): void => {
    before.budget.step()
    const report = (kind: DifferenceKind): void => emit({ kind, place, before: x, after: y, object })
    if (isReference(x) && isReference(y)) {
      // The object itself is compared where it was written, in this role among others.
      if (x.number === y.number) {
        if (x.generation !== y.generation) report('retargeted')
        return
      }
      const leadsHome = rolesBefore.has(x.number, ...place.targets) || roles.has(y.number, ...place.targets)
      if (place.kind === 'link' || (place.targets.length > 0 && leadsHome)) return report('retargeted')
      const pair = `${x.number} ${y.number} ${roleOf(place)}`
      if (entered.has(pair)) return
      entered.add(pair)
    }
    const a = before.resolve(x)
    const b = after.resolve(y)
    if ((isReference(x) && isUnreadable(before, x.number)) || (isReference(y) && isUnreadable(after, y.number)))
      return report('unreadable')
    if (isDictionary(a) && isDictionary(b)) return dictionaries(place, a, b, object, [])
    if (isArray(a) && isArray(b)) return arrays(place, a, b, object)
    if (isStream(a) && isStream(b)) return streams(place, a, b, object, report)
    // A reference to nothing waits for something.
    if (a === null && b === null && isReference(y) && !isReference(x)) return report('added')
    plain(place, a, b, object, report)
  }

  const plain = (
    place: Place,
    a: PdfObject,
    b: PdfObject,
    object: number | undefined,
    report: (kind: DifferenceKind) => void,
  ): void => {
    const was = isEmptyList(place, a) ? null : a
    const is = isEmptyList(place, b) ? null : b
    if (isScalarEqual(was, is)) return
    const brought = isBrought(place)
    if (brought && was === null && isDictionary(is) && [...is.entries.values()].some((value) => value !== null))
      return dictionaries(place, emptyDictionary, is, object, [])
    if (brought && is === null && isDictionary(was)) return dictionaries(place, was, emptyDictionary, object, [])
    if (memberLists.has(place.kind) && was === null && isArray(is)) return arrays(place, emptyArray, is, object)
    if (memberLists.has(place.kind) && is === null && isArray(was)) return arrays(place, was, emptyArray, object)
    report(kindOfChange(was, is))
  }

  const dictionaries = (
    place: Place,
    a: PdfDictionary,
    b: PdfDictionary,
    object: number | undefined,
    except: readonly string[],
  ): void => {
    for (const key of new Set([...a.entries.keys(), ...b.entries.keys()])) {
      if (except.includes(key)) continue
      const x = a.entries.get(key) ?? null
      const y = b.entries.get(key) ?? null
      if (x === y) continue
      const under = placeUnder(place, key, y ?? x, y === null ? before : after)
      if (under.kind === 'structure-kids') values(under, listOf(before, x), listOf(after, y), object)
      else values(under, x, y, object)
    }
  }

  const arrays = (place: Place, a: PdfArray, b: PdfArray, object: number | undefined): void => {
    if (memberLists.has(place.kind)) return members(place, a.items, b.items, object)
    if (a.items.length !== b.items.length) return emit({ kind: 'resized', place, before: a, after: b, object })
    a.items.forEach((x, index) => {
      const y = b.items[index] ?? null
      values(placeUnder(place, `${index}`, y, after), x, y, object)
    })
  }

  /** Old elements once and in their order; every other one is a difference of its own. */
  const members = (
    place: Place,
    xs: readonly PdfObject[],
    ys: readonly PdfObject[],
    object: number | undefined,
  ): void => {
    const was = identities(xs)
    const is = identities(ys)
    const known = new Set(was)
    const kept = new Set(is)
    let x = 0
    let y = 0
    while (x < was.length || y < is.length) {
      const a = was[x]
      const b = is[y]
      if (a !== undefined && a === b) {
        const item = ys[y] ?? null
        // The object itself is compared where it was written, and most elements of a long list are old.
        if (!isReference(item)) values(placeUnder(place, `${y}`, item, after), xs[x] ?? null, item, object)
        x++
        y++
      } else if (b !== undefined && !known.has(b)) {
        const item = ys[y] ?? null
        emit({ kind: 'inserted', place: placeUnder(place, `${y}`, item, after), before: null, after: item, object })
        // Listed twice is a difference of another kind.
        known.add(b)
        y++
      } else if (a !== undefined && !kept.has(a)) {
        const item = xs[x] ?? null
        emit({ kind: 'taken-out', place: placeUnder(place, `${x}`, item, before), before: item, after: null, object })
        x++
      } else
        return emit({
          kind: 'reordered',
          place,
          before: { type: 'array', items: xs },
          after: { type: 'array', items: ys },
          object,
        })
    }
  }

  const streams = (
    place: Place,
    a: PdfStream,
    b: PdfStream,
    object: number | undefined,
    report: (kind: DifferenceKind) => void,
  ): void => {
    dictionaries(place, a.dictionary, b.dictionary, object, encodingKeys)
    if (!sameData(before, a, after, b)) report('data')
  }
  return { values }
}

const emptyDictionary: PdfDictionary = { type: 'dictionary', entries: new Map(), duplicates: [] }
const emptyArray: PdfArray = { type: 'array', items: [] }

/** One kid stands for a list of one. */
function listOf(document: PdfDocument, kids: PdfObject): PdfObject {
  const value = document.resolve(kids)
  return value === null || isArray(value) ? kids : { type: 'array', items: [kids] }
}

/** References by number; others by the annotation that they name, else by their place among their like. */
function identities(items: readonly PdfObject[]): string[] {
  let direct = 0
  return items.map((item) => {
    if (isReference(item)) return `${item.number} ${item.generation}`
    const target = isDictionary(item) ? item.entries.get('Obj') : undefined
    return isReference(target) ? `to ${target.number}` : `direct ${direct++}`
  })
}

function isScalarEqual(a: PdfObject, b: PdfObject): boolean {
  if (isName(a)) return isName(b, a.value)
  if (isString(a)) return isString(b) && sameBytes(a.bytes, b.bytes)
  return a === b
}

function typeOf(value: PdfObject): string {
  return typeof value === 'object' && value !== null ? value.type : typeof value
}
