/**
 * Decides whether the person named by a command gave it and was allowed to (ADR 0014, ADR 0071): by the session in
 * which they acted, by the signature of that session's key, and by their right. A session id proves nothing. A wrong
 * clock refuses no work at a counter (docs/protocol.md S13): the time of the act is moved into the possible range,
 * because what was done at a counter cannot be undone. A decision is made online, so its time must be right.
 */
import { ok, type Problem, problem, refuse, type Result } from '../../domain/problem.ts'
import type { Possible } from '../../domain/request/registration-day.ts'
import { hasRight, type Right } from '../../domain/rights.ts'
import { LIMITS } from '../../protocol/central/limits.ts'
import type { CommandEnvelope } from '../../protocol/commands.ts'
import { momentOf } from '../../protocol/moment-of.ts'
import type { Author } from '../../protocol/values.ts'
import { mustChangePassword, refusalOfAuthority } from '../people/authority.ts'
import { type User, userById } from '../people/users.ts'
import type { Database, Reading } from '../store/schema.ts'

export interface SessionFacts {
  readonly session: Database['session']
  readonly user: User
}

export async function sessionFacts(db: Reading, sessionId: string): Promise<SessionFacts | undefined> {
  const session = await db.selectFrom('session').selectAll().where('id', '=', sessionId).executeTakeFirst()
  if (!session) return undefined
  const user = await userById(db, session.user_id)
  return user && { session, user }
}

export interface Arrival {
  readonly deviceId: string
  /** Null for a kind of command that this version does not know. */
  readonly right: Right | null
  /** When the command arrived, by the clock of the central store. */
  readonly receivedAt: string
  /** The commands that their session's key signed. */
  readonly proved: ReadonlySet<CommandEnvelope>
}

/** A desk learns of the end of a session a moment later, so an act may be this much younger. */
const GRACE_MS = 5_000

/**
 * When the act was done: by the corrected clock of the desk, but never before the session was granted and never after
 * the command arrived.
 */
export function occurred(
  envelope: Pick<CommandEnvelope, 'occurredAt' | 'clockOffsetMs'>,
  grantedAt: string,
  receivedAt: string,
): string {
  const corrected = momentOf(envelope)
  return corrected < grantedAt ? grantedAt : corrected > receivedAt ? receivedAt : corrected
}

const isAfter = (at: string, end: string): boolean => Date.parse(at) > Date.parse(end) + GRACE_MS

/** A decision needs a session that was alive when it arrived, and must have been made within minutes of that. */
function refusalOfDecision(envelope: CommandEnvelope, { session }: SessionFacts, receivedAt: string) {
  if (session.public_key === null) return problem('session.unproved')
  if (envelope.offline) return problem('online.required')
  const { ended_at: endedAt, signed_out_at: signedOutAt, expires_at: expiresAt } = session
  const end = [endedAt, signedOutAt, expiresAt].flatMap((at) => at ?? []).sort()[0] ?? expiresAt
  if (end <= receivedAt) return problem('session.expired')
  const madeAt = momentOf(envelope)
  const minutes = LIMITS.decisionWindowMs / 60_000
  return Math.abs(Date.parse(receivedAt) - Date.parse(madeAt)) > LIMITS.decisionWindowMs
    ? problem('decision.late', { madeAt, minutes })
    : null
}

/**
 * Work at a counter is accepted until the days offline are over. After the end of a session only what was done before
 * it is accepted; after signing out also what was done at a desk unlocked without the central store.
 */
function refusalOfCounterWork(at: string, { offline }: CommandEnvelope, { session }: SessionFacts): Problem | null {
  const { offline_until: end, ended_at: endedAt, signed_out_at: signedOutAt } = session
  const over =
    at > end ||
    (endedAt !== null && isAfter(at, endedAt)) ||
    (signedOutAt !== null && !offline && isAfter(at, signedOutAt))
  return over ? problem('session.expired') : null
}

/** A session's acts were done after it was granted, before it ended, and before they arrived. */
export function possibleIn(
  { offline }: Pick<CommandEnvelope, 'offline'>,
  { session }: SessionFacts,
  receivedAt: string,
): Possible {
  const { granted_at: earliest, offline_until: end, ended_at: endedAt, signed_out_at: signedOutAt } = session
  const signedOut = offline ? null : signedOutAt
  const latest = [end, endedAt, signedOut].reduce<string>(
    (first, at) => (at !== null && at < first ? at : first),
    receivedAt,
  )
  return { earliest, latest: latest < earliest ? earliest : latest }
}

export function authoriseCommand(
  envelope: CommandEnvelope,
  facts: SessionFacts | undefined,
  { deviceId, right, receivedAt, proved }: Arrival,
): Result<{ by: Author; at: string; possible: Possible }> {
  if (!facts || facts.session.user_id !== envelope.actorId || facts.session.device_id !== deviceId)
    return refuse('session.required')
  const { session, user } = facts
  if (session.public_key !== null && !proved.has(envelope)) return refuse('session.unproved')
  // Nothing of a disabled person is accepted any more: their colleagues send it again in their own name.
  if (user.disabled === 1) return refuse('login.disabled')
  if (mustChangePassword(user, session)) return refuse('password.change-required')
  const at = occurred(envelope, session.granted_at, receivedAt)
  const decides = right === 'request.decide'
  const refusal = decides ? refusalOfDecision(envelope, facts, receivedAt) : refusalOfCounterWork(at, envelope, facts)
  if (refusal !== null) return { ok: false, problem: refusal }
  // The right at the time of the act is enough for work at the counter; a decision also needs the right when it
  // arrives.
  if (right !== null && (!hasRight(session.role, right) || (decides && !hasRight(user.role, right))))
    return refuse('right.missing', { right })
  const lacking = right === null ? null : refusalOfAuthority(user, right, receivedAt)
  if (lacking !== null) return { ok: false, problem: lacking }
  const by = { kind: 'person' as const, id: session.user_id, name: user.name }
  return ok({ by, at, possible: possibleIn(envelope, facts, receivedAt) })
}
