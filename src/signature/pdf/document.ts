/**
 * A PDF as a reader sees it that is given the first `end` bytes of a file. The revision that a signature covers is
 * opened in the same way as the whole file: by its own last `startxref` and the chain from there.
 */
import type { Ambiguity, AmbiguityCode, Unsoundness } from './ambiguity.ts'
import { type Budget, LimitExceeded } from './budget.ts'
import { readChain } from './chain.ts'
import type { CrossReferenceSection, Entry } from './cross-reference-section.ts'
import { type SecurityHandler, securityHandler } from './encryption/security-handler.ts'
import { decodeStream } from './filters/decode.ts'
import type { IndirectObject } from './indirect-object.ts'
import { createObjectReader } from './object-reader.ts'
import {
  isArray,
  isDictionary,
  isName,
  isReference,
  isStream,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
  type PdfStream,
} from './objects.ts'
import { lastStartXref } from './start-of-cross-reference.ts'

export type { Ambiguity } from './ambiguity.ts'

export interface PdfDocument {
  readonly bytes: Uint8Array
  readonly end: number
  /** Octets before the header. */
  readonly header: number
  /** Newest first. */
  readonly sections: readonly CrossReferenceSection[]
  readonly trailer: PdfDictionary
  /** What each object number means now: the newest section that names it. */
  readonly entries: ReadonlyMap<number, Entry>
  readonly security: SecurityHandler | undefined
  /** Encrypted, and the password does not open it: strings and streams are cipher text, object streams unreadable. */
  readonly locked: boolean
  /** What is not as the standard says, collected while reading: stable codes. */
  readonly oddities: ReadonlySet<string>
  /**
   * Places that readers take in different ways, by the offset from which they count: what is harmless in what was
   * signed is not harmless in what was added. Grows while objects are read and streams decoded.
   */
  readonly ambiguities: readonly Ambiguity[]
  /** Objects that could not be read cleanly, with the reason; `get` answers null for them. */
  readonly unreadable: ReadonlyMap<number, AmbiguityCode>
  readonly budget: Budget
  /** Adds an ambiguity that shows where objects are put together. */
  report(code: AmbiguityCode, offset: number, object?: number): void
  /** The object whose header stands at an offset, whatever the tables say; undefined where there is none. */
  objectAt(offset: number): IndirectObject | undefined
  /** The object of a reference; null where the entry is free or absent, or something else stands there (7.3.10). */
  get(reference: PdfReference): PdfObject
  /** Follows references (bounded) to a direct object. */
  resolve(object: PdfObject | undefined): PdfObject
  /** Value of a dictionary or stream key, resolved. */
  entry(holder: PdfObject | undefined, key: string): PdfObject
  /** Encoded bytes of a stream after decryption. */
  encodedBytes(stream: PdfStream): Uint8Array
  /**
   * Decoded bytes. Undefined for whatever is not clean and complete: data that break off, parameters that readers take
   * in different ways, an extent that is not settled, a locked file; and for pictures, which stay encoded.
   */
  decodedBytes(stream: PdfStream): Uint8Array | undefined
}

type OpenFault = 'no-header' | 'no-start-of-cross-reference' | 'cross-reference-unreadable' | 'no-catalog'

export interface OpenOptions {
  readonly budget: Budget
  readonly password?: string
  /** Length of the part that is read; the whole by default. */
  readonly end?: number
  /** What views of the same bytes share: each object and section is read once, however many revisions are opened. */
  readonly shared?: SharedReading
}

/** By offset. */
export interface SharedReading {
  readonly objects: Map<number, IndirectObject>
  readonly sections: Map<number, CrossReferenceSection>
}

export function createSharedReading(): SharedReading {
  return { objects: new Map(), sections: new Map() }
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
  const chain = readChain(bytes, start.offset, header, end, options.budget, options.shared?.sections)
  if (!chain) return { ok: false, fault: 'cross-reference-unreadable' }
  return assemble(bytes, end, chain.sections, options, {
    oddities: start.strict ? [] : ['end-of-file-marker'],
    ambiguities: chain.ambiguities,
  })
}

interface OpeningFindings {
  readonly oddities: readonly string[]
  readonly ambiguities: readonly Ambiguity[]
}

/** Builds a document from sections that were read, or rebuilt by searching (see `recovery.ts`). */
export function assemble(
  bytes: Uint8Array,
  end: number,
  sections: readonly CrossReferenceSection[],
  options: OpenOptions,
  findings: OpeningFindings = { oddities: [], ambiguities: [] },
): Opened {
  if (!sections[0]) return { ok: false, fault: 'cross-reference-unreadable' }
  const document = createDocument(bytes, end, sections, options, findings)
  return isDictionary(document.entry(document.trailer, 'Root'))
    ? { ok: true, document }
    : { ok: false, fault: 'no-catalog' }
}

export function headerOffset(bytes: Uint8Array, end: number): number | undefined {
  const index = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(end, 1024 + 5)).indexOf('%PDF-', 0, 'latin1')
  return index < 0 ? undefined : index
}

