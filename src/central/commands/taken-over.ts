/**
 * An act of an earlier identity of a workstation that a command takes over (ADR 0089): restored from a copy, frozen or
 * revoked, the workstation could not send it any more. The person who takes it over answers for it; this establishes
 * who did it first, and that it is not done a second time.
 */
import { ok, refuse, type Result } from '../../domain/problem.ts'
import type { Possible } from '../../domain/request/registration-day.ts'
import { hasRight } from '../../domain/rights.ts'
import type { CommandEnvelope, TakenOverAct } from '../../protocol/commands.ts'
import { anyAct, type CommandKind, isAct } from '../../request/acts.ts'
import type { RequestCore } from '../../protocol/request.ts'
import type { Reading } from '../store/schema.ts'
import type { Writing } from '../store/store.ts'
import { occurred, possibleIn, type SessionFacts } from './authorise-command.ts'
import { isTakenOverProved } from './session-proof.ts'

export interface MadeBefore {
  /** The workstation as it was then: its numbers, and its number at the counter, stay those of the act. */
  readonly device: { readonly id: string; readonly deskNumber: number }
  /** When the act can have been done, by what is known of its first session. */
  readonly possible: Possible
  readonly first: NonNullable<RequestCore['timeline'][number]['first']>
}

/** A command as far as it concerns the act that it takes over. */
type Taking = Pick<CommandEnvelope, 'kind' | 'aggregateId'> & { readonly takenOver: TakenOverAct }

interface Circumstances {
  readonly db: Reading
  readonly receivedAt: string
  session(id: string): Promise<SessionFacts | undefined>
}

/** Whether the act has arrived under its own name, was taken over, or was set aside. */
export async function isSettled(db: Reading, commandId: string): Promise<boolean> {
  if ((await decidedAmong(db, [commandId])).size > 0) return true
  const arrived = await db
    .selectFrom('command_receipt')
    .select('command_id')
    .where('command_id', '=', commandId)
    // What the central store refused was not done; its author may do it again.
    .where('outcome', '!=', 'rejected')
    .executeTakeFirst()
  return arrived !== undefined
}

/**
 * Those of the acts that somebody has taken over or set aside; they are refused under their own names. At most as many
 * ids as a batch has commands.
 */
export async function decidedAmong(db: Reading, commandIds: readonly string[]): Promise<Set<string>> {
  if (commandIds.length === 0) return new Set()
  const rows = await db.selectFrom('taken_over').select('command_id').where('command_id', 'in', commandIds).execute()
  return new Set(rows.map(({ command_id: id }) => id))
}

/**
 * Who did the act first, when and where: by the session that the central store granted at that workstation, and its
 * key. Refuses with `takeover.unproved`, `takeover.decision`, `right.missing` or `takeover.settled`.
 */
export async function madeBefore(
  { kind, aggregateId, takenOver }: Taking,
  { db, receivedAt, session: sessionOf }: Circumstances,
): Promise<Result<MadeBefore>> {
  const right = isAct(kind) ? anyAct(kind as CommandKind).right : null
  if (right === null) return refuse('takeover.unproved')
  if (right === 'request.decide') return refuse('takeover.decision')
  const facts = await sessionOf(takenOver.sessionId)
  const device = await db.selectFrom('device').selectAll().where('id', '=', takenOver.deviceId).executeTakeFirst()
  if (!facts || !device || facts.session.device_id !== device.id || facts.session.user_id !== takenOver.actorId)
    return refuse('takeover.unproved')
  const { session, user } = facts
  // A session granted to an earlier version has no key; its work at the counter was accepted without one.
  if (session.public_key !== null && !(await isTakenOverProved({ kind, aggregateId, takenOver }, session.public_key)))
    return refuse('takeover.unproved')
  if (!hasRight(session.role, right)) return refuse('right.missing', { right })
  if (await isSettled(db, takenOver.commandId)) return refuse('takeover.settled')
  return ok({
    device: { id: device.id, deskNumber: device.desk_number },
    possible: possibleIn(takenOver, facts, receivedAt),
    first: {
      actor: { kind: 'person', id: user.id, name: user.name },
      at: occurred(takenOver, session.granted_at, receivedAt),
      deskNumber: device.desk_number,
    },
  })
}

/** From now on the act is refused under its own name and under every other. */
export async function keepDecision(
  { db, at }: Writing,
  { commandId, deviceId }: Pick<TakenOverAct, 'commandId' | 'deviceId'>,
  by: { readonly command: string | null; readonly id: string; readonly reason: string | null },
): Promise<void> {
  await db
    .insertInto('taken_over')
    .values({
      command_id: commandId,
      device_id: deviceId,
      by_command: by.command,
      by_id: by.id,
      reason: by.reason,
      at,
    })
    .execute()
}
