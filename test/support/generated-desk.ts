/** A desk with generated requests in memory, behind the real interface: for viewing the screens and for axe. */
import { demonstrationHouse } from '../../src/domain/house/house.ts'
import { createHash } from 'node:crypto'
import { PDFDocument, rgb } from '@cantoo/pdf-lib'
import sharp from 'sharp'
import { addDays } from '../../src/domain/calendar/day.ts'
import { daysLeft, forwardingDueDate, gdprDueDate } from '../../src/domain/request/due-date.ts'
import { maskCnp } from '../../src/domain/person/cnp.ts'
import { foldName } from '../../src/domain/person/name.ts'
import { ok, problem, refuse, type Problem, type Result } from '../../src/domain/problem.ts'
import { OPEN_STATES, PAPERS, REQUEST_STATES, type RequestState } from '../../src/domain/request/request.ts'
import { hasRight, RIGHTS, type Role } from '../../src/domain/rights.ts'
import {
  choicesFor,
  draftContent,
  PROCEDURES,
  type DeskEvent,
  type Draft,
  type IncidentKind,
  type ParsedInput,
  type ProcedureName,
  type ProcedureOutput,
  type QueueRow,
  type StartCause,
} from '../../src/protocol/desk.ts'
import { parseInput } from '../../src/protocol/problem.ts'
import { REQUEST_ACTIONS } from '../../src/request/acts.ts'
import type { RequestBody } from '../../src/request/body.ts'
import type { Desk } from '../../src/desk/desk-interface.ts'
import { administrationAnswers } from './generated-administration.ts'
import { CLERK, generateRequest, id, SUPERVISOR, type Scan } from './generated-requests.ts'

export interface GeneratedDesk extends Desk {
  /** Changes what the screens show, and notifies them. */
  set(part: Partial<Situation>): void
  /** The state of one request changes, as by a decision at another desk. */
  move(requestId: string, state: RequestState): void
  /** Another desk registers a request; its number is higher than all before it. */
  arrive(): void
}

interface Situation {
  role: Role
  session: 'signed-out' | 'locked' | 'open'
  offline: boolean
  /** The person signed in offline, and the network is back. */
  passwordWanted: boolean
  empty: boolean
  /** The central store admits the workstation no more. */
  revoked: boolean
  /** Delay of every call. */
  delayMs: number
  /** A registration number that nothing explains. */
  faulty: boolean
  /** Why the desk cannot open its data; null while it is open. */
  blocked: StartCause | null
  /** Decisions are accepted and change the request; otherwise they are refused. */
  decides: boolean
  /** Every paper was printed before. */
  duplicates: boolean
  /** What happened at the desk and is not confirmed. */
  incidents: readonly IncidentKind[]
  /** The problems with which procedures refuse. */
  refusals: Partial<Record<ProcedureName, Problem>>
}

const NOW = '2026-11-23T08:41:07.000Z'
const TODAY = '2026-11-23'
const SCANNER = { kind: 'escl', name: 'Brother ADS ghișeu 3', url: 'https://10.0.0.7/eSCL' } as const
const SCAN = { source: 'feeder', resolution: 300, colour: 'grey', paper: 'a4' } as const

