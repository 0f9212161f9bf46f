/**
 * One request as its page shows it: which actions are possible and why others are not, what is missing, who must do
 * what next. All of it is decided here; the screen only shows it.
 */
import { problem, type Problem, type Result } from '../../domain/problem.ts'
import type { Day } from '../../domain/calendar/day.ts'
import { daysLeft, extendTerm, forwardingDueDate, gdprDueDate } from '../../domain/request/due-date.ts'
import { missingForReview } from '../../domain/request/completeness.ts'
import { allows, applyCommand, isClosed } from '../../domain/request/lifecycle.ts'
import { type Paper, PAPERS } from '../../domain/request/request.ts'
import { hasRight, type Role } from '../../domain/rights.ts'
import { actOfAction, REQUEST_ACTIONS, type RequestAction, shownAct } from '../../request/acts.ts'
import { stateAfter } from '../../request/apply.ts'
import { refusalOfFourEyes } from '../../request/involved-actors.ts'
import type { ProcedureOutput, RequestDetail } from '../../protocol/desk.ts'
import type { RequestBody } from '../../request/body.ts'
import type { OutboxEntry } from '../outbox/outbox.ts'
import { momentOf } from '../../protocol/moment-of.ts'
import { numberOf } from '../../request/paper-facts.ts'

export interface Viewer {
  readonly actorId: string
  readonly role: Role
  /** The token for calling the central store, or why there is none. */
  readonly central: Result<string>
  readonly today: Day
}

/** Why a person may not do something now; null: they may. */
export function refusalOf(action: RequestAction, body: RequestBody, viewer: Viewer): Problem | null {
  const { kind, right } = actOfAction(action)
  if (right === null || !hasRight(viewer.role, right)) return problem('right.missing', { right: right ?? kind })
  const next = stateAfter(body.state, kind)
  if (!next.ok) return next.problem
  if (right === 'request.decide' && !viewer.central.ok) return viewer.central.problem
  if (action === 'submit') {
    const missing = missingForReview(body, viewer.today)
    return missing.length === 0 ? null : problem('request.incomplete', { missing: [...missing] })
  }
  if (action === 'approve' || action === 'decide-order') return refusalOfFourEyes(body, viewer.actorId)
  if (action === 'extend') {
    const extended = extendTerm(
      { registrationDay: body.registration.day, extensionDays: body.extendedDays },
      1,
      viewer.today,
    )
    return extended.ok ? null : extended.problem
  }
  return null
}

function nextOf(body: RequestBody, missing: readonly string[]): RequestDetail['next'] {
  const until = body.dueDay
  switch (body.state) {
    case 'registered':
      return { who: 'clerk', what: missing.length === 0 ? 'submit' : 'complete', until }
    case 'in_review':
      return { who: 'supervisor', what: 'decide', until }
    case 'returned':
      return { who: 'citizen', what: 'complete', until }
    case 'approved':
    case 'executing':
      // An execution that waits continues automatically; the others do not, or not certainly.
      return body.execution === undefined || body.execution.state === 'waiting'
        ? { who: 'central', what: 'execute', until }
        : { who: 'supervisor', what: 'unblock', until }
    case 'executed':
      return body.papers.some(({ paper, printed }) => paper === 'receipt' && printed === 0)
        ? { who: 'clerk', what: 'hand-over-receipt', until: null }
        : { who: 'nobody', what: 'done', until: null }
    default:
      return body.papers.some(({ paper, printed }) => paper === 'letter' && printed === 0)
        ? { who: 'clerk', what: 'send-letter', until: null }
        : { who: 'nobody', what: 'done', until: null }
  }
}

/** A missed term is shown and forbids nothing: forwarding on the sixth day is still better than not forwarding. */
function termsOf(body: RequestBody, today: Day): RequestDetail['terms'] {
  if (isClosed(body.state)) return null
  const term = (day: Day) => ({ day, daysLeft: daysLeft(day, today) })
  const { day } = body.registration
  return {
    answer: term(body.dueDay),
    gdpr: term(gdprDueDate(day)),
    forwarding: applyCommand(body.state, 'forward').ok ? term(forwardingDueDate(day)) : null,
  }
}

