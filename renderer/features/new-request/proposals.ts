/**
 * Values that other sources propose for a field. They are shown beside the field and the clerk accepts them; nothing is
 * filled in silently.
 */
import { actsForAnother } from '../../../src/domain/person/capacity.ts'
import type { Capacity } from '../../../src/domain/request/request.ts'
import { foldName } from '../../../src/domain/person/name.ts'
import type { DraftContent, DraftPageReading, ProcedureOutput } from '../../../src/protocol/desk.ts'
import { personOnDocument, type TextPath } from './draft-fields.ts'

type Assessment = ProcedureOutput<'draft.assess'>
type LookUp = ProcedureOutput<'holder.lookUp'>
export type ProposalPath =
  TextPath | 'document.type' | 'kind' | 'capacity' | 'answers.onlyRestrict' | 'answers.copyFirst'
export interface Proposal {
  readonly path: ProposalPath
  readonly value: string
  readonly source: 'mrz' | 'central' | 'form-field' | 'form-code' | 'ocr' | 'today'
  /** Confidence between 0 and 1, for a value read on a scan. */
  readonly confidence?: number
  /** Whether the check of the value passed; absent where the value has no check. */
  readonly checked?: boolean
}

/** Check digits prove the numbers and days of an MRZ, never a name: only the clerk can notice misread letters in it. */
export const needsTheEye = (path: string, source: string): boolean =>
  source === 'mrz' && /\.(surname|givenNames)$/.test(path)

/**
 * A reading with at least this confidence may be filled into an empty field together with others. Below it, the clerk
 * takes each value separately.
 */
const SURE_ENOUGH = 0.9

const formatDay = (day: string): string => day.split('-').reverse().join('.')
/** The present value of a field. */
export const valueAt = (content: DraftContent, path: ProposalPath): string => {
  if (path === 'requestedDay' || path === 'remark' || path === 'kind' || path === 'capacity') return content[path]
  const [part, field] = path.split('.') as ['document' | 'holder' | 'representative' | 'answers', string]
  return String((content[part] as unknown as Record<string, unknown>)[field] ?? '')
}
/**
 * An MRZ has neither diacritics nor hyphens: `Ștefănescu` typed and `STEFANESCU` read are equal, and the typed form is
 * better.
 */
const sameText = (path: ProposalPath, a: string, b: string): boolean =>
  /surname|givenNames/.test(path) ? foldName(a) === foldName(b) : a.trim().toUpperCase() === b.trim().toUpperCase()

/** The same name in a better spelling: the field's value came from an MRZ, and the central store has the diacritics. */
const betterSpelt = (content: DraftContent, { path, value, source }: Proposal): boolean =>
  source === 'central' &&
  content.sources[path] === 'mrz' &&
  value !== valueAt(content, path) &&
  sameText(path, valueAt(content, path), value)

/**
 * Whether the proposal contradicts the field. The kind of document has a default value, which does not count as a
 * contradiction.
 */
export const contradicts = (content: DraftContent, { path, value }: Proposal): boolean => {
  const typed = valueAt(content, path)
  return path !== 'document.type' && typed.trim() !== '' && !sameText(path, typed, value)
}

function fromMrz(content: DraftContent, mrz: NonNullable<Assessment['mrz']>): Proposal[] {
  const person = personOnDocument(content)
  const values: [ProposalPath, string | null][] = [
    ['document.type', mrz.documentType],
    ['document.series', mrz.series],
    ['document.number', mrz.number],
    ['document.validUntil', mrz.validUntil === null ? null : formatDay(mrz.validUntil)],
    [`${person}.surname`, mrz.surname],
    [`${person}.givenNames`, mrz.givenNames],
    [`${person}.cnp`, mrz.cnp],
  ]
  return values.flatMap(([path, value]) =>
    value === null || value === '' ? [] : [{ path, value, source: 'mrz' as const }],
  )
}

function fromCentral(lookUp: LookUp): Proposal[] {
  if (lookUp.name === null) return []
  return [
    { path: 'holder.surname', value: lookUp.name.surname, source: 'central' },
    { path: 'holder.givenNames', value: lookUp.name.givenNames, source: 'central' },
  ]
}

