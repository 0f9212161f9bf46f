/** Random acts on a few requests of one person: valid and invalid ones of every kind. */
import fc from 'fast-check'
import { v7 } from 'uuid'
import { cnpControlDigit } from '../../../src/domain/person/cnp.ts'
import { differencesOf, WAYS, WAYS_OF } from '../../../src/domain/request/comparison.ts'
import { CAPACITIES, FILING_REASONS, PAPERS, REJECTION_REASONS } from '../../../src/domain/request/request.ts'
import { ACTS, COMMAND_KINDS, type CommandKind, type CommandPayload } from '../../../src/request/acts.ts'
import type { RequestBody } from '../../../src/request/body.ts'
import { proofFactsOf } from '../../../src/request/paper-facts.ts'
import { DAY_AFTER, DAY_BEFORE, identityCheck, registration } from './stated.ts'

/** Enough requests for an opposite one, a duplicate, and one to join. */
export const REQUESTS = 3

/** Opposite requests of the same day without an hour, whose order a supervisor must decide. */
const WITHOUT_HOUR = 9
/** Registered by a wrong clock that nobody knew of. */
const [TOO_EARLY, TOO_LATE] = [10, 11]

export type Step =
  | {
      readonly step: 'act'
      readonly desk: number
      readonly person: number
      readonly request: number
      readonly kind: CommandKind
      /** Selects among the variants of a payload. */
      readonly pick: number
      readonly other: number
      readonly revision: 'seen' | 'stale' | 'none'
      readonly offline: boolean
    }
  | { readonly step: 'push' | 'pull'; readonly desk: number }
  | { readonly step: 'execute' }

/** Acts that advance a request are more frequent, so that every state is reached. */
const kind: fc.Arbitrary<CommandKind> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...COMMAND_KINDS) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<CommandKind>(
      'record-identity-check',
      'attach-document',
      'submit-request',
      'approve-request',
      'return-request',
      'decide-order',
    ),
  },
)
const place = { desk: fc.nat(1), request: fc.nat(REQUESTS - 1) }

const act = fc.record({
  step: fc.constant('act' as const),
  ...place,
  person: fc.nat(3),
  kind,
  // Zero selects the valid variant, and is the most frequent.
  pick: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(11) }),
  other: fc.nat(REQUESTS),
  revision: fc.oneof(
    { weight: 8, arbitrary: fc.constant('seen' as const) },
    { weight: 2, arbitrary: fc.constantFrom('stale' as const, 'none' as const) },
  ),
  offline: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
})

/** Mostly a person with the right: a refusal for lack of a right would hide every other check. */
const byWhoeverMay = <T extends { kind: CommandKind; person: number; pick: number }>(step: T): T =>
  ACTS[step.kind].right === 'request.decide' && step.person < 2 && step.pick < 9
    ? { ...step, person: step.person + 2 }
    : step

const KINDS_TO_REVIEW = ['register-request', 'record-identity-check', 'attach-document', 'submit-request'] as const
/** The acts from registration to review, as a clerk does them. */
const toReview = (request: number, pick: number): Step[] =>
  KINDS_TO_REVIEW.map((each) => ({
    step: 'act',
    desk: 0,
    person: 0,
    request,
    kind: each,
    pick: each === 'register-request' ? pick : 0,
    other: 0,
    revision: 'seen',
    offline: false,
  }))

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: act.map(byWhoeverMay) },
  { weight: 3, arbitrary: fc.record({ step: fc.constantFrom('push' as const, 'pull' as const), desk: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.constant({ step: 'execute' as const }) },
)
export const steps: fc.Arbitrary<Step[]> = fc
  .tuple(
    fc.subarray([0, 1, 2]),
    fc.constantFrom(0, WITHOUT_HOUR, TOO_EARLY, TOO_LATE),
    fc.array(anyStep, { minLength: 4, maxLength: 22 }),
  )
  .map(([reviewed, hour, more]) => [
    ...[0, 1, 2].flatMap((request) =>
      reviewed.includes(request) ? toReview(request, hour) : toReview(request, hour).slice(0, 1),
    ),
    { step: 'push', desk: 0 },
    { step: 'pull', desk: 1 },
    ...more,
    { step: 'push', desk: 0 },
    { step: 'push', desk: 1 },
  ])

/** A separate fictional CNP for the n-th sequence: county 22, serial numbers from 900. */
export function cnpOfSequence(n: number): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  const digits = `2${two(50 + (n % 40))}${two(1 + (Math.floor(n / 40) % 12))}${two(1 + (Math.floor(n / 480) % 28))}22${String(900 + (Math.floor(n / 13_440) % 100))}`
  return digits + String(cnpControlDigit(digits))
}

