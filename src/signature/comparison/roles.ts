/**
 * The roles of every object that can be reached from the trailer: an object has as many as there are kinds of ways to
 * it. Objects are followed by number, whatever generation a reference writes, as forgiving readers do.
 */
import type { PdfDocument } from '../pdf/document.ts'
import { isArray, isDictionary, isReference, isStream, type PdfObject } from '../pdf/objects.ts'
import { containerPlace, type Kind, type Place, placeUnder, roleOf, trailerPlace } from './place.ts'

export interface Roles {
  of(number: number): readonly Place[]
  has(number: number, ...kinds: readonly Kind[]): boolean
  /** All objects that are reached. */
  numbers(): Iterable<number>
  /** Objects that are in the way and could not be read. */
  readonly unreadable: ReadonlyMap<number, Place>
}

/** The object of a number as the newest entry has it. */
export function objectOf(document: PdfDocument, number: number): PdfObject {
  const entry = document.entries.get(number)
  return document.get({ type: 'reference', number, generation: entry?.kind === 'offset' ? entry.generation : 0 })
}

/** Whether something stands at the number that could not be read. */
export function isUnreadable(document: PdfDocument, number: number): boolean {
  return document.unreadable.has(number)
}

const known = new WeakMap<PdfDocument, Roles>()

/** Found once for each revision, whoever asks. */
export function rolesOf(document: PdfDocument): Roles {
  const roles = known.get(document) ?? findRoles(document)
  known.set(document, roles)
  return roles
}

function findRoles(document: PdfDocument): Roles {
  const roles = new Map<number, Place[]>()
  const seen = new Set<string>()
  const unreadable = new Map<number, Place>()
  const waiting: { place: Place; object: PdfObject }[] = []
  const links: { place: Place; number: number }[] = []

  const take = (place: Place, number: number): void => {
    const role = `${number} ${roleOf(place)}`
    if (seen.has(role)) return
    seen.add(role)
    const known = roles.get(number)
    if (known) known.push(place)
    else roles.set(number, [place])
    const object = objectOf(document, number)
    if (isUnreadable(document, number)) unreadable.set(number, place)
    waiting.push({ place, object })
    // The stream that holds the object decides what it says.
    const entry = document.entries.get(number)
    if (entry?.kind === 'compressed') take(containerPlace(place), entry.container)
  }
  const enter = (place: Place, object: PdfObject): void => {
    // One kid stands for a list of one.
    if (place.kind === 'structure-kids' && !isArray(document.resolve(object)))
      enter(placeUnder(place, '0', object, document), object)
    else if (isReference(object)) {
      const isList = place.kind === 'link-list' && isArray(document.resolve(object))
      if (place.targets.length > 0 && !isList) links.push({ place, number: object.number })
      else take(place, object.number)
    } else if (typeof object === 'object' && object !== null) waiting.push({ place, object })
  }
  const drain = (): void => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      document.budget.step()
      const { place, object } = next
      if (isReference(object)) enter(place, object)
      else if (isArray(object))
        object.items.forEach(
          (item, index) => holdsMore(item) && enter(placeUnder(place, `${index}`, item, document), item),
        )
      else {
        const dictionary = isStream(object) ? object.dictionary : object
        if (!isDictionary(dictionary)) continue
        for (const [key, value] of dictionary.entries)
          if (holdsMore(value)) enter(placeUnder(place, key, value, document), value)
      }
    }
  }
  const has = (number: number, ...kinds: readonly Kind[]): boolean =>
    (roles.get(number) ?? []).some((place) => kinds.includes(place.kind))

  enter(trailerPlace(), document.trailer)
  drain()
  // A link that does not lead to what it should lead to makes content of its target, and of all below it.
  for (let at = 0; at < links.length; at++) {
    const next = links[at]
    if (!next || has(next.number, ...next.place.targets)) continue
    // A destination may stand elsewhere: what its list leads to is linked still.
    const isList = next.place.kind !== 'link' && isArray(objectOf(document, next.number))
    take(isList ? next.place : { ...next.place, kind: 'content', targets: [] }, next.number)
    drain()
  }
  return { of: (number) => roles.get(number) ?? [], has, numbers: () => roles.keys(), unreadable }
}

function holdsMore(object: PdfObject): boolean {
  return typeof object === 'object' && object !== null && object.type !== 'name' && object.type !== 'string'
}
