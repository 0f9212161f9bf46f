/**
 * The document security store (EN 319 142-1, 5.4.2.2) grows by certificates, revocation lists and responses, whoever
 * adds them. It may be rewritten: its old content must stay, and each new piece must be of its kind by its own
 * encoding.
 */
import type { PdfDocument } from '../../pdf/document.ts'
import { isArray, isDictionary, isName, isReference, isStream, isString, type PdfObject } from '../../pdf/objects.ts'
import type { Change } from '../modification.ts'
import { type EvidenceKind, isEvidence } from '../evidence.ts'
import type { Act, Step } from './act.ts'

const lists: Readonly<Record<string, EvidenceKind>> = {
  Certs: 'certificate',
  CRLs: 'revocation-list',
  OCSPs: 'response',
}
const perSignature: Readonly<Record<string, EvidenceKind>> = {
  Cert: 'certificate',
  CRL: 'revocation-list',
  OCSP: 'response',
}

export function securityStoreActs(step: Step): Act[] {
  if (!step.differences.some(({ place }) => place.kind === 'store')) return []
  const was = readStore(step.before)
  const is = readStore(step.after)
  const changes: Change[] = [{ category: 'validation-data', what: 'security-store', path: 'DSS' }]
  // Told where a signature covered it. One that did not cover it loses nothing.
  const lost = [...was.evidence].filter(([digest]) => !is.evidence.has(digest)).map(([, offset]) => offset)
  if (lost.length > 0)
    changes.push({ category: 'evidence-removed', what: 'evidence-removed', path: 'DSS', standsAt: Math.min(...lost) })
  return [
    {
      name: 'security store',
      changes,
      claims: ({ kind, place }) =>
        place.kind === 'store' && kind !== 'unreadable' && !(kind === 'added' && place.key === 'DSS') && is.sound,
    },
  ]
}

/** Of a stream that is nothing but data. */
const streamKeys = new Set(['Length', 'Filter', 'DecodeParms', 'DL', 'Type'])

interface Store {
  /** Made of nothing but what belongs there. */
  readonly sound: boolean
  /** Octets of each piece of evidence, and where in the file it stands. */
  readonly evidence: ReadonlyMap<string, number>
}

export function readStore(document: PdfDocument): Store {
  const evidence = new Map<string, number>()
  const catalog = document.entry(document.trailer, 'Root')
  const store = document.entry(catalog, 'DSS')
  if (store === null) return { sound: true, evidence }

  const isListOf = (object: PdfObject, kind: EvidenceKind): boolean => {
    const list = document.resolve(object)
    return isArray(list) && all(list.items, (item) => isReference(item) && isPieceOf(item, kind))
  }
  const isPieceOf = (object: PdfObject, kind: EvidenceKind): boolean => {
    const stream = document.resolve(object)
    if (!isStream(stream) || ![...stream.dictionary.entries.keys()].every((key) => streamKeys.has(key))) return false
    // In a file whose password is not known the octets are cipher text.
    if (document.locked) return true
    const octets = document.decodedBytes(stream)
    const key = octets ? Buffer.from(octets).toString('base64') : `object ${stream.number}`
    evidence.set(key, Math.min(stream.start, evidence.get(key) ?? Infinity))
    return octets !== undefined && isEvidence(octets, kind)
  }
  const isOfSignature = (object: PdfObject): boolean => {
    const entry = document.resolve(object)
    return (
      isDictionary(entry) &&
      all([...entry.entries], ([key, value]) => {
        const kind = perSignature[key]
        if (kind) return isListOf(value, kind)
        const resolved = document.resolve(value)
        if (key === 'Type') return isName(resolved, 'VRI')
        if (key === 'TU') return isString(resolved)
        // Read by nothing here and by no viewer.
        return key === 'TS' && (isStream(resolved) || isString(resolved))
      })
    )
  }
  /** By the digest of each signature in hexadecimal: SHA-1 by the standard, SHA-256 by some. */
  const isBySignature = (object: PdfObject): boolean => {
    const map = document.resolve(object)
    return (
      isDictionary(map) &&
      all([...map.entries], ([name, value]) =>
        name === 'Type'
          ? isName(document.resolve(value), 'VRI')
          : /^[0-9A-Fa-f]{40,128}$/.test(name) && isOfSignature(value),
      )
    )
  }
  const sound =
    isDictionary(store) &&
    all([...store.entries], ([key, value]) => {
      const kind = lists[key]
      if (kind) return isListOf(value, kind)
      return key === 'Type' ? isName(document.resolve(value), 'DSS') : key === 'VRI' && isBySignature(value)
    })
  return { sound, evidence }
}

/** Whether all are so; every one is looked at, because what is evidence is collected on the way. */
function all<T>(items: readonly T[], isSo: (item: T) => boolean): boolean {
  return items.filter((item) => !isSo(item)).length === 0
}
