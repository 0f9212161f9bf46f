/**
 * Decides whether the person named by a command was allowed to give it: by the session in which they acted, and by
 * their right. A wrong clock refuses nothing (docs/protocol.md S13): the time of the act is moved into the possible
 * range, because what was done at a counter cannot be undone.
 */
import { ok, refuse, type Result } from '../../domain/problem.ts'
import { hasRight, type Right } from '../../domain/rights.ts'
import type { CommandEnvelope } from '../../protocol/commands.ts'
import { momentOf } from '../../protocol/moment-of.ts'
import type { Author } from '../../protocol/values.ts'
import type { Database, Reading } from '../store/schema.ts'

export interface SessionFacts {
  readonly session: Database['session']
  readonly user: Pick<Database['user_account'], 'name' | 'role' | 'disabled'>
}

export async function sessionFacts(db: Reading, sessionId: string): Promise<SessionFacts | undefined> {
  const session = await db.selectFrom('session').selectAll().where('id', '=', sessionId).executeTakeFirst()
  if (!session) return undefined
  return {
    session,
    user: await db
      .selectFrom('user_account')
      .select(['name', 'role', 'disabled'])
      .where('id', '=', session.user_id)
      .executeTakeFirstOrThrow(),
  }
}

/** A desk learns of the end of a session a moment later, so an act may be this much younger. */
const GRACE_MS = 5_000

/**
 * When the act was done: by the corrected clock of the desk, but never before the session was granted and never after
 * the command arrived.
 */
function occurred(envelope: CommandEnvelope, grantedAt: string, receivedAt: string): string {
  const corrected = momentOf(envelope)
  return corrected < grantedAt ? grantedAt : corrected > receivedAt ? receivedAt : corrected
}

export function authoriseCommand(
  envelope: CommandEnvelope,
  facts: SessionFacts | undefined,
  { deviceId, right, receivedAt }: { deviceId: string; right: Right; receivedAt: string },
): Result<{ by: Author; at: string }> {
  if (!facts || facts.session.user_id !== envelope.actorId || facts.session.device_id !== deviceId)
    return refuse('session.required')
  const { session, user } = facts
  const at = occurred(envelope, session.granted_at, receivedAt)
  const decides = right === 'request.decide'
  // Work at the counter is accepted until the days offline are over; a decision only during the session itself.
  const end = decides && !envelope.offline ? session.expires_at : session.offline_until
  if (at > end || (session.ended_at !== null && Date.parse(at) > Date.parse(session.ended_at) + GRACE_MS))
    return refuse('session.expired')
  // The right at the time of the act is enough for work at the counter; a decision also needs the right when it
  // arrives.
  if (!hasRight(session.role, right) || (decides && (user.disabled === 1 || !hasRight(user.role, right))))
    return refuse('right.missing', { right })
  return ok({ by: { kind: 'person', id: session.user_id, name: user.name }, at })
}