async function makeScans(): Promise<{ scan: Scan; files: Map<string, { bytes: Uint8Array; mediaType: string }> }> {
  const lines = Array.from(
    { length: 18 },
    (_, n) =>
      `<path d="M90 ${300 + n * 48} q 60 ${n % 2 ? -14 : 12} 140 0 t 160 0 t 130 ${n % 3 ? 6 : -8}" fill="none" stroke="#24386b" stroke-width="2.5"/>`,
  ).join('')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="1272"><rect width="900" height="1272" fill="#fdfcf8"/><text x="450" y="120" font-size="34" font-family="sans-serif" text-anchor="middle">CERERE DE ANONIMIZARE</text><text x="90" y="220" font-size="22" font-family="sans-serif">Subsemnatul(a), titular(ă) al(a) dosarului electronic de sănătate,</text>${lines}<path d="M600 1180 q 40 -60 60 0 t 70 -30 t 60 20" fill="none" stroke="#24386b" stroke-width="3"/></svg>`
  const png = await sharp(Buffer.from(svg)).png().toBuffer()
  const pdf = await PDFDocument.create()
  const image = await pdf.embedPng(png)
  for (let n = 0; n < 2; n++) {
    const page = pdf.addPage([595, 842])
    page.drawImage(image, { x: 0, y: 0, width: 595, height: 842 })
    page.drawRectangle({ x: 480, y: 790, width: 80, height: 24, borderColor: rgb(0.1, 0.2, 0.4), borderWidth: 1 })
  }
  const bytes = await pdf.save()
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return {
    scan: { sha256, mediaType: 'application/pdf', bytes: bytes.length, pages: 2, name: 'cerere.pdf' },
    files: new Map([[sha256, { bytes, mediaType: 'application/pdf' }]]),
  }
}

const numberOf = ({ registration }: RequestBody) =>
  registration.sequence === null
    ? (registration.provisional ?? '')
    : `${registration.sequence}/${registration.day.split('-').reverse().join('.')}`
const isOpen = (request: RequestBody) => (OPEN_STATES as readonly string[]).includes(request.state)

const termOn = (day: string) => ({ day, daysLeft: daysLeft(day, TODAY) })

function rowOf(request: RequestBody): QueueRow {
  return {
    id: request.id,
    number: numberOf(request),
    provisional: request.registration.sequence === null,
    kind: request.kind,
    channel: request.channel,
    state: request.state,
    surname: request.holder.surname,
    givenNames: request.holder.givenNames,
    cnpMasked: maskCnp(request.holder.cnp),
    registeredDay: request.registration.day,
    dueDay: request.dueDay,
    daysLeft: isOpen(request) ? daysLeft(request.dueDay, TODAY) : null,
    by: request.registeredBy.name,
    pending: request.registration.sequence === null,
    needsDecision: Number.parseInt(request.id.slice(-4), 16) % 29 === 7,
    executionHold: request.execution?.state ?? null,
  }
}

const ALLOWED: Record<string, readonly string[]> = {
  registered: ['submit', 'amend', 'check-identity', 'withdraw'],
  in_review: ['return', 'approve', 'reject', 'withdraw', 'join', 'forward', 'file', 'extend'],
  returned: ['submit', 'amend', 'check-identity', 'withdraw'],
  approved: ['withdraw', 'reject'],
}
const DECISIONS = ['return', 'approve', 'reject', 'join', 'forward', 'file', 'extend']

function refusalOf(action: string, request: RequestBody, { role, offline }: Situation): Problem | null {
  if (['attach', 'note'].includes(action)) return null
  if (DECISIONS.includes(action) && !hasRight(role, 'request.decide'))
    return problem('right.missing', { right: 'request.decide' })
  if (!ALLOWED[request.state]?.includes(action))
    return problem('request.state', { state: request.state, command: action })
  if (action === 'approve' && offline) return problem('online.required')
  if (action === 'extend' && request.extendedDays > 0) return problem('request.extended')
  if (action === 'submit' && request.state === 'returned')
    return problem('request.incomplete', { missing: ['proof-of-capacity'] })
  return null
}

const papersOf = (request: RequestBody): ProcedureOutput<'request.open'>['papers'] =>
  PAPERS.map((paper) => {
    const available =
      paper === 'proof-of-registration' ||
      (paper === 'receipt' && request.state === 'executed') ||
      (paper === 'letter' && request.state === 'rejected')
    return {
      paper,
      paperId: null,
      letter: paper === 'letter' && available ? ('rejection' as const) : null,
      at: available ? NOW : null,
      verificationCode: null,
      available,
      refusal: available ? null : problem('paper.not-yet', { paper }),
      printed: paper === 'proof-of-registration' ? 1 : 0,
    }
  })

/** A supervisor at a connected desk. */
export const USUAL_SITUATION: Situation = {
  role: 'supervisor',
  session: 'open',
  offline: false,
  passwordWanted: false,
  empty: false,
  revoked: false,
  delayMs: 0,
  faulty: false,
  blocked: null,
  decides: false,
  duplicates: false,
  incidents: [],
  refusals: {},
}

export async function openGeneratedDesk(count: number): Promise<GeneratedDesk> {
  const { scan, files } = await makeScans()
  const requests = Array.from({ length: count }, (_, n) => generateRequest(n, TODAY, scan))
  // One person has two open requests of a kind, which can be joined.
  const [first, second] = [requests[42], requests[45]]
  if (first && second) second.holder = first.holder
  const rows = requests.map(rowOf)
  const foldedOf = (request: RequestBody): string =>
    `${numberOf(request)} ${foldName(`${request.holder.surname} ${request.holder.givenNames}`)} ${request.holder.cnp}`.toLowerCase()
  const folded = requests.map(foldedOf)
  const listeners = new Set<(event: DeskEvent) => void>()
  const situation: Situation = { ...USUAL_SITUATION }
  const me = () => ({
    ...(situation.role === 'supervisor' ? SUPERVISOR : CLERK),
    username: situation.role,
    role: situation.role,
  })
  const find = (requestId: string) => requests.find((request) => request.id === requestId)
  const emit = (event: DeskEvent) => listeners.forEach((listener) => listener(event))

  const order: Record<string, (a: QueueRow, b: QueueRow) => number> = {
    due: (a, b) => a.dueDay.localeCompare(b.dueDay),
    number: (a, b) => a.number.localeCompare(b.number, 'ro', { numeric: true }),
    name: (a, b) => `${a.surname} ${a.givenNames}`.localeCompare(`${b.surname} ${b.givenNames}`, 'ro'),
    registered: (a, b) => a.registeredDay.localeCompare(b.registeredDay),
    state: (a, b) => REQUEST_STATES.indexOf(a.state) - REQUEST_STATES.indexOf(b.state),
  }
  function search(query: ParsedInput<'queue.search'>) {
    if (situation.empty) return { rows: [], total: 0 }
    const words = foldName(query.text).toLowerCase().split(/\s+/).filter(Boolean)
    const states: readonly string[] = query.states.length > 0 ? query.states : OPEN_STATES
    const found = rows.filter(
      (row, n) =>
        states.includes(row.state) &&
        (query.channels.length === 0 || query.channels.includes(row.channel)) &&
        (query.kinds.length === 0 || query.kinds.includes(row.kind)) &&
        (!query.mine || row.by === me().name) &&
        (!query.overdue || (row.daysLeft ?? 0) < 0) &&
        words.every((word) => folded[n]?.includes(word)),
    )
    const compare = order[query.sort.by]
    if (compare) found.sort((a, b) => compare(a, b) * (query.sort.direction === 'asc' ? 1 : -1))
    return { rows: found.slice(query.offset, query.offset + query.limit), total: found.length }
  }
  function counts() {
    const open = situation.empty ? [] : rows.filter((row) => row.daysLeft !== null)
    return {
      byState: Object.fromEntries(
        REQUEST_STATES.map((state) => [state, rows.filter((row) => row.state === state).length]),
      ) as ProcedureOutput<'queue.counts'>['byState'],
      open: open.length,
      overdue: open.filter((row) => (row.daysLeft ?? 0) < 0).length,
      mine: open.filter((row) => row.by === me().name).length,
      toApprove: open.filter((row) => row.state === 'in_review').length,
      decisions: situation.empty ? 0 : 2,
      held: situation.empty ? 0 : 2,
    }
  }
  function detail(request: RequestBody): ProcedureOutput<'request.open'> {
    const who = {
      registered: 'clerk',
      in_review: 'supervisor',
      returned: 'citizen',
      approved: 'central',
      executing: 'central',
    } as const
    const row = rowOf(request)
    return {
      request,
      number: row.number,
      daysLeft: row.daysLeft,
      terms:
        row.daysLeft === null
          ? null
          : {
              answer: { day: request.dueDay, daysLeft: row.daysLeft },
              gdpr: termOn(gdprDueDate(request.registration.day)),
              forwarding:
                request.state === 'approved' || request.state === 'executing'
                  ? null
                  : termOn(forwardingDueDate(request.registration.day)),
            },
      actions: REQUEST_ACTIONS.map((action) => ({ action, refusal: refusalOf(action, request, situation) })),
      missing: request.state === 'returned' ? ['proof-of-capacity'] : [],
      pending: row.pending
        ? [
            {
              deviceSeq: 12,
              commandId: id('f', 12),
              kind: 'register-request',
              requestId: request.id,
              number: row.number,
              state: 'queued',
              at: NOW,
              problem: null,
              actorName: request.registeredBy.name,
            },
          ]
        : [],
      numbers: {},
      held: request.id === id('b', 3),
      papers: papersOf(request),
      next: {
        who:
          request.execution && request.execution.state !== 'waiting'
            ? 'supervisor'
            : (who[request.state as keyof typeof who] ?? 'nobody'),
        what: request.state,
        until: isOpen(request) ? request.dueDay : null,
      },
    }
  }

  const draftAtHand: Draft = {
    id: id('c', 1),
    updatedAt: NOW,
    textVersion: 1,
    content: draftContent.parse({
      holder: { surname: 'Țurcanu', givenNames: 'Ștefan', cnp: '', address: '', phone: '', email: '' },
    }),
    pages: [1, 2].map((pdfPage) => ({
      pageId: id('c', 10 + pdfPage),
      sha256: scan.sha256,
      mediaType: 'application/pdf',
      pdfPage,
      width: 595,
      height: 842,
      rotation: 0,
      role: 'request',
      name: scan.name,
    })),
  }
  const paper = { sha256: scan.sha256, draft: true, duplicate: false, sealed: false, verificationCode: null, pages: 2 }
  const answers: { [P in ProcedureName]?: (input: ParsedInput<P>) => Result<ProcedureOutput<P>> } = {
    'desk.about': () =>
      ok({
        deskNumber: 3,
        deskName: 'Ghișeul 3',
        version: '0.1.0',
        protocol: 1,
        storeId: id('9', 1),
        epoch: id('9', 2),
        demonstration: true,
        house: demonstrationHouse('http://127.0.0.1:8440/verify/'),
        demonstrationLogins: [
          { username: 'operator', password: 'demonstratie', name: CLERK.name, role: 'clerk' },
          { username: 'sef', password: 'demonstratie', name: SUPERVISOR.name, role: 'supervisor' },
        ],
        host: 'browser',
        keyStore: 'file-0600',
        journalBytes: 1_284_096,
        cacheBytes: 48_234_496,
        runtime: 'Node 24.21.0',
      }),
    'session.current': () =>
      ok({
        state: situation.session,
        actor: situation.session === 'signed-out' ? null : me(),
        offline: situation.offline || situation.passwordWanted,
        rights: RIGHTS.filter((right) => hasRight(situation.role, right)),
      }),
    'session.lock': () => (
      setSituation({ session: 'locked' }),
      ok({ state: 'locked', actor: me(), offline: situation.offline, rights: [] })
    ),
    'session.unlock': () => (
      setSituation({ session: 'open' }),
      ok({ state: 'open', actor: me(), offline: situation.offline, rights: [] })
    ),
    'session.signIn': () => (
      setSituation({ session: 'open' }),
      ok({ state: 'open', actor: me(), offline: situation.offline, rights: [] })
    ),
    'session.signOut': () => (
      setSituation({ session: 'signed-out' }),
      ok({ state: 'signed-out', actor: null, offline: situation.offline, rights: [] })
    ),
    'session.active': () => ok({}),
    'sync.status': () => ok(syncStatus()),
    'sync.now': () => ok(syncStatus()),
    'sync.outbox': () =>
      ok(
        situation.empty
          ? []
          : [
              {
                deviceSeq: 41,
                commandId: id('f', 41),
                kind: 'register-request',
                requestId: id('b', 9),
                number: 'P-3-9',
                state: 'queued',
                at: NOW,
                problem: null,
                actorName: CLERK.name,
              },
              {
                deviceSeq: 40,
                commandId: id('f', 40),
                kind: 'attach-document',
                requestId: id('b', 4),
                number: '12004/20.11.2026',
                state: 'sent',
                at: NOW,
                problem: null,
                actorName: CLERK.name,
              },
              {
                deviceSeq: 38,
                commandId: id('f', 38),
                kind: 'approve-request',
                requestId: id('b', 3),
                number: '12003/20.11.2026',
                state: 'parked',
                at: NOW,
                problem: problem('request.plan-changed'),
                actorName: SUPERVISOR.name,
              },
            ],
      ),
    'queue.search': (input) => ok(search(input)),
    'queue.counts': () => ok(counts()),
    'request.open': ({ requestId }) => {
      const request = find(requestId)
      return request ? ok(detail(request)) : refuse('request.unknown')
    },
    'request.approve': ({ requestId }) => decided(requestId, 'approved'),
    'request.reject': ({ requestId }) => decided(requestId, 'rejected'),
    'request.return': ({ requestId }) => decided(requestId, 'returned'),
    'request.join': ({ requestId }) => decided(requestId, 'joined'),
    'request.extend': ({ requestId, days }) => {
      const request = find(requestId)
      if (request && situation.decides) request.extendedDays = days
      return decided(requestId, 'in_review')
    },
    'holder.lookUp': ({ cnp }) => {
      const theirs = requests.filter((request) => request.holder.cnp === cnp)
      return ok({
        known: theirs.length > 0,
        deceased: theirs.some(({ execution }) => execution?.problem?.code === 'request.deceased'),
        dossier: theirs.length > 0 ? 'active' : 'none',
        name: theirs[0]?.holder ?? null,
        openRequests: theirs
          .filter(isOpen)
          .map((request) => ({ requestId: request.id, number: numberOf(request), kind: request.kind })),
        receiptRequestId: null,
      })
    },
    'request.note': ({ requestId, text }) => {
      const request = find(requestId)
      if (!request) return refuse('request.unknown')
      request.notes.push({ id: id('d', 500 + request.notes.length), at: NOW, by: { ...me(), kind: 'person' }, text })
      return ok(detail(request))
    },
    'request.plan': ({ requestId }) =>
      ok({
        requestId,
        kind: find(requestId)?.kind ?? 'anonymise',
        hash: scan.sha256,
        computedAt: NOW,
        dossierGeneration: 1,
        counts: [
          ...(
            [
              ['prescription', 5],
              ['consultation', 4],
              ['referral', 2],
              ['discharge-letter', 1],
            ] as const
          ).map(([type, count]) => ({ class: `clinical-document.${type}` as const, count })),
          { class: 'emergency-summary', count: 1 },
          { class: 'medical-history', count: 1 },
          { class: 'declared-history', count: 0 },
          { class: 'grant', count: 3 },
          { class: 'access-log-entry', count: 48 },
          { class: 'security-matrix', count: 1 },
          { class: 'portal-link', count: 1 },
        ],
        oldestDay: addDays(TODAY, -2900),
        newestDay: addDays(TODAY, -12),
        obstacles:
          requestId === id('b', 12)
            ? [problem('request.duplicate', { requestId: id('b', 15), number: '12015/11.11.2026' })]
            : [],
      }),
    'request.order': ({ requestId }) => {
      const request = find(requestId)
      const other = requests.find((each) => each.kind !== request?.kind && isOpen(each))
      if (!request || !other) return refuse('request.unknown')
      const sideOf = (each: RequestBody) => ({
        requestId: each.id,
        number: numberOf(each),
        revision: each.revision,
        kind: each.kind,
        state: each.state,
        channel: each.channel,
        requestedDay: each.requestedDay,
        requestedAt: null,
        registeredAt: each.registration.at,
        registeredBy: each.registeredBy,
        deskNumber: each.deskNumber,
        offline: each.id === other.id,
        clock: { occurredAt: NOW, offsetMs: each.id === other.id ? -184_000 : 120, receivedAt: NOW },
      })
      return ok({
        self: sideOf(request),
        opposites:
          requestId === id('b', 15) ? [{ ...sideOf(other), verdict: 'unproved', decided: null, refusal: null }] : [],
      })
    },
    'decisions.list': () =>
      ok(
        situation.empty
          ? []
          : [
              {
                commandId: id('f', 38),
                kind: 'approve-request',
                requestId: id('b', 3),
                number: '12003/20.11.2026',
                actor: SUPERVISOR,
                at: NOW,
                problem: problem('request.stale', { seen: 4, current: 5, state: 'returned' }),
                seen: { revision: 4, state: 'in_review' },
                current: { revision: 5, state: 'returned', lastAct: 'return-request', by: 'Rusu Cătălin', at: NOW },
                payload: {},
              },
              {
                commandId: id('f', 36),
                kind: 'reject-request',
                requestId: id('b', 6),
                number: '12006/19.11.2026',
                actor: SUPERVISOR,
                at: NOW,
                problem: problem('request.state', { state: 'withdrawn', command: 'reject' }),
                seen: { revision: 3, state: 'in_review' },
                current: {
                  revision: 4,
                  state: 'withdrawn',
                  lastAct: 'withdraw-request',
                  by: 'Munteanu Alina',
                  at: NOW,
                },
                payload: { reason: 'identity-not-confirmed', explanation: '' },
              },
            ],
      ),
    'decisions.resolve': () => ok({}),
    'takeover.replaceIdentity': () => ok({}),
    'takeover.takeOver': () => ok({}),
    'takeover.setAside': () => ok({}),
    'takeover.list': () => {
      const by = { actor: CLERK, deskNumber: 2, offline: true, mayTakeOver: true }
      const ofRequest = {
        ...{ requestId: id('b', 9), number: '12009/20.11.2026' },
        person: { surname: 'Apetrei', givenNames: 'Maria' },
      }
      return ok(
        situation.empty
          ? []
          : [
              {
                ...{ ...by, ...ofRequest },
                ...{ commandId: id('f', 61), kind: 'update-contact', at: '2026-11-23T07:12:00.000Z' },
                payload: { contact: { address: 'Str. Lungă 4, Iași', phone: '0700000004', email: '' } },
              },
              {
                ...{ ...by, ...ofRequest },
                ...{ commandId: id('f', 62), kind: 'add-note', at: '2026-11-23T07:14:00.000Z' },
                payload: { noteId: id('d', 62), text: 'Dorește răspunsul prin poștă.' },
              },
              {
                ...{ ...by, ...ofRequest, mayTakeOver: false, actor: SUPERVISOR },
                ...{ commandId: id('f', 63), kind: 'reject-request', at: '2026-11-23T07:20:00.000Z' },
                payload: { reason: 'unsigned', explanation: '' },
              },
            ],
      )
    },
    'parked.list': () => {
      const by = { known: true, actor: CLERK, desk: { number: 2, name: 'Ghișeul 2' }, receivedAt: NOW, offline: false }
      return ok(
        situation.empty
          ? []
          : [
              {
                ...by,
                commandId: id('f', 51),
                requestId: id('b', 3),
                kind: 'add-note',
                first: true,
                problem: problem('unexpected', { reference: '7d21e0c4' }),
                occurredAt: '2026-11-23T07:02:00.000Z',
                offline: true,
                number: '12003/20.11.2026',
                person: { surname: 'Crăciunescu', givenNames: 'Ioana' },
                payload: { noteId: id('d', 51), text: 'A adus procura în original; s-a verificat.' },
              },
              {
                ...by,
                commandId: id('f', 52),
                requestId: id('b', 3),
                kind: 'return-request',
                first: false,
                problem: problem('unexpected', { reference: '7d21e0c4' }),
                occurredAt: '2026-11-23T07:05:00.000Z',
                number: '12003/20.11.2026',
                person: { surname: 'Crăciunescu', givenNames: 'Ioana' },
                payload: { missing: ['proof-of-capacity'], explanation: 'Vă rugăm să aduceți dovada calității.' },
              },
              {
                ...by,
                commandId: id('f', 53),
                requestId: id('b', 5),
                kind: 'seal-request',
                known: false,
                first: true,
                problem: problem('command.unknown-kind', { kind: 'seal-request' }),
                occurredAt: NOW,
                number: '12005/20.11.2026',
                person: { surname: 'Hâncu', givenNames: 'Ștefan' },
                payload: {},
              },
            ],
      )
    },
    'parked.resolve': ({ commandId }) =>
      ok({ outcomes: [{ commandId, kind: 'add-note', outcome: 'applied', problem: null }] }),
    ...administrationAnswers(situation),
    'registry.account': ({ year }) =>
      ok({
        registry: 'DES',
        year,
        ranges: situation.empty
          ? []
          : [
              { from: 1, to: 11_998, as: 'registered' },
              { from: 11_999, to: 11_999, as: 'voided', reason: 'not-taken', deskNumber: 2 },
              { from: 12_000, to: 12_460, as: 'registered' },
              ...(situation.faulty
                ? [{ from: 12_461, to: 12_463, as: 'unexplained' as const }]
                : [{ from: 12_461, to: 12_463, as: 'registered' as const }]),
              { from: 12_464, to: 12_500, as: 'voided', reason: 'desk-retired', deskNumber: 4 },
              { from: 12_501, to: 12_558, as: 'registered' },
              { from: 12_559, to: 12_600, as: 'leased', deskNumber: 3 },
            ],
        faults: situation.faulty ? [{ fault: 'unexplained', from: 12_461, to: 12_463 }] : [],
        counts: situation.empty
          ? { registered: 0, voided: 0, leased: 0, superseded: 0 }
          : { registered: 12_520, voided: 38, leased: 42, superseded: 1 },
      }),
    'draft.current': () => ok(draftAtHand),
    'draft.open': () => ok(draftAtHand),
    'draft.list': () => ok([]),
    'draft.assess': () =>
      ok({
        findings: [],
        blockers: [{ code: 'kind', path: 'kind' }],
        missing: [],
        mrz: null,
        age: null,
        disagreements: [],
        differences: [],
      }),
    'draft.save': ({ draftId, textVersion }) =>
      ok({ draftId, textVersion: textVersion + 1, updatedAt: NOW, copied: false }),
    'start.state': () =>
      ok({
        cause: situation.blocked,
        choices: situation.blocked === null ? [] : [...choicesFor(situation.blocked)],
        folder: 'C:\\Ghiseu\\date',
      }),
    'incident.list': () =>
      ok(situation.incidents.map((kind, n) => ({ id: n + 1, at: NOW, kind, count: 3, requestId: null }))),
    'incident.confirm': () => {
      setSituation({ incidents: [] })
      return ok({})
    },
    'scan.watched': () => ok({ folder: null, files: [] }),
    'paper.waiting': () =>
      ok(
        situation.empty
          ? []
          : (['proof-of-registration', 'receipt', 'letter'] as const).map((waiting, n) => ({
              requestId: id('b', n + 4),
              number: `1200${String(n + 4)}/20.11.2026`,
              surname: ['Ungureanu Moraru', 'Țurcanu', 'Popa'][n] ?? '',
              givenNames: ['Ioana', 'Ștefan', 'Maria'][n] ?? '',
              paper: waiting,
              paperId: waiting === 'proof-of-registration' ? null : id('e', n),
              letter: waiting === 'letter' ? ('extension' as const) : null,
              since: NOW,
              tried:
                n === 1
                  ? { at: NOW, problem: problem('printer.failed', { reason: 'out-of-paper' }), mayBeOut: false }
                  : null,
              running: false,
            })),
      ),
    'devices.chosen': () =>
      ok({
        scanner: situation.empty ? null : SCANNER,
        scanSettings: SCAN,
        scannerUser: null,
        printer: { kind: 'ipp', name: 'HP LaserJet ghișeu 3', uri: 'ipp://10.0.0.8/ipp/print' },
        printerName: 'HP LaserJet ghișeu 3',
        printSettings: { copies: 1, duplex: true },
        scanFolder: 'C:\\Scanari\\Ghiseul3',
      }),
    'devices.findScanners': () =>
      ok({
        scanners: [
          SCANNER,
          { kind: 'sane', name: 'Fujitsu fi-7160', device: 'fujitsu:fi-7160:121' },
          { kind: 'folder', name: 'C:\\Scanari\\Ghiseul3' },
        ],
      }),
    'devices.findPrinters': () =>
      ok({
        printers: [
          { kind: 'configured', detail: 'Dosar de tipărire' },
          {
            kind: 'ipp',
            name: 'ghiseu-3',
            uri: 'ipp://localhost:631/printers/ghiseu-3',
            detail: 'HP LaserJet M404, sala mare',
          },
        ],
      }),
    'devices.setScan': () => refuse('scanner.none'),
    'devices.setScannerLogin': () => refuse('scanner.none'),
    'scanner.state': () =>
      ok(
        situation.empty
          ? { name: '', kind: 'none', ready: false, model: '', sources: [], settings: null, problem: null }
          : {
              name: SCANNER.name,
              kind: 'escl',
              ready: !situation.offline,
              model: 'Brother ADS-4700W',
              sources: situation.offline
                ? []
                : (['flatbed', 'feeder', 'feeder-duplex'] as const).map((source) => ({
                    source,
                    resolutions: [150, 200, 300, 600],
                    colours: ['colour', 'grey', 'black-white'],
                    widest: 215.9,
                    longest: 355.6,
                  })),
              settings: SCAN,
              problem: situation.offline ? problem('scanner.unreachable', { scanner: SCANNER.name }) : null,
            },
      ),
    'scanner.running': () => ok(null),
    'scanner.scan': () =>
      ok({ draft: draftAtHand, pages: 2, problem: problem('scanner.jam', { scanner: SCANNER.name, pages: 2 }) }),
    'printer.testPage': () =>
      ok({
        jobId: '',
        printer: 'HP LaserJet ghișeu 3',
        state: 'failed',
        duplicate: false,
        problem: problem('printer.failed', { reason: 'paper-jam' }),
      }),
    'printer.state': () =>
      ok({
        name: 'HP LaserJet ghișeu 3',
        kind: 'ipp',
        ready: !situation.offline,
        detail: situation.offline ? 'certificate' : '',
      }),
    'paper.preview': (input) =>
      ok({ ...paper, paper: input.paper, draft: !situation.duplicates, duplicate: situation.duplicates }),
    'paper.previewLetter': () => ok({ ...paper, paper: 'letter' }),
    'registry.page': () => ok({ sha256: paper.sha256, pages: paper.pages }),
    'form.preview': () => ok({ sha256: paper.sha256, pages: paper.pages, title: 'Cerere de anonimizare' }),
  }
  function syncStatus(): ProcedureOutput<'sync.status'> {
    return {
      state: situation.revoked ? 'stopped' : situation.offline ? 'offline' : 'online',
      offlineSince: situation.offline ? '2026-11-23T08:42:00.000Z' : null,
      lastContactAt: NOW,
      lastPullAt: NOW,
      clockOffsetMs: 120,
      cursor: 4_210,
      head: 4_210,
      queued: situation.offline ? 7 : 0,
      queuedRequests: situation.offline ? 3 : 0,
      oldestQueuedAt: situation.offline ? NOW : null,
      attachmentsToSend: situation.offline
        ? { files: 3, bytes: 5_400_000, sentBytes: 1_200_000 }
        : { files: 0, bytes: 0, sentBytes: 0 },
      parked: situation.empty ? 0 : 1,
      decisions: situation.empty ? 0 : 2,
      nextTryAt: situation.offline ? '2026-11-23T08:43:00.000Z' : null,
      lastProblem: situation.offline ? problem('central.unreachable', { since: '2026-11-23T08:42:00.000Z' }) : null,
      numbersLeft: 42,
      stoppedBy: situation.revoked ? problem('device.unknown') : null,
      stalledSince: situation.incidents.includes('stalled') ? NOW : null,
    }
  }
  function setSituation(part: Partial<Situation>): void {
    Object.assign(situation, part)
    emit({ type: 'changed', topics: ['session', 'sync', 'queue', 'request', 'decisions', 'incidents'], requestIds: [] })
  }

  function move(requestId: string, state: RequestState): void {
    const n = requests.findIndex((request) => request.id === requestId)
    const request = requests[n]
    if (!request) throw new Error(`no request has the id ${requestId}`)
    request.state = state
    rows[n] = rowOf(request)
    emit({ type: 'changed', topics: ['queue', 'request'], requestIds: [requestId] })
  }
  function decided(requestId: string, state: RequestState): Result<ProcedureOutput<'request.open'>> {
    const request = find(requestId)
    if (!situation.decides) return refuse('online.required')
    if (!request) return refuse('request.unknown')
    move(requestId, state)
    return ok(detail(request))
  }

  return {
    async call(procedure, input) {
      if (situation.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, situation.delayMs))
      const refusal = situation.refusals[procedure]
      if (refusal) return { ok: false, problem: refusal }
      const parsed = parseInput(PROCEDURES[procedure].input, input)
      if (!parsed.ok) return parsed
      const answer = answers[procedure] as ((input: unknown) => Result<ProcedureOutput<typeof procedure>>) | undefined
      return answer ? answer(parsed.value) : refuse('online.required')
    },
    putBytes: async (bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      files.set(sha256, { bytes, mediaType: 'application/pdf' })
      return ok({ sha256, bytes: bytes.length })
    },
    getBytes: async (sha256) => {
      const file = files.get(sha256)
      return file ? ok(file) : refuse('attachment.unknown')
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => undefined,
    set: setSituation,
    move,
    arrive() {
      const request = generateRequest(requests.length, TODAY, scan)
      requests.push(request)
      rows.push(rowOf(request))
      folded.push(foldedOf(request))
      emit({ type: 'changed', topics: ['queue'], requestIds: [request.id] })
    },
  }
}
