/** The ways that lead from an object: each reference in it, with the place that it gives to its target. */
import type { PdfDocument } from '../pdf/document.ts'
import { isArray, isDictionary, isReference, isStream, type PdfObject } from '../pdf/objects.ts'
import { objectOf } from './object-by-number.ts'
import { containerPlace, type Place, placeUnder, roleOf } from './place.ts'

export interface Way {
  readonly place: Place
  readonly number: number
  /** Gives no role to a target that is what such a link must lead to; anything else becomes content by it. */
  readonly isLink: boolean
  /** Two ways with the same name from one object, as long as their target keeps its shape, are the same way. */
  readonly name: string
}

/**
 * @param number of the object; undefined for the trailer
 * @param place what it is for
 */
export function waysFrom(
  document: PdfDocument,
  number: number | undefined,
  place: Place,
  object: PdfObject,
): readonly Way[] {
  const ways: Way[] = []
  const add = (to: Place, target: number, isLink: boolean, path: string): void =>
    void ways.push({ place: to, number: target, isLink, name: `${path} ${target} ${roleOf(to)}` })
  // The stream that holds the object decides what it says.
  const entry = number === undefined ? undefined : document.entries.get(number)
  if (entry?.kind === 'compressed') add(containerPlace(place), entry.container, false, 'container')
  const enter = (to: Place, value: PdfObject, path: string): void => {
    // One kid stands for a list of one.
    if (to.kind === 'structure-kids' && !isArray(document.resolve(value)))
      enter(placeUnder(to, '0', value, document), value, `${path}/0`)
    else if (isReference(value)) {
      const isList = to.kind === 'link-list' && isArray(document.resolve(value))
      add(to, value.number, to.targets.length > 0 && !isList, path)
    } else within(to, value, path)
  }
  const within = (at: Place, value: PdfObject, path: string): void => {
    document.budget.step()
    if (isReference(value)) enter(at, value, path)
    else if (isArray(value))
      value.items.forEach((item, index) => {
        if (holdsMore(item)) enter(placeUnder(at, `${index}`, item, document), item, `${path}/${index}`)
      })
    else {
      const dictionary = isStream(value) ? value.dictionary : value
      if (!isDictionary(dictionary)) return
      for (const [key, item] of dictionary.entries)
        if (holdsMore(item)) enter(placeUnder(at, key, item, document), item, `${path}/${key}`)
    }
  }
  if (number === undefined) enter(place, object, '')
  else within(place, object, '')
  return ways
}

function holdsMore(object: PdfObject): boolean {
  return typeof object === 'object' && object !== null && object.type !== 'name' && object.type !== 'string'
}

/** All that a way to an object depends on of the object itself: whether it is read, and what `placeUnder` looks at. */
export function shapeOf(document: PdfDocument, number: number): string {
  const entry = document.entries.get(number)
  const generation = entry?.kind === 'offset' ? entry.generation : 0
  const object = objectOf(document, number)
  // What a reference leads on to has a shape of its own: such an object is never taken for the same.
  if (isReference(object)) return `reference ${object.number} ${document.end}`
  if (typeof object !== 'object' || object === null) return `${generation} ${typeof object} ${String(object)}`
  return `${generation} ${object.type} ${isDictionary(object) && object.entries.has('Kids') ? 'node' : ''}`
}
