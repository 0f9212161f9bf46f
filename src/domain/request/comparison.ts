/**
 * The paper against the record: what the pages of a request state, what is recorded, and how each difference was
 * answered. A difference without an answer stops the review; a wish of the person that contradicts an erasure holds
 * the approval.
 */
import { foldName, type PersonName } from '../person/name.ts'
import { asksQuestions, type QuestionAnswers } from './questions.ts'
import type { Attestation, Capacity, RequestKind } from './request.ts'

/**
 * What a paper can state about a request. `dossier` is the exception: it is the state of the dossier at the central
 * store, which can contradict the kind of request in the same way.
 */
export const PAPER_MATTERS = [
  'kind',
  'name',
  'cnp',
  'capacity',
  'day',
  'signature',
  'dossier',
  'only-restrict',
  'copy-first',
] as const
export type PaperMatter = (typeof PAPER_MATTERS)[number]
/** Answers of the person that contradict an erasure now. */
export const WISHES = ['restriction-wanted', 'copy-wanted'] as const
export const MATTERS = [...PAPER_MATTERS, ...WISHES] as const
export type Matter = (typeof MATTERS)[number]

/**
 * How a person answers a difference. confirmed: the person at the counter was asked and confirms the record · misread:
 * the program read the paper wrong · signed-since: the person signed after the scan.
 */
export const WAYS = ['confirmed', 'misread', 'signed-since', 'erasure-wanted', 'copy-given', 'copy-waived'] as const
export type Way = (typeof WAYS)[number]
const ASKED: readonly Way[] = ['confirmed', 'misread']
/** The ways in which each difference can be answered. */
export const WAYS_OF: Readonly<Record<Matter, readonly Way[]>> = {
  kind: ASKED,
  name: ASKED,
  cnp: ASKED,
  capacity: ASKED,
  day: ASKED,
  signature: ['signed-since', 'misread'],
  dossier: ['confirmed'],
  'only-restrict': ASKED,
  'copy-first': ASKED,
  'restriction-wanted': ['erasure-wanted'],
  'copy-wanted': ['copy-given', 'copy-waived'],
}

/**
 * Every distinct value that the pages state, in the words of the record. Absent: the pages do not state it, or it could
 * not be read. Two values contradict each other, and one of them always differs from the record.
 */
export type OnPaper = Readonly<Partial<Record<PaperMatter, readonly string[]>>>

/** An answer counts only for the values that it was given for: a later amendment or scan opens the difference again. */
export interface Settlement {
  readonly matter: Matter
  readonly how: Way
  readonly paper: readonly string[]
  readonly stated: string
}

export interface Comparison {
  readonly answers: QuestionAnswers | null
  readonly paper: OnPaper
  readonly settled: readonly Settlement[]
}

/** What is compared of a request or a draft. */
export interface ComparedFacts {
  readonly kind: RequestKind | null
  readonly requestedDay: string
  readonly holder: PersonName & { readonly cnp: string }
  readonly capacity: Capacity | null
  readonly identityCheck: { readonly attestations: readonly Attestation[] } | null
  /** Absent: registered by a build that did not compare. */
  readonly comparison?: Comparison | undefined
}

export interface Difference {
  readonly matter: Matter
  readonly paper: readonly string[]
  readonly stated: string
}

/** The recorded value of each matter; null where nothing is recorded, so that nothing can differ. */
const STATED: Readonly<Record<PaperMatter, (facts: ComparedFacts) => string | null>> = {
  kind: ({ kind }) => kind,
  name: ({ holder }) => `${holder.surname} ${holder.givenNames}`.trim() || null,
  cnp: ({ holder }) => holder.cnp || null,
  capacity: ({ capacity }) => capacity,
  day: ({ requestedDay }) => requestedDay || null,
  signature: ({ identityCheck }) => (identityCheck?.attestations.includes('signed') === true ? 'signed' : null),
  dossier: ({ kind }) => kind,
  'only-restrict': ({ kind, comparison }) => (asksQuestions(kind) ? (comparison?.answers?.onlyRestrict ?? null) : null),
  'copy-first': ({ kind, comparison }) => (asksQuestions(kind) ? (comparison?.answers?.copyFirst ?? null) : null),
}

/**
 * An anonymised dossier has nothing left to anonymise. A revert of an active one can still be right: its anonymisation
 * may be waiting.
 */
const fitsDossier = (kind: string, dossier: string): boolean => kind === 'revert' || dossier !== 'anonymised'

function agrees(matter: PaperMatter, stated: string, paper: string): boolean {
  if (matter === 'name') return foldName(stated) === foldName(paper)
  return matter === 'dossier' ? fitsDossier(stated, paper) : stated === paper
}

function wishesOf({ kind, comparison }: ComparedFacts): Difference[] {
  if (!asksQuestions(kind) || !comparison?.answers) return []
  const { onlyRestrict, copyFirst } = comparison.answers
  return [
    ...(onlyRestrict === 'restrict'
      ? [{ matter: 'restriction-wanted' as const, paper: [], stated: onlyRestrict }]
      : []),
    ...(copyFirst === 'copy' ? [{ matter: 'copy-wanted' as const, paper: [], stated: copyFirst }] : []),
  ]
}

/** Every difference, answered or not, in the order of {@link MATTERS}. */
export function differencesOf(facts: ComparedFacts): Difference[] {
  const paper = facts.comparison?.paper ?? {}
  const differences = PAPER_MATTERS.flatMap((matter): Difference[] => {
    const read = paper[matter] ?? []
    if (read.length === 0) return []
    const stated = STATED[matter](facts)
    return stated === null || read.every((value) => agrees(matter, stated, value))
      ? []
      : [{ matter, paper: read, stated }]
  })
  return [...differences, ...wishesOf(facts)]
}

/** Whether an answer was given for exactly these values. */
export const answers = (settlement: Settlement, { matter, paper, stated }: Difference): boolean =>
  settlement.matter === matter &&
  settlement.stated === stated &&
  settlement.paper.length === paper.length &&
  settlement.paper.every((value, at) => value === paper[at]) &&
  WAYS_OF[matter].includes(settlement.how)

/** The last answer to a difference, or undefined while it is open. */
export const settlementOf = <S extends Settlement>(settled: readonly S[], difference: Difference): S | undefined =>
  settled.findLast((settlement) => answers(settlement, difference))

/** The differences without an answer. */
export const openDifferences = (facts: ComparedFacts): Difference[] =>
  differencesOf(facts).filter((difference) => settlementOf(facts.comparison?.settled ?? [], difference) === undefined)

/** Whether it is a wish of the person, which holds the approval, and no difference between paper and record. */
export const isWish = ({ matter }: Pick<Difference, 'matter'>): boolean =>
  (WISHES as readonly Matter[]).includes(matter)

/** Whether a matter is something that a paper can state. */
export const isPaperMatter = (matter: Matter): matter is PaperMatter =>
  (PAPER_MATTERS as readonly Matter[]).includes(matter)
