/**
 * A PDF as a reader sees it that is given the first `end` bytes of a file. The revision that a signature covers is
 * opened in the same way as the whole file: by its own last `startxref` and the chain from there.
 */
import { type Budget, LimitExceeded } from './budget.ts'
import { type CrossReferenceSection, type Entry, lastStartXref, readSection } from './cross-reference.ts'
import { decryptStrings } from './encryption/decrypt-strings.ts'
import { type SecurityHandler, securityHandler } from './encryption/security-handler.ts'
import { decodeStream } from './filters/decode.ts'
import { type IndirectObject, readIndirectObject } from './indirect-object.ts'
import { cursorAt, SyntaxFault } from './lexer.ts'
import {
  isDictionary,
  isName,
  isReference,
  isStream,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
  type PdfStream,
} from './objects.ts'
import { type ObjectStream, readObjectStream } from './object-stream.ts'

export interface Ambiguity {
  readonly code: string
  /** Offset of the object or section; for an entry that leads nowhere, of the section that makes it. */
  readonly offset: number
}

/** Oddities of a section that let two readers see two documents. */
const ambiguousInSection = new Set(['duplicate-entry', 'hidden-entry-differs', 'duplicate-key', 'stream-length'])

export interface PdfDocument {
  readonly bytes: Uint8Array
  readonly end: number
  /** Newest first. */
  readonly sections: readonly CrossReferenceSection[]
  readonly trailer: PdfDictionary
  /** What each object number means now: the newest section that names it. */
  readonly entries: ReadonlyMap<number, Entry>
  readonly security: SecurityHandler | undefined
  /** Encrypted, and the password does not open it: strings and streams are cipher text, object streams unreadable. */
  readonly locked: boolean
  /** What is not as the standard says, collected while reading: stable codes. */
  readonly oddities: Set<string>
  /**
   * Places that readers take in different ways, by the offset from which they count: what is harmless in what was
   * signed is not harmless in what was added.
   */
  readonly ambiguities: readonly Ambiguity[]
  readonly budget: Budget
  /** The object of a reference; null where the entry is free or absent, or something else stands there (7.3.10). */
  get(reference: PdfReference): PdfObject
  /** Follows references (bounded) to a direct object. */
  resolve(object: PdfObject | undefined): PdfObject
  /** Value of a dictionary or stream key, resolved. */
  entry(holder: PdfObject | undefined, key: string): PdfObject
  /** Encoded bytes of a stream after decryption. */
  encodedBytes(stream: PdfStream): Uint8Array
  /** Decoded bytes; undefined for a filter not known here, or a locked file. */
  decodedBytes(stream: PdfStream): Uint8Array | undefined
}

type OpenFault = 'no-header' | 'no-start-of-cross-reference' | 'cross-reference-unreadable' | 'no-catalog'

export interface OpenOptions {
  readonly budget: Budget
  readonly password?: string
  /** Length of the part that is read; the whole by default. */
  readonly end?: number
  /**
   * Objects by offset that views of the same bytes share: an object is read once, however many revisions are opened.
   */
  readonly shared?: Map<number, IndirectObject>
}

export type Opened =
  { readonly ok: true; readonly document: PdfDocument } | { readonly ok: false; readonly fault: OpenFault }

/**
 * Opens the document at its last `startxref`. Never throws for what the file contains; `LimitExceeded` for what it
 * costs.
 */
export function openDocument(bytes: Uint8Array, options: OpenOptions): Opened {
  const end = options.end ?? bytes.length
  const header = headerOffset(bytes, end)
  if (header === undefined) return { ok: false, fault: 'no-header' }
  const start = lastStartXref(bytes, end)
  if (!start) return { ok: false, fault: 'no-start-of-cross-reference' }
  const oddities = new Set<string>()
  if (!start.strict) oddities.add('end-of-file-marker')
  const chain = readChain(bytes, start.offset, header, end, options.budget, oddities)
  if (!chain) return { ok: false, fault: 'cross-reference-unreadable' }
  return assemble(bytes, end, chain, oddities, options)
}

/** Builds a document from sections that were read, or rebuilt by searching (see `recovery.ts`). */
export function assemble(
  bytes: Uint8Array,
  end: number,
  sections: readonly CrossReferenceSection[],
  oddities: Set<string>,
  options: OpenOptions,
): Opened {
  const trailer = sections[0]?.trailer
  if (!trailer) return { ok: false, fault: 'cross-reference-unreadable' }
  const entries = new Map<number, Entry>()
  for (const section of sections) {
    for (const [number, entry] of section.entries) if (!entries.has(number)) entries.set(number, entry)
    for (const oddity of section.oddities) oddities.add(oddity)
  }
  const document = createDocument(bytes, end, sections, trailer, entries, oddities, options)
  return isDictionary(document.entry(trailer, 'Root')) ? { ok: true, document } : { ok: false, fault: 'no-catalog' }
}

