/**
 * A PDF as a reader sees it that is given the first `end` bytes of a file. The revision that a signature covers is
 * opened in the same way as the whole file: by its own last `startxref` and the chain from there.
 */
import type { Ambiguity, AmbiguityCode } from './ambiguity.ts'
import { createAmbiguityLog } from './ambiguity-log.ts'
import { type Budget, LimitExceeded } from './budget.ts'
import { readChain } from './chain.ts'
import type { CrossReferenceSection, Entry } from './cross-reference-section.ts'
import { type SecurityHandler, securityHandler } from './encryption/security-handler.ts'
import type { IndirectObject } from './indirect-object.ts'
import { createObjectReader } from './object-reader.ts'
import type { SharedContainers } from './object-stream.ts'
import {
  emptyDictionary,
  isDictionary,
  isReference,
  isStream,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
  type PdfStream,
} from './objects.ts'
import { lastStartXref } from './start-of-cross-reference.ts'
import { createStreamData } from './stream-data.ts'

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
  readonly containers: SharedContainers
}

export function createSharedReading(): SharedReading {
  return { objects: new Map(), sections: new Map(), containers: new Map() }
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
  let largest = -1
  const found: Ambiguity[] = []
  // From the oldest on: the size that a section states counts for all that came before it too.
  for (const [index, section] of [...sections.entries()].reverse()) {
    for (const [number, entry] of section.entries) if (entry.kind !== 'free' && number > largest) largest = number
    const size = section.trailer.entries.get('Size')
    // Hidden from readers that know only tables: an object that an earlier revision showed them.
    const hidden = (section.freedInTable ?? []).some((number) =>
      sections.slice(index + 1).some((earlier) => (earlier.entries.get(number)?.kind ?? 'free') !== 'free'),
    )
    const codes: AmbiguityCode[] = [
      ...section.ambiguities,
      ...(hidden ? (['hidden-entry-differs'] as const) : []),
      ...(typeof size === 'number' && size <= largest ? (['number-beyond-size'] as const) : []),
    ]
    found.push(...codes.map((code) => ({ code, offset: section.offset })))
  }
  return found
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
  const trailer = sections[0]?.trailer ?? emptyDictionary
  const entries = joinedEntries(sections)
  const header = headerOffset(bytes, end) ?? 0
  const { ambiguities, oddities, report } = createAmbiguityLog(
    [...findings.ambiguities, ...ambiguitiesOfSections(sections)],
    [...findings.oddities, ...sections.flatMap((section) => section.oddities)],
  )
  // The key is found by reading objects that are not encrypted; until then there is no handler.
  const protection: { handler?: SecurityHandler } = {}
  const handler = () => protection.handler
  const resolve = (object: PdfObject | undefined): PdfObject => {
    let value: PdfObject = object ?? null
    for (let hops = 0; isReference(value); hops++) {
      if (hops > 32) throw new LimitExceeded('depth')
      value = reader.get(value)
    }
    return value
  }
  const { encodedBytes, decodedBytes } = createStreamData({ budget, report, resolve, handler })
  const shared = options.shared?.objects
  const containers = options.shared?.containers ?? new Map()
  const reader = createObjectReader({
    ...{ bytes, end, header, sections, entries, budget, shared, containers },
    ...{ report, resolve, decodedBytes, handler },
  })

  const encrypt = trailer.entries.get('Encrypt')
  const encryption = resolve(encrypt)
  if (isDictionary(encryption)) {
    protection.handler = securityHandler(encryption, trailer.entries.get('ID'), options.password ?? '', resolve)
    // Objects read on the way to the key were read without it; the dictionary of the key itself is never encrypted.
    reader.forget(isReference(encrypt) ? encrypt.number : undefined)
  }
  const security = protection.handler
  return {
    ...{ bytes, end, header, sections, trailer, entries, security, oddities, ambiguities, budget },
    ...{ report, resolve, encodedBytes, decodedBytes },
    locked: security !== undefined && !security.open,
    unreadable: reader.unreadable,
    get: reader.get,
    objectAt: reader.at,
    entry(holder, key) {
      const resolved = isReference(holder) ? resolve(holder) : holder
      if (isDictionary(resolved)) return resolve(resolved.entries.get(key))
      return isStream(resolved) ? resolve(resolved.dictionary.entries.get(key)) : null
    },
  }
}
