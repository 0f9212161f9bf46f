/**
 * What every writer of a revision sets: the trailer, dates and names in the information dictionary, the XMP packet, the
 * version and the extensions that the revision needs. None of it is shown on a page.
 */
import type { PdfDocument } from '../../pdf/document.ts'
import { isArray, isDictionary, isName, isStream, isString, type PdfObject } from '../../pdf/objects.ts'
import type { Difference } from '../difference.ts'
import { isMetadata } from '../metadata.ts'
import type { Change } from '../modification.ts'
import { nearest } from '../place.ts'
import { describe, holdsOnlyPlain, isPlain } from '../values.ts'
import type { Act, Step } from './act.ts'

export function bookkeepingActs(step: Step): Act[] {
  return [
    trailer(step),
    privateTrailerEntries(step),
    information(step),
    metadata(step),
    extensions(step),
    version(step),
  ]
}

const silent = (what: string, path: string): Change => ({ category: 'validation-data', what, path })

/** Keys of every trailer. The identifier's first half is for ever where the keys of an encrypted file depend on it. */
function trailer({ before, after }: Step): Act {
  const sameIdentifier = (): boolean => {
    const was = before.entry(before.trailer, 'ID')
    const is = after.entry(after.trailer, 'ID')
    if (!before.security || !isArray(was)) return true
    const [a, b] = [before.resolve(was.items[0]), isArray(is) ? after.resolve(is.items[0]) : null]
    return isString(a) && isString(b) && Buffer.compare(a.bytes, b.bytes) === 0
  }
  return {
    name: 'trailer',
    changes: [],
    claims: ({ place }) => place.kind === 'bookkeeping' && (place.topic !== 'ID' || sameIdentifier()),
  }
}

/** Keys of the trailer that no standard knows, as long as they lead nowhere. */
function privateTrailerEntries({ after, differences }: Step): Act {
  const isPrivate = ({ kind, place, after: is }: Difference) => {
    if (place.kind !== 'attribute' || kind === 'unreadable') return false
    // A message authentication code (ISO/TS 32004) is made anew with every revision, and is no signature.
    if (place.topic === 'AuthCode' && nearest(place, 'catalog') === undefined) return true
    // One program takes another document from here, if it is a stream.
    if (place.topic === 'AdditionalStreams' && place.parent?.parent?.kind === 'trailer')
      return isPlain(after, is) || (kind === 'retargeted' && !isStream(after.resolve(is)))
    return place.parent?.kind === 'trailer' && place.key !== 'Encrypt' && isPlain(after, is)
  }
  return {
    name: 'private trailer entry',
    claims: isPrivate,
    changes: differences.filter(isPrivate).map(({ place }) => silent('trailer', place.key)),
  }
}

/** The information dictionary (14.3.3) holds text, and it must stay text. */
function information({ before, after, differences }: Step): Act {
  const claims = ({ place, after: is }: Difference): boolean => {
    const value = after.resolve(is)
    if (place.kind === 'information' && place.key === 'Info') return isDictionary(value) && value.entries.size === 0
    if (place.parent?.kind !== 'information') return false
    return value === null || isString(value) || isName(value)
  }
  return {
    name: 'information',
    claims,
    changes: differences.filter(claims).map(({ place, before: was, after: is }) => ({
      ...silent('information', `Info/${place.key}`),
      before: describe(before, was),
      after: describe(after, is),
    })),
  }
}

function metadata({ after }: Step): Act {
  const catalog = after.entry(after.trailer, 'Root')
  return {
    name: 'metadata',
    changes: [silent('metadata', 'Metadata')],
    claims: ({ place }) => place.kind === 'metadata' && isMetadata(after, after.entry(catalog, 'Metadata')),
  }
}

/** A developer's extension level (7.12): levels are added and raised, and lead nowhere. */
function extensions(step: Step): Act {
  const { before, after } = step
  return {
    name: 'extensions',
    changes: [silent('extensions', 'Extensions')],
    claims({ kind, place, before: was, after: is }) {
      if (place.kind !== 'extensions') return false
      if (kind === 'added' || kind === 'resized') return holdsOnlyPlain(after, is, 3) && !shrinks(step, was, is)
      if (place.key !== 'ExtensionLevel') return false
      const [level, raised] = [before.resolve(was), after.resolve(is)]
      return typeof level === 'number' && typeof raised === 'number' && raised > level
    },
  }
}

/** A developer's list of extensions (ISO 32000-2, 7.12.4) keeps those that it had, in front. */
function shrinks({ before, after }: Step, was: PdfObject, is: PdfObject): boolean {
  const [old, now] = [before.resolve(was), after.resolve(is)]
  if (!isArray(old) || !isArray(now)) return false
  const levelOf = (document: PdfDocument, item: PdfObject | undefined) =>
    ['BaseVersion', 'ExtensionLevel'].map((key) => describe(document, document.entry(item, key))).join(' ')
  return old.items.some((item, index) => levelOf(before, item) !== levelOf(after, now.items[index]))
}

/** The version that the revision needs: never an older one. */
function version({ before, after }: Step): Act {
  const header = /%PDF-(\d\.\d)/.exec(Buffer.from(before.bytes.subarray(0, 1024)).toString('latin1'))?.[1] ?? '1.0'
  return {
    name: 'version',
    changes: [silent('extensions', 'Version')],
    claims({ place, before: was, after: is }) {
      if (place.kind !== 'version' || place.parent?.kind !== 'catalog') return false
      const [old, now] = [before.resolve(was), after.resolve(is)]
      return isName(now) && /^\d\.\d$/.test(now.value) && now.value >= (isName(old) ? old.value : header)
    },
  }
}