/**
 * Priority of a reading: the fields of a PDF form first, then the form's code, then printed text, on whichever page.
 */
function weight({ source, checked }: Pick<DraftPageReading['proposals'][number], 'source' | 'checked'>): number {
  if (checked === false) return 0
  if (source === 'form-field') return 2
  return source === 'form-code' ? 1 : 0
}

const fromReadings = (readings: readonly DraftPageReading[]): Proposal[] =>
  readings
    .flatMap(({ proposals }) => proposals)
    .sort((a, b) => weight(b) - weight(a))
    .map(({ path, value, source, confidence, checked }) => ({
      path,
      value,
      source,
      confidence,
      ...(checked === null ? {} : { checked }),
    }))

/** The day at the counter, while no day is typed and none was read on the paper. */
function fromToday(content: DraftContent, readings: readonly DraftPageReading[], today: string | null): Proposal[] {
  const isRead = readings.some(({ proposals }) => proposals.some(({ path }) => path === 'requestedDay'))
  return today === null || isRead || content.requestedDay.trim() !== ''
    ? []
    : [{ path: 'requestedDay', value: formatDay(today), source: 'today' }]
}

/** Two people never have the same CNP: one that was taken for the other of the two is no longer offered. */
function isOfTheOther(content: DraftContent, { path, value }: Proposal): boolean {
  if (!actsForAnother(content.capacity)) return false
  if (path === 'holder.cnp') return content.representative.cnp.trim() === value
  return path === 'representative.cnp' && content.holder.cnp.trim() === value
}

/**
 * Every proposal that would change something. Spellings of the central store come first, readings of the paper last.
 */
export function proposalsFor(
  content: DraftContent,
  mrz: Assessment['mrz'],
  lookUp: LookUp | null,
  readings: readonly DraftPageReading[] = [],
  today: string | null = null,
): Proposal[] {
  const all = [
    ...(lookUp === null ? [] : fromCentral(lookUp)),
    ...(mrz === null ? [] : fromMrz(content, mrz)),
    ...fromReadings(readings),
    ...fromToday(content, readings, today),
  ]
  const seen: Proposal[] = []
  for (const proposal of all) {
    if (proposal.path === 'document.validUntil' && content.document.unlimited) continue
    if (isOfTheOther(content, proposal)) continue
    if (!betterSpelt(content, proposal) && sameText(proposal.path, valueAt(content, proposal.path), proposal.value))
      continue
    if (seen.some((other) => other.path === proposal.path && sameText(proposal.path, other.value, proposal.value)))
      continue
    seen.push(proposal)
  }
  return seen
}

/** What decides on the request. The clerk takes each separately, after looking at the paper. */
const ALONE: ReadonlySet<ProposalPath> = new Set(['kind', 'capacity', 'answers.onlyRestrict', 'answers.copyFirst'])

/**
 * What "take all" fills in: one value for each field, only where the field is empty or the same name is better spelt.
 */
export function takenAtOnce(content: DraftContent, proposals: readonly Proposal[]): Proposal[] {
  const taken = new Map<string, Proposal>()
  // While the paper names another applicant than the screen, it is unclear whose document is on the counter.
  const whoseIsOpen = proposals.some(
    ({ path, value }) => path === 'capacity' && actsForAnother(value as Capacity) !== actsForAnother(content.capacity),
  )
  for (const proposal of proposals) {
    if (
      ALONE.has(proposal.path) ||
      (whoseIsOpen && proposal.source === 'mrz' && /^(holder|representative)\./.test(proposal.path))
    )
      continue
    // The day of the counter is no reading of the paper: only the clerk can state that it is the day on it.
    if (proposal.source === 'today') continue
    if ((proposal.confidence ?? 1) < SURE_ENOUGH || proposal.checked === false) continue
    const empty = proposal.path === 'document.type' || valueAt(content, proposal.path).trim() === ''
    if ((empty || betterSpelt(content, proposal)) && !taken.has(proposal.path)) taken.set(proposal.path, proposal)
  }
  return [...taken.values()]
}
