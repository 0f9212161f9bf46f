/** Objects inside object streams, by number: each container is decoded once. */
import type { AmbiguityCode } from './ambiguity.ts'
import type { Entry } from './cross-reference-section.ts'
import { type ObjectStream, readObjectStream } from './object-stream.ts'
import type { ObjectReaderParts } from './object-reader-parts.ts'
import { isStream, type PdfDictionary, type PdfObject } from './objects.ts'

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
  const containers = new Map<number, ObjectStream | undefined>()
  const containerOf = (number: number): ObjectStream | undefined => {
    if (containers.has(number)) return containers.get(number)
    // A container inside a container is forbidden, and would loop.
    const stream = parts.entries.get(number)?.kind === 'offset' ? open(number) : null
    const data = isStream(stream) ? parts.decodedBytes(stream) : undefined
    const container =
      data && isStream(stream)
        ? readObjectStream(data, resolvedHeader(stream.dictionary, parts.resolve), parts.budget, (code) => {
            parts.report(code, stream.start, number)
          })
        : undefined
    containers.set(number, container)
    return container
  }
  return ({ number, entry, place }) => {
    const container = containerOf(entry.container)
    if (!container) return { fault: 'object-stream-unreadable' }
    // Some readers go by the index, some by the number, some by neither.
    if (container.numberAt(entry.index) !== number) return { fault: 'object-not-at-its-offset' }
    const value = container.objectAt(entry.index, (code) => {
      parts.report(code, place, number)
    })
    return value === 'unreadable' ? { fault: 'object-unreadable' } : { value }
  }
}

/** The dictionary of an object stream with its numbers in place: they may be objects of their own. */
function resolvedHeader(dictionary: PdfDictionary, resolve: ObjectReaderParts['resolve']): PdfDictionary {
  const keys = ['Type', 'N', 'First']
  return { ...dictionary, entries: new Map(keys.map((key) => [key, resolve(dictionary.entries.get(key))])) }
}
