/**
 * Runs one command inside a transaction that continues whatever the outcome: applied, refused by a rule, or parked.
 * Returns the receipt with that outcome.
 */
import { type Problem, problem } from '../../domain/problem.ts'
import type { CommandEnvelope } from '../../protocol/commands.ts'
import type { CommandReceipt } from '../../protocol/central/receipts.ts'
import { anyAct, COMMANDS, type CommandKind, isKnown } from '../../request/acts.ts'
import { requestRow } from '../store/repositories/requests.ts'
import type { Store, Writing } from '../store/store.ts'
import { type Applied, applyCommand, type ApplyServices } from './apply-command.ts'
import { authoriseCommand } from './authorise-command.ts'

/** Called for an unforeseen failure; the receipt carries the same reference. */
export type Alarm = (
  what: string,
  details: {
    readonly reference?: string
    readonly error?: unknown
    readonly deviceId: string
    readonly deviceSeq?: number
  },
) => void
export type RunOutcome = { readonly applied: Applied } | { readonly rejected: Problem } | { readonly parked: Problem }

/** The file that a command names and that has not arrived yet; null if there is none. */
export async function missingAttachment({ db }: Writing, envelope: CommandEnvelope): Promise<string | null> {
  if (envelope.kind !== 'attach-document') return null
  const payload = COMMANDS['attach-document'].payload.safeParse(envelope.payload)
  if (!payload.success) return null
  const { sha256 } = payload.data.attachment
  return (await db.selectFrom('attachment_file').select('sha256').where('sha256', '=', sha256).executeTakeFirst())
    ? null
    : sha256
}

async function subjectOf({ writing, batch }: ApplyServices, requestId: string): Promise<string | null> {
  const request = await requestRow(writing.db, requestId)
  return request ? batch.subjectRef(request.holder_cnp) : null
}

/**
 * Records who tried what on whose request, and why it was refused, but nothing of the payload. A person without a
 * proving session is recorded only as claimed by the desk.
 */
async function auditRefusal(
  services: ApplyServices,
  { commandId, kind, aggregateId, actorId, sessionId, occurredAt }: CommandEnvelope,
  { code }: Problem,
): Promise<void> {
  const { writing, device, batch } = services
  const facts = code === 'session.unproved' ? undefined : (await batch.session(sessionId))?.session
  writing.audited({
    actor: facts?.user_id === actorId && facts.device_id === device.id ? actorId : 'unknown',
    device: device.id,
    action: 'command.refused',
    subjectRef: await subjectOf(services, aggregateId),
    body: { commandId, kind, requestId: aggregateId, problem: code, statedActor: actorId, occurredAt },
  })
}

/**
 * Parks a command, which holds up every later one of its request: only for a person whom the store would have believed.
 * Otherwise it is refused. Both are recorded in the audit.
 */
export async function parkCommand(
  services: ApplyServices,
  envelope: CommandEnvelope,
  cause: Problem,
): Promise<RunOutcome> {
  const { writing, device, receivedAt } = services
  const { commandId, kind, aggregateId, actorId, sessionId, occurredAt } = envelope
  const authorised = authoriseCommand(envelope, await services.batch.session(sessionId), {
    deviceId: device.id,
    right: isKnown(envelope) ? anyAct(kind as CommandKind).right : null,
    receivedAt,
    proved: services.proved,
  })
  if (!authorised.ok) {
    await auditRefusal(services, envelope, authorised.problem)
    return { rejected: authorised.problem }
  }
  writing.audited({
    actor: actorId,
    device: device.id,
    action: 'command.parked',
    subjectRef: await subjectOf(services, aggregateId),
    body: { commandId, kind, requestId: aggregateId, problem: cause.code, occurredAt },
  })
  return { parked: cause }
}

export async function runCommand(
  { store, alarm }: { readonly store: Store; readonly alarm: Alarm },
  services: ApplyServices,
  envelope: CommandEnvelope,
): Promise<RunOutcome> {
  const { writing, random, device } = services
  if (!isKnown(envelope))
    return parkCommand(services, envelope, problem('command.unknown-kind', { kind: envelope.kind }))
  try {
    const result = await writing.attempt(async () => {
      const value = await applyCommand(services, envelope)
      return { keep: value.ok, value }
    })
    if (result.ok) return { applied: result.value }
    // What the command wrote is rolled back; the record of the attempt stays.
    await auditRefusal(services, envelope, result.problem)
    return { rejected: result.problem }
  } catch (error) {
    // A failing store fails the whole batch: nothing has advanced, and the desk sends it again. A failing handler is a
    // bug of ours, and its command is parked.
    if (store.isFailure(error)) throw error
    const reference = random.id(Date.parse(writing.at))
    alarm('command.parked', { reference, error, deviceId: device.id, deviceSeq: envelope.deviceSeq })
    return parkCommand(services, envelope, problem('unexpected', { reference }))
  }
}

/** The receipt of an outcome; `firstPosition` is the position of the first change of its transaction. */
export function receiptOf(
  { deviceSeq, commandId }: CommandEnvelope,
  outcome: RunOutcome,
  firstPosition: number,
): CommandReceipt {
  if ('applied' in outcome) {
    const { version, revision, change } = outcome.applied
    return { deviceSeq, commandId, outcome: 'applied', version, revision, position: firstPosition + change }
  }
  if ('rejected' in outcome) return { deviceSeq, commandId, outcome: 'rejected', problem: outcome.rejected }
  return { deviceSeq, commandId, outcome: 'parked', problem: outcome.parked }
}
