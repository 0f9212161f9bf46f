/**
 * Assesses a draft: findings for its fields, what prevents registering, what prevents sending to review. Pure; called
 * while the clerk types.
 */
import { dayBegins, daysBetween } from '../../domain/calendar/bucharest.ts'
import { ageOn, type Day } from '../../domain/calendar/day.ts'
import { actsForAnother, ageClassOn, capacityRule } from '../../domain/person/capacity.ts'
import { type Cnp, countyWarning } from '../../domain/person/cnp.ts'
import { checkValidity } from '../../domain/person/identity-document.ts'
import type { Problem, Result } from '../../domain/problem.ts'
import { type Comparison, differencesOf, isWish, type OnPaper, settlementOf } from '../../domain/request/comparison.ts'
import { askedOf, asksQuestions } from '../../domain/request/questions.ts'
import { type Missing, missingForReview } from '../../domain/request/completeness.ts'
import type { Draft, DraftContent, FINDING_NOTES, ProcedureOutput } from '../../protocol/desk.ts'
import { unusualFields } from './unusual-fields.ts'
import { answersOf, type DraftFacts, identityCheckOf, readDraft } from './read-draft.ts'

type Assessment = ProcedureOutput<'draft.assess'>
type Finding = Assessment['findings'][number]
type Note = (typeof FINDING_NOTES)[number]
type Place = Assessment['blockers'][number]

const error = (path: string, problem: Problem): Finding => ({ path, level: 'error', problem, note: '' })
const warn = (path: string, note: Note, problem: Problem | null = null): Finding => ({
  path,
  level: 'warning',
  problem,
  note,
})
const fine = (path: string, note: Note): Finding => ({ path, level: 'ok', problem: null, note })

/** A paper request dated longer ago than this gets a warning. */
const LONG_PAST_DAYS = 30

/** The field to go to for each missing item. */
const PATHS: Record<Missing, string> = {
  kind: 'kind',
  'holder-name': 'holder.surname',
  'holder-cnp': 'holder.cnp',
  'holder-not-born': 'holder.cnp',
  capacity: 'capacity',
  'capacity-not-possible': 'capacity',
  representative: 'representative.surname',
  'proof-of-capacity': 'pages',
  'consent-of-parent': 'attestations',
  'consent-of-minor': 'attestations',
  'identity-check': 'document.number',
  'document-expired': 'document.validUntil',
  'attestation-photo': 'attestations',
  'attestation-look': 'attestations',
  'attestation-data': 'attestations',
  'attestation-capacity': 'attestations',
  'attestation-signed': 'attestations',
  'attestation-witnesses': 'witnesses.first',
  'request-document': 'pages',
  'questions-asked': 'answers',
  'paper-differs': 'differences',
}

function cnpFindings(path: string, typed: string, cnp: Result<Cnp>): Finding[] {
  if (typed.trim() === '') return []
  if (!cnp.ok) return [error(path, cnp.problem)]
  const county = countyWarning(cnp.value)
  return [
    fine(path, 'cnp-valid'),
    ...(county === null ? [] : [warn(path, county === 'rare' ? 'cnp-county-rare' : 'cnp-county-unknown')]),
    ...(cnp.value.birthDate === null ? [warn(path, 'cnp-century-unknown')] : []),
  ]
}

function documentFindings(content: DraftContent, facts: DraftFacts, today: Day): Finding[] {
  const findings: Finding[] = []
  const path = 'document.validUntil'
  if (content.document.unlimited) findings.push(fine(path, 'document-unlimited'))
  else if (content.document.validUntil.trim() !== '') {
    const validity = facts.validUntil.ok
      ? checkValidity(facts.validUntil.value ?? 'unlimited', today)
      : facts.validUntil
    // An expired document stops the review, not the registration: the request is still received.
    if (validity.ok) findings.push(fine(path, 'document-valid'))
    else
      findings.push(
        validity.problem.code === 'document.expired' ? warn(path, '', validity.problem) : error(path, validity.problem),
      )
  }
  if (facts.mrz === null) return findings
  if (!facts.mrz.ok) return [...findings, warn('document.mrz', '', facts.mrz.problem)]
  const { checks, corrections } = facts.mrz.value
  const failed = checks.filter((check) => !check.ok).map(({ field }) => field)
  if (failed.length > 0)
    findings.push(warn('document.mrz', '', { code: 'mrz.check-digit', details: { fields: failed } }))
  else findings.push(fine('document.mrz', 'mrz-verified'))
  if (corrections.length > 0) findings.push(warn('document.mrz', 'mrz-corrected'))
  return findings
}

/** The day on the paper decides what a revert keeps, so an empty field never silently means today. */
function dayFindings(content: DraftContent, facts: DraftFacts, today: Day): Finding[] {
  if (content.requestedDay.trim() === '') return []
  if (!facts.requestedDay.ok) return [error('requestedDay', facts.requestedDay.problem)]
  const past = daysBetween(facts.requestedDay.value, today)
  if (past < 0) return [{ path: 'requestedDay', level: 'error', problem: null, note: 'day-in-future' }]
  return past > LONG_PAST_DAYS ? [warn('requestedDay', 'day-long-past')] : []
}

