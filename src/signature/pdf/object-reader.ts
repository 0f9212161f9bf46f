/** Objects by their numbers, as the tables of one view place them: read once, and every doubt reported. */
import type { AmbiguityCode } from './ambiguity.ts'
import { isDigit, isWhitespace } from './characters.ts'
import { createCompressedReader } from './compressed-objects.ts'
import type { Entry } from './cross-reference-section.ts'
import { decryptStrings } from './encryption/decrypt-strings.ts'
import { type IndirectObject, readIndirectObject } from './indirect-object.ts'
import { cursorAt, SyntaxFault } from './lexer.ts'
import type { ObjectReaderParts } from './object-reader-parts.ts'
import { isStream, type PdfObject, type PdfReference } from './objects.ts'
import { isCrossReference } from './stream-data.ts'

export interface ObjectReader {
  readonly unreadable: ReadonlyMap<number, AmbiguityCode>
  get(reference: PdfReference): PdfObject
  /** The object at an offset, as written: not decrypted, and nothing is reported. */
  at(offset: number): IndirectObject | undefined
  /** Reads without the cache; `plain`: an object whose strings are not encrypted. */
  forget(plain: number | undefined): void
}

export function createObjectReader(parts: ObjectReaderParts): ObjectReader {
  const { entries, sections, report } = parts
  const objects = new Map<number, PdfObject>()
  const unreadable = new Map<number, AmbiguityCode>()
  const inProgress = new Set<number>()
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
    if (entry.kind === 'compressed') {
      const place = Math.max(definedAt(number), definedAt(entry.container))
      const found = readCompressed({ number, entry, place })
      return 'fault' in found ? refuse(number, found.fault, place) : found.value
    }
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

  const readCompressed = createCompressedReader(parts, (container) =>
    get({ type: 'reference', number: container, generation: 0 }),
  )

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
    if (object && !standsAt(bytes, offset, object.start)) {
      clean = false
      report('object-not-at-its-offset', definedAt(number), number)
    }
    // A stream's extent depends on the view (its length may be an object), and doubts belong to the view that meets
    // them.
    if (object && !isStream(object.value) && clean) shared?.set(offset, object)
    return object
  } catch (fault) {
    if (!(fault instanceof SyntaxFault)) throw fault
    return 'unreadable'
  }
}

/** Before the header nothing but white space; and the offset does not lead into the middle of a longer number. */
function standsAt(bytes: Uint8Array, offset: number, start: number): boolean {
  return bytes.subarray(offset, start).every(isWhitespace) && !isDigit(bytes[start - 1])
}