export interface Surroundings {
  readonly cnp: string
  readonly deskNumber: number
  /** Ids of the requests of the sequence. */
  readonly ids: readonly string[]
  /** The request as the desk shows it. */
  readonly shown: RequestBody | null
  readonly other: RequestBody | null
  readonly number: number
  readonly provisional: string
  readonly planHash: string
  /** Uploaded files by their hashes. */
  readonly files: readonly { readonly sha256: string; readonly bytes: number }[]
}

type Makers = {
  readonly [K in CommandKind]: (variant: number, around: Surroundings, request: number) => CommandPayload<K>
}
const CONTACT = { address: 'Str. Exemplu 1', phone: '0232 000 000', email: '' }
const REPRESENTATIVE = { surname: 'Ionescu', givenNames: 'Radu', cnp: null, contact: CONTACT }
const one = <T>(list: readonly T[], n: number): T => list[n % list.length] as T

const MAKERS: Makers = {
  'register-request': (variant, { cnp, number, provisional, deskNumber }, request) => {
    const kind = request === 1 ? 'revert' : 'anonymise'
    const requestedAt = variant === WITHOUT_HOUR ? null : `2026-11-23T0${String(5 + request)}:00:00.000Z`
    const base = { ...registration({ cnp, sequence: number, kind, change: { deskNumber } }), requestedAt }
    const without = { ...base.registration, sequence: null }
    if (variant === 1) return { ...base, registration: { ...without, provisional } }
    // A clock that was wrong and did not know it: the day before the sessions began, and one that has not come.
    if (variant === TOO_EARLY || variant === TOO_LATE) {
      const at = variant === TOO_EARLY ? DAY_BEFORE : DAY_AFTER
      const stated = { ...base.registration, day: at.slice(0, 10), at }
      return { ...base, registration: stated, requestedDay: stated.day, requestedAt: at }
    }
    if (variant === 2) return { ...base, registration: { ...base.registration, sequence: 900_000_000 } }
    if (variant === 3) return { ...base, registration: without }
    if (variant === 4) return { ...base, requestedDay: '2026-11-24' }
    if (variant === 5) return { ...base, representative: REPRESENTATIVE }
    if (variant === 6) return { ...base, channel: 'portal' }
    if (variant === 7) return { ...base, channel: 'email', capacity: 'proxy', representative: REPRESENTATIVE }
    if (variant === 8) return { ...base, registration: { ...base.registration, provisional } }
    if (variant === 10)
      return {
        ...base,
        comparison: {
          answers: { onlyRestrict: 'restrict', copyFirst: 'copy' },
          paper: { kind: ['revert'], day: ['2026-11-20'], 'copy-first': ['copy'] },
          unreadPages: 1,
          settled: [{ matter: 'kind', how: 'misread', note: '', paper: ['revert'], stated: 'anonymise' }],
        },
      }
    if (variant === 11)
      return {
        ...base,
        comparison: {
          answers: null,
          paper: {},
          unreadPages: 0,
          settled: [{ matter: 'dossier', how: 'misread', note: '', paper: ['active'], stated: 'revert' }],
        },
      }
    return base
  },
  'record-identity-check': (variant, { shown }) => {
    const { check } = identityCheck
    if (variant === 1) return { check: { ...check, method: 'portal-login' } }
    if (variant === 2) return { check: { ...check, outcome: 'to-verify', attestations: ['photo'] } }
    if (shown === null || variant > 4) return { check }
    const { holder, capacity, representative } = shown
    const people = { holder, capacity, representative }
    if (variant === 3) return { check, people: { ...people, holder: { ...holder, surname: 'Alta' } } }
    if (variant === 4)
      return { check: { ...check, disagreements: [{ field: 'surname', stated: 'a', document: 'b' }] }, people }
    return { check, people }
  },
  'attach-document': (variant, { files }) => ({
    attachment: {
      ...one(files, variant),
      mediaType: 'application/pdf',
      pages: 1 + (variant % 3),
      role: one(['request', 'proof-of-capacity', 'other'], variant),
      name: 'cerere.pdf',
    },
  }),
  'add-note': (variant, { shown }) => ({
    noteId: variant % 3 === 1 ? (shown?.notes[0]?.id ?? v7()) : v7(),
    text: 'a sunat',
  }),
  'update-contact': (variant) => ({ contact: { ...CONTACT, phone: String(variant) } }),
  'amend-request': (variant, { shown, cnp }) => {
    const holder = shown?.holder ?? { surname: 'Popescu', givenNames: 'Ana Maria', cnp, contact: CONTACT }
    if (variant === 1) return { holder: { ...holder, surname: 'Alta' } }
    if (variant === 2) return { capacity: 'proxy', representative: REPRESENTATIVE }
    if (variant === 3) return { capacity: 'holder', representative: REPRESENTATIVE }
    if (variant === 4) return { holder: { ...holder, cnp: '6010229700039' } }
    if (variant === 5) return { kind: 'revert' }
    if (variant === 6) return { capacity: one(CAPACITIES, variant), representative: null }
    if (variant === 7) return {}
    // Variants of the answers: none of them, all of them, and wishes that hold the approval.
    if (variant === 8) return { answers: { onlyRestrict: 'restrict', copyFirst: 'copy' } }
    if (variant === 9) return { answers: { onlyRestrict: null, copyFirst: 'copy' } }
    return { answers: { onlyRestrict: 'erase', copyFirst: 'no-copy' } }
  },
  'settle-difference': (variant, { shown }) => {
    const [found] = shown === null ? [] : differencesOf(shown)
    const difference = found ?? { matter: 'copy-wanted' as const, paper: [], stated: 'copy' }
    const { matter, paper, stated } = difference
    const how = variant === 1 ? one(WAYS, WAYS.length - 1) : one(WAYS_OF[matter], variant)
    return { matter, how, note: '', paper: [...paper], stated: variant === 2 ? 'altceva' : stated }
  },
  'submit-request': () => ({}),
  'return-request': (variant) => ({
    missing: variant === 0 ? ['identity-check', 'request-document'] : [],
    explanation: 'Vă rugăm să completați.',
  }),
  'approve-request': (variant, { planHash, shown }) => ({
    planHash: variant === 1 ? 'f'.repeat(64) : planHash,
    surname: variant === 2 ? 'Alta' : (shown?.holder.surname ?? 'Popescu'),
  }),
  'reject-request': (variant) => ({ reason: one(REJECTION_REASONS, variant), explanation: '' }),
  'withdraw-request': (variant) =>
    variant === 1 ? { explanation: '' } : { how: one(['at-counter', 'in-writing'], variant), explanation: 'nu mai' },
  'join-request': (_variant, { other }) => ({ into: other?.id ?? v7() }),
  'forward-request': () => ({ to: 'CAS Vaslui' }),
  'file-request': (variant) => ({ reason: one(FILING_REASONS, variant), explanation: '' }),
  'extend-term': (variant) => ({ days: 1 + variant, explanation: 'cercetare' }),
  'decide-order': (variant, { other, shown }) => {
    const otherId = other?.id ?? v7()
    return {
      other: otherId,
      otherRevision: (other?.revision ?? 1) + (variant === 1 ? 1 : 0),
      first: variant === 2 ? v7() : variant === 3 ? (shown?.id ?? otherId) : otherId,
      reason: 'ora de pe margine',
    }
  },
  'record-print': (variant, { shown, files }) => {
    const said = shown === null ? undefined : { ...proofFactsOf(shown), pages: variant % 2 }
    return {
      paper: variant < 6 ? 'proof-of-registration' : one(PAPERS, variant),
      paperId: variant === 5 ? v7() : variant === 4 ? (shown?.papers[0]?.id ?? null) : null,
      sha256: one(files, variant).sha256,
      duplicate: variant % 2 === 1,
      ...(said === undefined || variant % 3 === 2 ? {} : { said }),
      ...(variant === 3 ? { as: 'file' as const } : {}),
    }
  },
}

/** The valid variant of a payload is number 0 of those that `pick` selects. */
export const payloadOf = (
  { kind, pick, request }: Pick<Extract<Step, { step: 'act' }>, 'kind' | 'pick' | 'request'>,
  around: Surroundings,
): CommandPayload<CommandKind> =>
  (MAKERS[kind] as (variant: number, around: Surroundings, request: number) => CommandPayload<CommandKind>)(
    pick,
    around,
    request,
  )
