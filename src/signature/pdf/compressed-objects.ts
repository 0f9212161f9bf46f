/** Objects inside object streams, by number: each container is decoded once. */
import type { AmbiguityCode } from './ambiguity.ts'
import type { Entry } from './cross-reference-section.ts'
import { type OpenedContainer, readObjectStream } from './object-stream.ts'
import type { ObjectReaderParts } from './object-reader-parts.ts'
import {
  isArray,
  isDictionary,
  isReference,
  isStream,
  type PdfDictionary,
  type PdfObject,
  type PdfStream,
} from './objects.ts'

type CompressedEntry = Extract<Entry, { kind: 'compressed' }>

export interface CompressedPlace {
  /** Offset from which doubts about the object count. */
  readonly place: number
  readonly number: number
  readonly entry: CompressedEntry
}

/** The object, or why there is none. `open` reads the container itself. */
export function createCompressedReader(
  parts: ObjectReaderParts,
  open: (container: number) => PdfObject,
): (wanted: CompressedPlace) => { readonly value: PdfObject } | { readonly fault: AmbiguityCode } {
  const containers = new Map<number, OpenedContainer | undefined>()
  const containerOf = (number: number): OpenedContainer | undefined => {
    if (!containers.has(number)) {
      // A container inside a container is forbidden, and would loop.
      const stream = parts.entries.get(number)?.kind === 'offset' ? open(number) : null
      containers.set(number, isStream(stream) ? opened(number, stream) : undefined)
    }
    return containers.get(number)
  }
  const opened = (number: number, stream: PdfStream): OpenedContainer | undefined => {
    const isSame = isSameInEveryView(stream) && parts.handler() === undefined
    const known = isSame ? parts.containers.get(stream.start) : undefined
    if (known) return known
    const data = parts.decodedBytes(stream)
    let clean = true
    const read =
      data &&
      readObjectStream(data, resolvedHeader(stream.dictionary, parts.resolve), parts.budget, (code) => {
        clean = false
        parts.report(code, stream.start, number)
      })
    const container = read && { stream: read, values: new Map<number, PdfObject>() }
    if (container && isSame && clean) parts.containers.set(stream.start, container)
    return container
  }
  return ({ number, entry, place }) => {
    const container = containerOf(entry.container)
    if (!container) return { fault: 'object-stream-unreadable' }
    // Some readers go by the index, some by the number, some by neither.
    if (container.stream.numberAt(entry.index) !== number) return { fault: 'object-not-at-its-offset' }
    const known = container.values.get(entry.index)
    if (known !== undefined) return { value: known }
    let clean = true
    const value = container.stream.objectAt(entry.index, (code) => {
      clean = false
      parts.report(code, place, number)
    })
    if (clean && value !== 'unreadable') container.values.set(entry.index, value)
    return value === 'unreadable' ? { fault: 'object-unreadable' } : { value }
  }
}

/** Its extent is settled, and nothing about it is an object of its own, which another revision might replace. */
function isSameInEveryView({ dictionary, extentUnclear }: PdfStream): boolean {
  const isDirect = (object: PdfObject): boolean => {
    if (isReference(object)) return false
    if (isArray(object)) return object.items.every(isDirect)
    return !isDictionary(object) || [...object.entries.values()].every(isDirect)
  }
  return !extentUnclear && isDirect(dictionary)
}

/** The dictionary of an object stream with its numbers in place: they may be objects of their own. */
function resolvedHeader(dictionary: PdfDictionary, resolve: ObjectReaderParts['resolve']): PdfDictionary {
  const keys = ['Type', 'N', 'First']
  return { ...dictionary, entries: new Map(keys.map((key) => [key, resolve(dictionary.entries.get(key))])) }
}
