/**
 * What the reader found unreadable or ambiguous, against a signature: what was added after it is refused, what was
 * signed leaves the question open, because the signer has seen one of several documents.
 */
import { type StrayObject, strayObjects } from '../discovery/object-places.ts'
import type { Ambiguity } from '../pdf/ambiguity.ts'
import type { PdfDocument } from '../pdf/document.ts'
import { lastStartXref } from '../pdf/start-of-cross-reference.ts'
import { type Reached, surveyNewest, surveyReachable } from '../pdf/survey.ts'
import { type Check, check } from './check.ts'

export interface Reading {
  /** Reads a signed revision and all that follow it, each of them once. */
  include(signed: PdfDocument, revisions: readonly PdfDocument[]): void
  checksAfter(signed: PdfDocument, revisions: readonly PdfDocument[]): readonly Check[]
}

export function createReading(latest: PdfDocument): Reading {
  const views = new Set<PdfDocument>()
  const surveyed = new Set<PdfDocument>()
  let reached: Reached | undefined
  let stray: readonly StrayObject[] | undefined
  return {
    include(signed, revisions) {
      // The signatures come in the order of what they cover: the first signed revision is within all others.
      if (!reached) {
        reached = surveyReachable(signed, true)
        if (signed !== latest) surveyReachable(latest, false)
        views.add(latest)
      }
      views.add(signed)
      for (const revision of revisions) {
        if (surveyed.has(revision)) continue
        surveyed.add(revision)
        views.add(revision)
        surveyNewest(revision)
      }
    },
    checksAfter(signed, revisions) {
      stray ??= strayObjects(latest)
      const found = [...views].flatMap((view) => view.ambiguities)
      const signedPart = found.filter(({ offset }) => offset < signed.end)
      const before = signedPart.find((doubt) => isShown(doubt, reached)) ?? strayBefore(signed, stray)
      const after =
        found.find(({ offset }) => offset >= signed.end) ??
        strayAfter(signed, revisions, stray, latest) ??
        (before && behindDoubt(signed, revisions, signedPart, reached))
      return [
        doubtCheck('later-revisions-unambiguous', after),
        doubtCheck('unambiguous-objects', before),
        doubtCheck('unambiguous-metadata', before ? undefined : signedPart[0]),
      ]
    },
  }
}

type DoubtCode = 'later-revisions-unambiguous' | 'unambiguous-objects' | 'unambiguous-metadata'

function doubtCheck(code: DoubtCode, found: Ambiguity | undefined): Check {
  return check(code, found === undefined, { what: found?.code ?? '', offset: found?.offset ?? 0 })
}

function isShown({ object }: Ambiguity, reached: Reached | undefined): boolean {
  return object === undefined || reached?.unshown.has(object) !== true
}

/**
 * Where what was signed is ambiguous, a forgiving reader may reach objects that this one did not: a later revision that
 * redefines one of these, or the ambiguous object itself, changes what that reader shows.
 */
function behindDoubt(
  signed: PdfDocument,
  revisions: readonly PdfDocument[],
  doubts: readonly Ambiguity[],
  reached: Reached | undefined,
): Ambiguity | undefined {
  for (const revision of revisions)
    for (const [number] of revision.sections[0]?.entries ?? []) {
      const earlier = signed.entries.get(number)
      if (!earlier || earlier.kind === 'free') continue
      const doubtful = doubts.find(({ object }) => object === number)
      if (doubtful ?? reached?.numbers.has(number) === false)
        return { code: doubtful?.code ?? 'redefined-behind-ambiguity', offset: revision.sections[0]?.offset ?? 0 }
    }
  return undefined
}

/** Readers look for the end of the file in its last 1,024 octets; what they do not find there, they search for. */
const searchedForEnd = 1000

/** An object beside the tables that a reader takes which finds the tables of the later revisions broken. */
function strayAfter(
  signed: PdfDocument,
  revisions: readonly PdfDocument[],
  stray: readonly StrayObject[],
  latest: PdfDocument,
): Ambiguity | undefined {
  const { bytes } = latest
  const hiddenEnd = bytes.length - (lastStartXref(bytes, bytes.length)?.eof ?? bytes.length) > searchedForEnd
  const unsound = hiddenEnd || revisions.some((revision) => (revision.sections[0]?.oddities.length ?? 0) > 0)
  // Then what lies beside the tables counts, wherever it lies, and for some readers even inside the data of a stream.
  const found = unsound ? strayObjects(latest, true)[0] : stray.find(({ offset }) => offset >= signed.end)
  return found && { code: 'object-beside-the-tables', offset: found.offset }
}

function strayBefore(signed: PdfDocument, stray: readonly StrayObject[]): Ambiguity | undefined {
  const unsound = signed.header > 0 || signed.sections.some((section) => section.oddities.length > 0)
  const found = unsound ? stray.find(({ offset }) => offset < signed.end) : undefined
  return found && { code: 'object-beside-the-tables', offset: found.offset }
}
