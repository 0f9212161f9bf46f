/** Generated requests, the same for the same seed: for viewing and measuring the screens, never for the product. */
import { cnpControlDigit } from '../../src/domain/person/cnp.ts'
import { addDays } from '../../src/domain/calendar/day.ts'
import { dueDate } from '../../src/domain/request/due-date.ts'
import { CHANNELS, REQUEST_STATES, type RequestState } from '../../src/domain/request/request.ts'
import type { Author } from '../../src/protocol/values.ts'
import type { ActKind, Facts } from '../../src/request/acts.ts'
import type { RequestBody, TimelineEntry } from '../../src/request/body.ts'

const SURNAMES = [
  'Ababei',
  'Țurcanu',
  'Șoldănescu',
  'Crăciunescu',
  'Ungureanu-Moraru',
  'Bejenaru',
  'Văcărescu',
  'Hâncu',
  'Lupașcu',
  'Zăgrean',
  'Iftimie',
  'Nechifor',
  'Ostafe',
  'Rotundu',
  'Dămăceanu',
  'Grigorovici',
]
const GIVEN = [
  'Ana Maria',
  'Ștefan',
  'Ioana',
  'Vasile',
  'Ruxandra Elena',
  'Mihnea',
  'Țuța',
  'Dumitru',
  'Paraschiva',
  'Cezar',
  'Iulian Andrei',
  'Smaranda',
]
const CLERKS = ['Munteanu Alina', 'Rusu Cătălin', 'Botezatu Irina']
export const SUPERVISOR = { kind: 'person' as const, id: id('a', 9), name: 'Pricop Adriana' }
export const CLERK = { kind: 'person' as const, id: id('a', 0), name: CLERKS[0] ?? '' }