/** What each number means: the newest section that names it. */
function joinedEntries(sections: readonly CrossReferenceSection[]): Map<number, Entry> {
  const entries = new Map<number, Entry>()
  for (const section of sections)
    for (const [number, entry] of section.entries) if (!entries.has(number)) entries.set(number, entry)
  return entries
}

/** What the tables themselves leave open. */
function ambiguitiesOfSections(sections: readonly CrossReferenceSection[]): Ambiguity[] {
  return sections.flatMap((section, index) => {
    // Hidden from readers that know only tables: an object that an earlier revision showed them.
    const hidden = (section.freedInTable ?? []).some((number) =>
      sections.slice(index + 1).some((earlier) => (earlier.entries.get(number)?.kind ?? 'free') !== 'free'),
    )
    const size = section.trailer.entries.get('Size')
    const beyond = [...section.entries].some(
      ([number, entry]) => entry.kind !== 'free' && typeof size === 'number' && number >= size,
    )
    const codes: AmbiguityCode[] = [
      ...section.ambiguities,
      ...(hidden ? (['hidden-entry-differs'] as const) : []),
      ...(beyond ? (['number-beyond-size'] as const) : []),
    ]
    return codes.map((code) => ({ code, offset: section.offset }))
  })
}

/** Parts of the document that need each other: the reader asks for lengths and decoded containers. */
function createDocument(
  bytes: Uint8Array,
  end: number,
  sections: readonly CrossReferenceSection[],
  options: OpenOptions,
  findings: OpeningFindings,
): PdfDocument {
  const { budget } = options
  const trailer = sections[0]?.trailer ?? { type: 'dictionary', entries: new Map(), duplicates: [] }
  const entries = joinedEntries(sections)
  const header = headerOffset(bytes, end) ?? 0
  const ambiguities: Ambiguity[] = [...findings.ambiguities, ...ambiguitiesOfSections(sections)]
  const known = new Set(ambiguities.map(({ code, offset }) => `${code} ${String(offset)}`))
  const oddities = new Set<string>([
    ...findings.oddities,
    ...sections.flatMap((section): readonly Unsoundness[] => section.oddities),
    ...ambiguities.map(({ code }) => code),
  ])
  /** Each place once for each code, however often it is met. */
  const report = (code: AmbiguityCode, offset: number, object?: number) => {
    const key = `${code} ${String(offset)}`
    if (known.has(key)) return
    known.add(key)
    oddities.add(code)
    ambiguities.push({ code, offset, ...(object === undefined ? {} : { object }) })
  }
  // The key is found by reading objects that are not encrypted; until then there is no handler.
  const protection: { handler?: SecurityHandler } = {}
  const resolve = (object: PdfObject | undefined): PdfObject => {
    let value: PdfObject = object ?? null
    for (let hops = 0; isReference(value); hops++) {
      if (hops > 32) throw new LimitExceeded('depth')
      value = reader.get(value)
    }
    return value
  }
  const encodedBytes = (stream: PdfStream): Uint8Array => {
    const raw = stream.source.subarray(stream.start, stream.start + stream.length)
    const { handler } = protection
    if (handler?.open !== true || isCrossReference(stream) || usesIdentityCrypt(stream, resolve)) return raw
    if (!handler.encryptMetadata && isName(resolve(stream.dictionary.entries.get('Type')), 'Metadata')) return raw
    const plain = handler.decryptStream(raw, stream.number, stream.generation)
    if (!plain.clean) report('cipher-text', stream.start, stream.number)
    return plain.bytes
  }
  const decodedBytes = (stream: PdfStream): Uint8Array | undefined => {
    if (document.locked && !isCrossReference(stream) && protection.handler?.method !== 'identity') return undefined
    // What was decoded cleanly in one view is so in every other; a doubt must be reported to each view that meets it.
    let clean = !stream.extentUnclear
    const data = decodeStream(encodedBytes(stream), stream.dictionary, resolve, budget, (code) => {
      clean = false
      report(code, stream.start, stream.number)
    })
    return clean ? data : undefined
  }
  const reader = createObjectReader({
    bytes,
    end,
    header,
    sections,
    entries,
    budget,
    shared: options.shared?.objects,
    report,
    resolve,
    decodedBytes,
    handler: () => protection.handler,
  })

  const encrypt = trailer.entries.get('Encrypt')
  const encryption = resolve(encrypt)
  if (isDictionary(encryption)) {
    protection.handler = securityHandler(encryption, trailer.entries.get('ID'), options.password ?? '', resolve)
    // Objects read on the way to the key were read without it; the dictionary of the key itself is never encrypted.
    reader.forget(isReference(encrypt) ? encrypt.number : undefined)
  }
  const security = protection.handler
  const document: PdfDocument = {
    bytes,
    end,
    header,
    sections,
    trailer,
    entries,
    security,
    locked: security !== undefined && !security.open,
    oddities,
    ambiguities,
    unreadable: reader.unreadable,
    budget,
    report,
    get: reader.get,
    objectAt: reader.at,
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

function usesIdentityCrypt(stream: PdfStream, resolve: (object: PdfObject | undefined) => PdfObject): boolean {
  const filter = resolve(stream.dictionary.entries.get('Filter'))
  return isName(isArray(filter) ? resolve(filter.items[0]) : filter, 'Crypt')
}