function capacityFindings(content: DraftContent, facts: DraftFacts, today: Day): Finding[] {
  if (!facts.cnp.ok) return []
  const { birthDate } = facts.cnp.value
  const age = ageClassOn(birthDate, today)
  return [
    ...(age === 'under-14' ? [warn('capacity', 'capacity-minor-under-14')] : []),
    ...(age === '14-to-18' ? [warn('capacity', 'capacity-minor-14-to-18')] : []),
    ...(capacityRule(content.capacity, birthDate, today).possible ? [] : [warn('capacity', 'capacity-not-possible')]),
  ]
}

/** What prevents registering: without it there is no person or no subject. */
function blockersOf(content: DraftContent, facts: DraftFacts, today: Day): Place[] {
  const blockers: Place[] = []
  const named = (value: string, path: string): void => {
    if (!/\p{L}/u.test(value)) blockers.push({ code: 'holder-name', path })
  }
  if (facts.kind === null) blockers.push({ code: 'kind', path: 'kind' })
  named(facts.holder.surname, 'holder.surname')
  named(facts.holder.givenNames, 'holder.givenNames')
  if (!facts.cnp.ok) blockers.push({ code: 'holder-cnp', path: 'holder.cnp' })
  if (!facts.requestedDay.ok || facts.requestedDay.value > today)
    blockers.push({
      code: content.requestedDay.trim() === '' ? 'requested-day-open' : 'requested-day',
      path: 'requestedDay',
    })
  if (facts.representativeCnp?.ok === false) blockers.push({ code: 'representative-cnp', path: 'representative.cnp' })
  return blockers
}

/** What the draft is compared with. */
export interface ComparedWith {
  /** What its pages state. */
  readonly paper: OnPaper
  /** The state of the holder's dossier at the central store; null where it is not known. */
  readonly dossier: string | null
}
export const NOTHING_TO_COMPARE: ComparedWith = { paper: {}, dossier: null }

/** Everything that the request is compared with, and the answers of the clerk. */
export const comparisonOf = (content: DraftContent, { paper, dossier }: ComparedWith): Comparison => ({
  answers: asksQuestions(content.kind === '' ? null : content.kind) ? answersOf(content) : null,
  paper: dossier === null ? paper : { ...paper, dossier: [dossier] },
  settled: content.settled,
})

export function assessDraft(
  content: DraftContent,
  pages: readonly Pick<Draft['pages'][number], 'role'>[],
  today: Day,
  comparedWith: ComparedWith = NOTHING_TO_COMPARE,
): { facts: DraftFacts; assessment: Assessment } {
  const facts = readDraft(content, today)
  const requestedDay = facts.requestedDay.ok ? facts.requestedDay.value : today
  const check = identityCheckOf(content, facts, today)
  const comparison = comparisonOf(content, comparedWith)
  const compared = {
    channel: 'counter' as const,
    kind: facts.kind,
    requestedDay,
    holder: facts.holder,
    capacity: content.capacity,
    representative: facts.representative,
    identityCheck: check && { ...check, at: dayBegins(today) },
    attachments: pages,
    questionsAsked: askedOf(comparison.answers),
    comparison,
  }
  const missing = missingForReview(compared, today)
  const differences = differencesOf({
    ...compared,
    // Until a day is typed there is nothing to compare.
    requestedDay: facts.requestedDay.ok ? facts.requestedDay.value : '',
    // The signature is compared as soon as it is attested, also while the document is not complete.
    identityCheck: { attestations: content.attestations },
  }).map((difference) => ({
    ...difference,
    paper: [...difference.paper],
    how: settlementOf(content.settled, difference)?.how ?? null,
  }))
  const onDocument = facts.mrz?.ok && !actsForAnother(content.capacity) ? facts.mrz.value.birthDate : null
  const birthDate = facts.cnp.ok ? facts.cnp.value.birthDate : onDocument
  return {
    facts,
    assessment: {
      findings: [
        ...cnpFindings('holder.cnp', content.holder.cnp, facts.cnp),
        ...(facts.representativeCnp === null
          ? []
          : cnpFindings('representative.cnp', content.representative.cnp, facts.representativeCnp)),
        ...documentFindings(content, facts, today),
        ...unusualFields(content).map(({ path, note }) => warn(path, note)),
        ...dayFindings(content, facts, today),
        ...capacityFindings(content, facts, requestedDay),
      ],
      blockers: [
        ...blockersOf(content, facts, today),
        ...differences
          .filter((difference) => difference.how === null && !isWish(difference))
          .map(({ matter }) => ({ code: `differs-${matter}`, path: `differences.${matter}` })),
      ],
      missing: missing.map((code) => ({ code, path: PATHS[code] })),
      mrz: facts.mrz?.ok
        ? {
            format: facts.mrz.value.format,
            documentType: facts.mrz.value.documentType,
            series: facts.mrz.value.series,
            number: facts.mrz.value.number,
            surname: facts.mrz.value.surname,
            givenNames: facts.mrz.value.givenNames,
            nationality: facts.mrz.value.nationality,
            sex: facts.mrz.value.sex,
            birthDate: facts.mrz.value.birthDate,
            validUntil: facts.mrz.value.expiryDate === 'unlimited' ? null : facts.mrz.value.expiryDate,
            cnp: facts.mrz.value.cnp?.value ?? null,
            checks: facts.mrz.value.checks.map(({ field, ok }) => ({ field, ok })),
            corrections: facts.mrz.value.corrections.map(({ line, column, from, to }) => ({ line, column, from, to })),
          }
        : null,
      age: birthDate === null || birthDate > today ? null : ageOn(birthDate, today),
      disagreements: [...facts.disagreements],
      differences,
    },
  }
}