/** An id in the form of a UUIDv7, made from a letter and a number. */
export function id(kind: string, n: number): string {
  return `019ab${kind}00-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
}

const HOLDS = [
  { state: 'waiting', problem: null, waitsFor: [{ requestId: id('b', 1), number: '12001/20.11.2026' }] },
  { state: 'blocked', problem: { code: 'request.deceased', details: {} }, waitsFor: [] },
  { state: 'failing', problem: { code: 'unexpected', details: { reference: id('f', 1) } }, waitsFor: [] },
] as const satisfies readonly Omit<NonNullable<RequestBody['execution']>, 'since'>[]
const holdOf = (n: number, since: string): NonNullable<RequestBody['execution']> => {
  const { waitsFor, ...hold } = HOLDS[n % HOLDS.length] ?? HOLDS[0]
  return { ...hold, waitsFor: [...waitsFor], since }
}

/** mulberry32, a small seeded generator. */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Valid by its control digit and fictional: JJ 22 with a serial number from 900, which no county reaches. */
function fictionalCnp(next: () => number): string {
  const two = (from: number, to: number) => String(from + Math.floor(next() * (to - from + 1))).padStart(2, '0')
  const body = `${next() < 0.5 ? 1 : 2}${two(35, 99)}${two(1, 12)}${two(1, 28)}22${String(900 + Math.floor(next() * 99))}`
  return body + String(cnpControlDigit(body))
}

export interface Scan {
  readonly sha256: string
  readonly mediaType: 'application/pdf' | 'image/png'
  readonly bytes: number
  readonly pages: number
  readonly name: string
}

/** The scan of a request, attached to those that are generated. Its bytes exist nowhere. */
export const SCANNED_REQUEST: Scan = {
  sha256: 'a'.repeat(64),
  mediaType: 'application/pdf',
  bytes: 90_000,
  pages: 2,
  name: 'cerere.pdf',
}

const DECISION_ACTS: Partial<Record<RequestState, ActKind>> = {
  approved: 'approve-request',
  executing: 'approve-request',
  executed: 'approve-request',
  returned: 'return-request',
  rejected: 'reject-request',
  withdrawn: 'withdraw-request',
  joined: 'join-request',
  forwarded: 'forward-request',
  filed: 'file-request',
}

/** The history of a request that has come to a state by the shortest way. */
function timelineOf({
  n,
  state,
  extendedDays,
  clerk,
  at,
}: {
  n: number
  state: RequestState
  extendedDays: number
  clerk: Author
  at: (hours: number, minutes: number) => string
}): TimelineEntry[] {
  const step = <K extends ActKind>(
    k: number,
    act: K,
    from: RequestState | null,
    to: RequestState,
    by: Author,
    facts: Partial<Facts<K>> = {},
  ): TimelineEntry =>
    ({
      id: id('c', n * 16 + k),
      at: at(7 + k, (n * 7 + k) % 60),
      actor: by,
      act,
      from,
      to,
      facts,
      offline: k === 0 && n % 9 === 1,
    }) as TimelineEntry
  const after = DECISION_ACTS[state]
  return [
    step(0, 'register-request', null, 'registered', clerk),
    step(1, 'record-identity-check', 'registered', 'registered', clerk, { outcome: 'passed' }),
    ...(state === 'registered' ? [] : [step(2, 'submit-request', 'registered', 'in_review', clerk)]),
    ...(extendedDays ? [step(3, 'extend-term', 'in_review', 'in_review', SUPERVISOR, { days: extendedDays })] : []),
    ...(after
      ? [
          step(
            4,
            after,
            'in_review',
            state === 'executed' || state === 'executing' ? 'approved' : state,
            SUPERVISOR,
            state === 'rejected' ? { reason: 'identity-not-confirmed' } : {},
          ),
        ]
      : []),
    ...(state === 'executed'
      ? [step(5, 'executed', 'executing', 'executed', { kind: 'system', id: id('a', 99), name: 'Sistemul central' })]
      : []),
  ]
}

/** Every eighth disagrees with the document. */
function identityCheckOf({
  n,
  today,
  channel,
  represented,
  by,
  at,
}: {
  n: number
  today: string
  channel: RequestBody['channel']
  represented: boolean
  by: Author
  at: string
}): RequestBody['identityCheck'] {
  return {
    subject: represented ? 'representative' : 'holder',
    method: channel === 'email' ? 'qualified-signature' : channel === 'portal' ? 'portal-login' : 'document',
    document:
      channel === 'counter'
        ? {
            type: 'identity-card',
            series: 'MZ',
            number: String(100_000 + n),
            issuer: 'SPCLEP Iași',
            validUntil: addDays(today, 400),
          }
        : null,
    mrzVerified: channel === 'counter' && n % 2 === 0,
    attestations: ['photo', 'look', 'data', 'signed', ...(represented ? (['capacity'] as const) : [])],
    disagreements: n % 8 === 3 ? [{ field: 'surname', stated: 'Ungureanu-Moraru', document: 'UNGUREANU MORARU' }] : [],
    outcome: n % 8 === 3 ? 'to-verify' : 'passed',
    remark: n % 8 === 3 ? 'Numele după căsătorie este pe act; certificatul de căsătorie a fost văzut.' : '',
    by,
    at,
  }
}

function decisionOf({ n, state, at }: { n: number; state: RequestState; at: string }): RequestBody['decision'] {
  if (DECISION_ACTS[state] === undefined) return null
  return {
    by: SUPERVISOR,
    at,
    reason: state === 'rejected' ? 'identity-not-confirmed' : null,
    filing: state === 'filed' ? 'unsigned' : null,
    explanation: state === 'returned' ? 'Vă rugăm să aduceți procura în original.' : '',
    missing: state === 'returned' ? ['proof-of-capacity', 'attestation-capacity'] : [],
    joinedInto: state === 'joined' ? id('b', n + 1) : null,
    forwardedTo: state === 'forwarded' ? 'CAS Vaslui' : null,
  }
}

/** A request in which the person wants the erasure, and nothing differs from the paper. */
const comparisonOf = (kind: RequestBody['kind']): NonNullable<RequestBody['comparison']> => ({
  answers: kind === 'anonymise' ? { onlyRestrict: 'erase', copyFirst: 'no-copy' } : null,
  paper: {},
  unreadPages: 0,
  settled: [],
})

/** The n-th request as of a day. Every tenth has a representative; all channels and states occur. */
export function generateRequest(n: number, today: string, scan: Scan): RequestBody {
  const next = random(n + 1)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
  const state: RequestState =
    n % 3 === 0
      ? 'in_review'
      : n % 7 === 0
        ? pick(REQUEST_STATES)
        : pick(['registered', 'in_review', 'returned', 'approved', 'executed'] as const)
  const day = addDays(today, -Math.floor(next() * 36))
  const at = (hours: number, minutes: number) =>
    `${day}T${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}:00.000Z`
  const channel = n % 11 === 5 ? pick(CHANNELS) : n % 5 === 3 ? 'email' : 'counter'
  const kind = n % 6 === 4 ? 'revert' : 'anonymise'
  const clerk = { kind: 'person' as const, id: id('a', n % 3), name: CLERKS[n % 3] ?? '' }
  const contact = () => ({
    address: `Iași, str. Fântânilor nr. ${1 + Math.floor(next() * 90)}`,
    phone: '0232 000 000',
    email: 'persoana@exemplu.ro',
  })
  const represented = n % 10 === 2
  const extendedDays = n % 13 === 6 ? 10 : 0
  return {
    id: id('b', n),
    version: 5,
    revision: 4,
    kind,
    channel,
    state,
    registration: {
      registry: 'DES',
      year: 2026,
      sequence: n % 17 === 9 ? null : 12_000 + n,
      provisional: n % 17 === 9 ? `P-3-${n}` : null,
      day,
      at: at(7, (n * 7) % 60),
    },
    requestedDay: day,
    requestedAt: at(7, (n * 7) % 60),
    dueDay: dueDate({ registrationDay: day, extensionDays: extendedDays }),
    extendedDays,
    holder: { surname: pick(SURNAMES), givenNames: pick(GIVEN), cnp: fictionalCnp(next), contact: contact() },
    capacity: represented ? 'proxy' : 'holder',
    representative: represented
      ? { surname: pick(SURNAMES), givenNames: pick(GIVEN), cnp: fictionalCnp(next), contact: contact() }
      : null,
    questionsAsked: kind === 'anonymise' ? { onlyRestrict: true, copyFirst: true } : null,
    comparison: comparisonOf(kind),
    identityCheck: identityCheckOf({ n, today, channel, represented, by: clerk, at: at(7, (n * 7) % 60) }),
    attachments: [
      { ...scan, role: 'request', by: clerk, at: at(7, 30) },
      ...(represented
        ? [{ ...scan, role: 'proof-of-capacity' as const, name: 'procura.pdf', by: clerk, at: at(7, 31) }]
        : []),
    ],
    notes:
      n % 4 === 0
        ? [{ id: id('d', n), at: at(8, 5), by: clerk, text: 'A sunat să întrebe de termen; i s-a spus data.' }]
        : [],
    timeline: timelineOf({ n, state, extendedDays, clerk, at }),
    papers:
      state === 'executed'
        ? [
            {
              id: id('e', n),
              paper: 'receipt',
              letter: null,
              at: at(12, 0),
              sha256: scan.sha256,
              verificationCode: '7K3M-Q9XW-2H4R',
              printed: n % 2,
            },
          ]
        : [],
    decision: decisionOf({ n, state, at: at(11, 10) }),
    ...(state === 'approved' && n % 4 === 1 ? { execution: holdOf(n, at(12, 0)) } : {}),
    registeredBy: clerk,
    deskNumber: 3,
  }
}