/** A paper by its id, or the newest of its kind. */
export const paperOf = (
  body: RequestBody,
  paper: Paper,
  paperId: string | null = null,
): RequestBody['papers'][number] | undefined =>
  body.papers.findLast((record) => record.paper === paper && (paperId === null || record.id === paperId))

function papersOf(body: RequestBody, viewer: Viewer, isAtHand: (sha256: string) => boolean): RequestDetail['papers'] {
  return PAPERS.flatMap((paper): RequestDetail['papers'] => {
    // There may be several letters (term extended, then rejected); each is listed.
    const records = body.papers.filter((record) => record.paper === paper && record.sha256 !== '')
    if (paper === 'proof-of-registration')
      return [
        {
          paper,
          paperId: null,
          letter: null,
          at: body.registration.at,
          verificationCode: null,
          available: true,
          refusal: null,
          printed: records.at(-1)?.printed ?? 0,
        },
      ]
    if (records.length === 0)
      return [
        {
          paper,
          paperId: null,
          letter: null,
          at: null,
          verificationCode: null,
          available: false,
          refusal: problem('paper.not-yet', { paper }),
          printed: 0,
        },
      ]
    return records.map(({ id: paperId, letter, at, verificationCode, sha256, printed }) => {
      const refusal = viewer.central.ok || isAtHand(sha256) ? null : viewer.central.problem
      return { paper, paperId, letter, at, verificationCode, available: refusal === null, refusal, printed }
    })
  })
}

export const outboxRowOf = (entry: OutboxEntry, number: string): ProcedureOutput<'sync.outbox'>[number] => ({
  deviceSeq: entry.envelope.deviceSeq,
  commandId: entry.envelope.commandId,
  kind: shownAct(entry.envelope.kind),
  requestId: entry.envelope.aggregateId,
  number,
  state: entry.state,
  at: momentOf(entry.envelope),
  problem: entry.receipt === null || entry.receipt.outcome === 'applied' ? null : entry.receipt.problem,
  actorName: entry.actorName,
})

/** Ids of the other requests that the history names; earlier builds stored a number and no id. */
const othersIn = (body: RequestBody): string[] =>
  body.timeline.flatMap((entry) => {
    if (entry.act === 'join-request') return [entry.facts.into ?? '']
    return entry.act === 'decide-order' ? [entry.facts.first ?? '', entry.facts.second ?? ''] : []
  })

const numbersOf = (body: RequestBody, numberOfOther: (requestId: string) => string | null): RequestDetail['numbers'] =>
  Object.fromEntries(
    [...new Set(othersIn(body))].flatMap((requestId) => {
      const number = requestId === body.id ? numberOf(body) : numberOfOther(requestId)
      return number === null ? [] : [[requestId, number]]
    }),
  )

export function detailOf(
  body: RequestBody,
  pending: readonly OutboxEntry[],
  viewer: Viewer,
  {
    isAtHand,
    isHeld,
    numberOfOther,
  }: { isAtHand: (sha256: string) => boolean; isHeld: boolean; numberOfOther: (requestId: string) => string | null },
): RequestDetail {
  // In review too: time may have passed since it was complete, and the supervisor returns it for what is missing.
  const judged = allows(body.state, 'submit') || allows(body.state, 'return')
  const missing = judged ? missingForReview(body, viewer.today) : []
  const number = numberOf(body)
  return {
    request: body,
    number,
    daysLeft: isClosed(body.state) ? null : daysLeft(body.dueDay, viewer.today),
    terms: termsOf(body, viewer.today),
    actions: REQUEST_ACTIONS.map((action) => ({ action, refusal: refusalOf(action, body, viewer) })),
    missing,
    pending: pending.map((entry) => outboxRowOf(entry, number)),
    held: isHeld || pending.some(({ state }) => state === 'parked'),
    papers: papersOf(body, viewer, isAtHand),
    numbers: numbersOf(body, numberOfOther),
    next: nextOf(body, missing),
  }
}
