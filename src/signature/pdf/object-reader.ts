/** Objects by their numbers, as the tables of one view place them: read once, and every doubt reported. */
import type { AmbiguityCode } from './ambiguity.ts'
import type { Budget } from './budget.ts'
import type { CrossReferenceSection, Entry } from './cross-reference-section.ts'
import { decryptStrings } from './encryption/decrypt-strings.ts'
import type { SecurityHandler } from './encryption/security-handler.ts'
import { type IndirectObject, readIndirectObject } from './indirect-object.ts'
import { cursorAt, SyntaxFault } from './lexer.ts'
import { type ObjectStream, readObjectStream } from './object-stream.ts'
import { isName, isStream, type PdfDictionary, type PdfObject, type PdfReference, type PdfStream } from './objects.ts'

export interface ObjectReader {
  readonly unreadable: ReadonlyMap<number, AmbiguityCode>
  get(reference: PdfReference): PdfObject
  /** The object at an offset, as written: not decrypted, and nothing is reported. */
  at(offset: number): IndirectObject | undefined
  /** Reads everything anew; `plain`: an object whose strings are not encrypted. */
  forget(plain: number | undefined): void
}

export interface ObjectReaderParts {
  readonly bytes: Uint8Array
  readonly end: number
  readonly header: number
  readonly sections: readonly CrossReferenceSection[]
  readonly entries: ReadonlyMap<number, Entry>
  readonly budget: Budget
  readonly shared: Map<number, IndirectObject> | undefined
  readonly report: (code: AmbiguityCode, offset: number, object?: number) => void
  readonly resolve: (object: PdfObject | undefined) => PdfObject
  readonly decodedBytes: (stream: PdfStream) => Uint8Array | undefined
  readonly handler: () => SecurityHandler | undefined
}

export function createObjectReader(parts: ObjectReaderParts): ObjectReader {
  const { entries, sections, report } = parts
  const objects = new Map<number, PdfObject>()
  const unreadable = new Map<number, AmbiguityCode>()
  const inProgress = new Set<number>()
  const containers = new Map<number, ObjectStream | undefined>()
  let plainNumber: number | undefined
  /** Offset of the section that places an object. */
  const definedAt = (number: number) => sections.find((section) => section.entries.has(number))?.offset ?? 0

  const refuse = (number: number, code: AmbiguityCode, offset: number): null => {
    unreadable.set(number, code)
    report(code, offset, number)
    return null
  }

  const read = (number: number, entry: Entry | undefined): PdfObject => {
    if (!entry || entry.kind === 'free') return null
    if (entry.kind === 'compressed') return readCompressed(number, entry)
    const object = readAtEither(parts, number, entry.offset, definedAt)
    if (object === 'unreadable') return refuse(number, 'object-unreadable', Math.max(entry.offset, 0))
    if (object?.number !== number) return refuse(number, 'object-not-at-its-offset', definedAt(number))
    if (object.generation !== entry.generation) return refuse(number, 'generation-differs', definedAt(number))
    const handler = parts.handler()
    if (handler?.open !== true || number === plainNumber || isCrossReference(object.value)) return object.value
    return decryptStrings(object.value, handler, number, object.generation, () => {
      report('cipher-text', object.start, number)
    })
  }

  const containerOf = (number: number): ObjectStream | undefined => {
    if (containers.has(number)) return containers.get(number)
    // A container inside a container is forbidden, and would loop.
    const stream = entries.get(number)?.kind === 'offset' ? get({ type: 'reference', number, generation: 0 }) : null
    const data = isStream(stream) ? parts.decodedBytes(stream) : undefined
    const container =
      data && isStream(stream)
        ? readObjectStream(data, resolvedHeader(stream.dictionary, parts.resolve), parts.budget, (code) => {
            report(code, stream.start, number)
          })
        : undefined
    containers.set(number, container)
    return container
  }

  const readCompressed = (number: number, entry: Extract<Entry, { kind: 'compressed' }>): PdfObject => {
    const container = containerOf(entry.container)
    const place = Math.max(definedAt(number), definedAt(entry.container))
    if (!container) return refuse(number, 'object-stream-unreadable', place)
    // Some readers go by the index, some by the number, some by neither.
    if (container.numberAt(entry.index) !== number) return refuse(number, 'object-not-at-its-offset', place)
    const value = container.objectAt(entry.index, (code) => {
      report(code, place, number)
    })
    return value === 'unreadable' ? refuse(number, 'object-unreadable', place) : value
  }

  const get = ({ number, generation }: PdfReference): PdfObject => {
    const entry = entries.get(number)
    const stated = entry?.kind === 'offset' ? entry.generation : 0
    // Some readers look at the number alone.
    if (entry && entry.kind !== 'free' && stated !== generation) {
      report('generation-differs', definedAt(number), number)
      return null
    }
    const known = objects.get(number)
    if (known !== undefined) return known
    if (inProgress.has(number)) {
      report('reference-loop', definedAt(number), number)
      return null
    }
    inProgress.add(number)
    try {
      const value = read(number, entry)
      objects.set(number, value)
      return value
    } finally {
      inProgress.delete(number)
    }
  }
  return {
    unreadable,
    get,
    at(offset) {
      const object = readAt({ ...parts, report: () => undefined }, 0, offset, definedAt)
      return object === 'unreadable' ? undefined : object
    },
    forget(plain) {
      plainNumber = plain
      objects.clear()
    },
  }
}