export function headerOffset(bytes: Uint8Array, end: number): number | undefined {
  const index = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(end, 1024 + 5)).indexOf('%PDF-', 0, 'latin1')
  return index < 0 ? undefined : index
}

function readChain(
  bytes: Uint8Array,
  startOffset: number,
  header: number,
  end: number,
  budget: Budget,
  oddities: Set<string>,
): CrossReferenceSection[] | undefined {
  const sections: CrossReferenceSection[] = []
  const seen = new Set<number>()
  let offset: number | undefined = startOffset
  while (offset !== undefined) {
    if (seen.has(offset)) {
      oddities.add('cross-reference-loop')
      break
    }
    seen.add(offset)
    // Bytes before the header: some writers count from the header, others from the start of the file.
    const section: CrossReferenceSection | undefined =
      readSection(bytes, offset, end, budget) ??
      (header > 0 ? readSection(bytes, offset + header, end, budget) : undefined)
    if (!section) {
      if (sections.length === 0) return undefined
      oddities.add('earlier-cross-reference-unreadable')
      break
    }
    sections.push(section)
    const previous = section.trailer.entries.get('Prev')
    offset = typeof previous === 'number' && previous > 0 ? previous : undefined
  }
  return sections
}

function createDocument(
  bytes: Uint8Array,
  end: number,
  sections: readonly CrossReferenceSection[],
  trailer: PdfDictionary,
  entries: ReadonlyMap<number, Entry>,
  oddities: Set<string>,
  options: OpenOptions,
): PdfDocument {
  const { budget } = options
  const header = headerOffset(bytes, end) ?? 0
  const ambiguities: Ambiguity[] = sections.flatMap((section, index) => {
    // Hidden from readers that know only tables: an object that an earlier revision showed them.
    const hidden = (section.freedInTable ?? []).some((number) =>
      sections.slice(index + 1).some((earlier) => (earlier.entries.get(number)?.kind ?? 'free') !== 'free'),
    )
    return [
      ...section.oddities.filter((code) => ambiguousInSection.has(code)),
      ...(hidden ? ['hidden-entry-differs'] : []),
    ].map((code) => ({ code, offset: section.offset }))
  })
  const definedAt = (number: number) => sections.find((section) => section.entries.has(number))?.offset ?? 0
  const objects = new Map<number, PdfObject>()
  const containers = new Map<number, ObjectStream | undefined>()
  const inProgress = new Set<number>()
  // The key is found by reading objects that are not encrypted; until then there is no handler.
  const protection: { handler?: SecurityHandler } = {}

  const read = (number: number, generation: number): PdfObject => {
    const entry = entries.get(number)
    if (!entry || entry.kind === 'free') return null
    if (entry.kind === 'compressed') return readCompressed(number, entry)
    if (entry.generation !== generation) {
      noteGeneration(number)
      return null
    }
    const object = readAt(entry.offset) ?? (header > 0 ? readAt(entry.offset + header) : undefined)
    if (object?.number !== number) {
      oddities.add('object-not-at-its-offset')
      ambiguities.push({ code: 'object-not-at-its-offset', offset: definedAt(number) })
      return null
    }
    const { handler } = protection
    return handler?.open === true && !isCrossReference(object.value)
      ? decryptStrings(object.value, handler, number, object.generation)
      : object.value
  }
  const otherGenerations = new Set<number>()
  /** Some readers look at the number alone. */
  const noteGeneration = (number: number) => {
    if (!otherGenerations.has(number)) ambiguities.push({ code: 'generation-differs', offset: definedAt(number) })
    otherGenerations.add(number)
  }
  const readAt = (offset: number) => {
    if (offset < 0 || offset >= end) return undefined
    const shared = options.shared?.get(offset)
    if (shared && shared.end <= end) return shared
    const doubts = ambiguities.length
    // A length that stands elsewhere may be of a later revision than the stream.
    let measured = offset
    try {
      const length = (reference: PdfReference) => {
        measured = Math.max(offset, definedAt(reference.number))
        const value = resolve(reference)
        return typeof value === 'number' ? value : undefined
      }
      const object = readIndirectObject(
        cursorAt(bytes, offset, end, budget, () => ambiguities.push({ code: 'duplicate-key', offset })),
        length,
      )
      if (object && isStream(object.value) && object.value.lengthRepaired) {
        oddities.add('stream-length')
        ambiguities.push({ code: 'stream-length', offset: measured })
      }
      // A stream's extent depends on the view (its length may be an object), and doubts belong to the view that meets
      // them.
      if (object && !isStream(object.value) && ambiguities.length === doubts) options.shared?.set(offset, object)
      return object
    } catch (fault) {
      if (!(fault instanceof SyntaxFault)) throw fault
      oddities.add('object-unreadable')
      ambiguities.push({ code: 'object-unreadable', offset })
      return undefined
    }
  }
  const readCompressed = (number: number, entry: Extract<Entry, { kind: 'compressed' }>): PdfObject => {
    let container = containers.get(entry.container)
    if (!containers.has(entry.container)) {
      // A container inside a container is forbidden, and would loop.
      const stream =
        entries.get(entry.container)?.kind === 'offset'
          ? get({ type: 'reference', number: entry.container, generation: 0 })
          : null
      const data = isStream(stream) ? decodedBytes(stream) : undefined
      container =
        data && isStream(stream)
          ? readObjectStream(data, withDirectNumbers(stream.dictionary), budget, () =>
              ambiguities.push({ code: 'duplicate-key', offset: stream.start }),
            )
          : undefined
      if (!container) oddities.add('object-stream-unreadable')
      containers.set(entry.container, container)
    }
    const place = Math.max(definedAt(number), definedAt(entry.container))
    if (!container || container.numberAt(entry.index) !== number) {
      // Some readers go by the index, some by the number, some by neither.
      ambiguities.push({ code: 'object-not-at-its-offset', offset: place })
      return null
    }
    return container.objectAt(entry.index, () => ambiguities.push({ code: 'object-unreadable', offset: place }))
  }
  const withDirectNumbers = (dictionary: PdfDictionary): PdfDictionary => ({
    ...dictionary,
    entries: new Map([
      ['N', resolve(dictionary.entries.get('N'))],
      ['First', resolve(dictionary.entries.get('First'))],
    ]),
  })
  const get = (reference: PdfReference): PdfObject => {
    const known = objects.get(reference.number)
    const entry = entries.get(reference.number)
    const differs = entry?.kind === 'offset' && entry.generation !== reference.generation
    // Asked for in the right way before or not: the doubt is the same.
    if (known !== undefined && differs) noteGeneration(reference.number)
    if (known !== undefined) return differs ? null : known
    if (inProgress.has(reference.number)) return null
    inProgress.add(reference.number)
    const value = read(reference.number, reference.generation)
    inProgress.delete(reference.number)
    if (!differs) objects.set(reference.number, value)
    return value
  }
  const resolve = (object: PdfObject | undefined): PdfObject => {
    let value: PdfObject = object ?? null
    for (let hops = 0; isReference(value); hops++) {
      if (hops > 32) throw new LimitExceeded('depth')
      value = get(value)
    }
    return value
  }
  const encodedBytes = (stream: PdfStream): Uint8Array => {
    const raw = stream.source.subarray(stream.start, stream.start + stream.length)
    const { handler } = protection
    if (handler?.open !== true || isCrossReference(stream) || usesIdentityCrypt(stream)) return raw
    if (!handler.encryptMetadata && isName(resolve(stream.dictionary.entries.get('Type')), 'Metadata')) return raw
    return handler.decryptStream(raw, stream.number, stream.generation)
  }
  const usesIdentityCrypt = (stream: PdfStream): boolean => {
    const filter = resolve(stream.dictionary.entries.get('Filter'))
    return (
      isName(filter, 'Crypt') ||
      (typeof filter === 'object' && filter?.type === 'array' && isName(resolve(filter.items[0]), 'Crypt'))
    )
  }
  const decodedBytes = (stream: PdfStream): Uint8Array | undefined =>
    document.locked && !isCrossReference(stream) && protection.handler?.method !== 'identity'
      ? undefined
      : decodeStream(encodedBytes(stream), stream.dictionary, resolve, budget)

  const encrypt = resolve(trailer.entries.get('Encrypt'))
  const security = isDictionary(encrypt)
    ? securityHandler(encrypt, trailer.entries.get('ID'), options.password ?? '', resolve)
    : undefined
  if (security) {
    protection.handler = security
    // Objects read on the way to the key were read without it.
    objects.clear()
  }
  const document: PdfDocument = {
    bytes,
    end,
    sections,
    trailer,
    entries,
    security,
    locked: security !== undefined && !security.open,
    oddities,
    ambiguities,
    budget,
    get,
    resolve,
    encodedBytes,
    decodedBytes,
    entry(holder, key) {
      const resolved = isReference(holder) ? resolve(holder) : holder
      if (isDictionary(resolved)) return resolve(resolved.entries.get(key))
      return isStream(resolved) ? resolve(resolved.dictionary.entries.get(key)) : null
    },
  }
  return document
}

function isCrossReference(object: PdfObject): boolean {
  return isStream(object) && isName(object.dictionary.entries.get('Type'), 'XRef')
}
