/**
 * Two views of one file side by side. Objects are equal when everything that can be reached from them is equal; the
 * walk remembers pairs, so that loops end and shared objects cost once.
 */
import type { PdfDocument } from '../pdf/document.ts'
import {
  isArray,
  isDictionary,
  isName,
  isReference,
  isStream,
  isString,
  type PdfDictionary,
  type PdfObject,
  type PdfStream,
  sameBytes,
} from '../pdf/objects.ts'
import { textOf } from '../pdf/text-string.ts'
import type { Change } from './modification.ts'

export interface Comparison {
  readonly before: PdfDocument
  readonly after: PdfDocument
  readonly changes: Change[]
  /**
   * Says that two objects are each other's successor and are compared in their own role (page, field, annotation):
   * links to them, as from a widget to its page, are equal without looking inside.
   */
  pair(before: PdfObject, after: PdfObject): void
  /** Whether the graphs under two values are equal. `key` is the key under which they stand. */
  same(before: PdfObject | undefined, after: PdfObject | undefined, key: string): boolean
}

/** A page and what became of it; counted from 1. */
export interface PagePair {
  readonly before: PdfDictionary
  readonly after: PdfDictionary
  readonly number: number
}

/**
 * Keys that link to a page, field or annotation without making it content. Under any other key it is compared in full:
 * a field's dictionary can be written so that it serves as a resource too.
 */
const linkKeys = new Set([
  'Parent',
  'P',
  'Pg',
  'Obj',
  'D',
  'Dest',
  'Dests',
  'IRT',
  'Popup',
  'K',
  'CO',
  'First',
  'Last',
  'Next',
  'Prev',
  'Names',
  'Nums',
  'Fields',
  'T',
  'DocMDP',
  'UR3',
  'A',
  'SD',
  'B',
  'Data',
  'OpenAction',
  'Annots',
  'Kids',
  'Root',
])

/**
 * The key of a dictionary itself under `D`: a destination is a list, and what stands there without one is the face of a
 * pressed button.
 */
const pressedFace = 'D without a list'

export function createComparison(before: PdfDocument, after: PdfDocument): Comparison {
  const paired = new Map<number, number>()
  const pairedAfter = new Set<number>()
  const known = new Map<string, boolean>()
  /** Pairs that the walk under way took for equal. */
  let assumed: string[] = []

  const same = (x: PdfObject | undefined, y: PdfObject | undefined, key: string, depth = 0): boolean => {
    before.budget.checkTime()
    if (depth > 4 * before.budget.limits.depth) return false
    if (isReference(x) && isReference(y)) {
      if (linkKeys.has(key) && (paired.has(x.number) || pairedAfter.has(y.number)))
        return paired.get(x.number) === y.number
      // What a list holds is a link or is not by the key under which the list stands.
      const pair = `${x.number} ${y.number} ${x.generation} ${y.generation} ${linkKeys.has(key) ? 'link' : ''}`
      const earlier = known.get(pair)
      if (earlier !== undefined) return earlier
      // Equal until found otherwise: a loop that comes back here has found no difference on its way.
      known.set(pair, true)
      assumed.push(pair)
      const result = sameValue(before.get(x), after.get(y), key, depth)
      if (!result) known.set(pair, false)
      return result
    }
    return sameValue(isReference(x) ? before.resolve(x) : x, isReference(y) ? after.resolve(y) : y, key, depth)
  }

  const sameValue = (x: PdfObject | undefined, y: PdfObject | undefined, key: string, depth: number): boolean => {
    const a = x ?? null
    const b = y ?? null
    if (isReference(a) || isReference(b)) return same(before.resolve(a), after.resolve(b), key, depth + 1)
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
    if (isName(a)) return isName(b, a.value)
    if (isString(a)) return isString(b) && sameBytes(a.bytes, b.bytes)
    if (isArray(a))
      return (
        isArray(b) &&
        a.items.length === b.items.length &&
        a.items.every((item, index) => same(item, b.items[index], key === pressedFace ? 'D' : key, depth + 1))
      )
    if (isDictionary(a)) return isDictionary(b) && sameDictionary(a, b, depth, [])
    return isStream(b) && sameStream(a, b, depth)
  }

  const sameDictionary = (a: PdfDictionary, b: PdfDictionary, depth: number, except: readonly string[]): boolean => {
    for (const [key, value] of a.entries)
      if (!except.includes(key) && !same(value, b.entries.get(key), key === 'D' ? pressedFace : key, depth + 1))
        return false
    for (const [key, value] of b.entries)
      if (!except.includes(key) && !a.entries.has(key) && after.resolve(value) !== null) return false
    return true
  }

  const sameStream = (a: PdfStream, b: PdfStream, depth: number): boolean => {
    const encoding = ['Length', 'Filter', 'DecodeParms', 'DL']
    if (a.source === b.source && a.start === b.start && a.length === b.length)
      return sameDictionary(a.dictionary, b.dictionary, depth, ['Length'])
    if (
      sameDictionary(a.dictionary, b.dictionary, depth, ['Length']) &&
      sameBytes(before.encodedBytes(a), after.encodedBytes(b))
    )
      return true
    if (!sameDictionary(a.dictionary, b.dictionary, depth, encoding)) return false
    // Compressed anew: what readers get is the same.
    const decodedBefore = before.decodedBytes(a)
    const decodedAfter = after.decodedBytes(b)
    return decodedBefore !== undefined && decodedAfter !== undefined && sameBytes(decodedBefore, decodedAfter)
  }

  return {
    before,
    after,
    changes: [],
    pair(x, y) {
      if (!isReference(x) || !isReference(y)) return
      paired.set(x.number, y.number)
      pairedAfter.add(y.number)
    },
    same(x, y, key) {
      assumed = []
      const equal = same(x, y, key)
      // What was equal only as long as the whole was must be looked at again, in whatever place it is met next.
      if (!equal) for (const pair of assumed) if (known.get(pair) === true) known.delete(pair)
      return equal
    },
  }
}

/** Keys of two dictionaries, those of the first in order, then new ones; a null value counts as absent. */
export function keysOf(before: PdfDictionary, after: PdfDictionary): string[] {
  return [...new Set([...before.entries.keys(), ...after.entries.keys()])]
}

/** A value that holds nothing further: a reader can show it as text at most. */
export function isPlain(document: PdfDocument, object: PdfObject | undefined): boolean {
  const value = document.resolve(object)
  return value === null || typeof value !== 'object' || value.type === 'string' || value.type === 'name'
}

/** A value in a few words, for a report: text, name, number, or what kind of object it is. */
export function describe(document: PdfDocument, object: PdfObject | undefined): string {
  const value = document.resolve(object)
  if (value === null) return ''
  if (isString(value)) return textOf(value).slice(0, 200)
  if (isName(value)) return value.value
  if (isArray(value))
    return value.items
      .slice(0, 20)
      .map((item) => describe(document, item))
      .join(', ')
  if (isStream(value)) return `stream ${value.length}`
  return isDictionary(value) ? 'dictionary' : String(value)
}