/** The object at an offset, counted from the first octet or from the header of the file. */
function readAtEither(
  parts: ObjectReaderParts,
  number: number,
  offset: number,
  definedAt: (number: number) => number,
): IndirectObject | 'unreadable' | undefined {
  const fromStart = readAt(parts, number, offset, definedAt)
  if (parts.header === 0) return fromStart
  const fromHeader = readAt(parts, number, offset + parts.header, definedAt)
  const fits = (found: typeof fromStart): found is IndirectObject =>
    typeof found === 'object' && found.number === number
  if (fits(fromStart) && fits(fromHeader) && fromStart.start !== fromHeader.start)
    parts.report('bytes-before-header', fromStart.start, number)
  return fits(fromHeader) && !fits(fromStart) ? fromHeader : fromStart
}

function readAt(
  { bytes, end, budget, shared, report, resolve }: ObjectReaderParts,
  number: number,
  offset: number,
  definedAt: (number: number) => number,
): IndirectObject | 'unreadable' | undefined {
  if (offset < 0 || offset >= end) return undefined
  const known = shared?.get(offset)
  if (known && known.end <= end) return known
  let clean = true
  // A length that stands elsewhere may be of a later revision than the stream.
  let measured = offset
  const lengthOf = (reference: PdfReference) => {
    measured = Math.max(offset, definedAt(reference.number))
    const value = resolve(reference)
    return typeof value === 'number' ? value : undefined
  }
  try {
    const cursor = cursorAt(bytes, offset, end, budget, (code) => {
      clean = false
      report(code, code === 'stream-length' ? measured : offset, number)
    })
    const object = readIndirectObject(cursor, lengthOf)
    // A stream's extent depends on the view (its length may be an object), and doubts belong to the view that meets
    // them.
    if (object && !isStream(object.value) && clean) shared?.set(offset, object)
    return object
  } catch (fault) {
    if (!(fault instanceof SyntaxFault)) throw fault
    return 'unreadable'
  }
}

/** The dictionary of an object stream with its numbers in place: they may be objects of their own. */
function resolvedHeader(dictionary: PdfDictionary, resolve: ObjectReaderParts['resolve']): PdfDictionary {
  const keys = ['Type', 'N', 'First']
  return { ...dictionary, entries: new Map(keys.map((key) => [key, resolve(dictionary.entries.get(key))])) }
}

function isCrossReference(object: PdfObject): boolean {
  return isStream(object) && isName(object.dictionary.entries.get('Type'), 'XRef')
}
