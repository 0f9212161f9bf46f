/**
 * Every kind of command passes the same steps: validated, authorised, checked by its definition (src/request) and by
 * what only the store knows; then applied by its definition, stored, and recorded in the audit.
 */
import { ok, refuse, type Result } from '../../domain/problem.ts'
import type { CommandEnvelope } from '../../protocol/commands.ts'
import { parseInput } from '../../protocol/problem.ts'
import { anyAct, type CommandKind, type CommandPayload } from '../../request/acts.ts'
import { applyAct, checkAct, type ActToApply } from '../../request/apply.ts'
import type { RequestBody } from '../../request/body.ts'
import type { CommandContext, Keeping } from './command.ts'
import { KEEPING } from './index.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import type { Random } from '../random.ts'
import { keepRequest } from '../store/repositories/keep-request.ts'
import type { Writing } from '../store/store.ts'
import { authoriseCommand } from './authorise-command.ts'
import type { Batch } from './batch.ts'
import { keepDecision, type MadeBefore, madeBefore } from './taken-over.ts'

export interface Applied {
  readonly version: number
  readonly revision: number
  /** Index in the order of changes of this transaction. */
  readonly change: number
}

export interface ApplyServices {
  readonly writing: Writing
  readonly keys: KeyRing
  readonly random: Random
  readonly device: { readonly id: string; readonly deskNumber: number }
  /** When the command arrived; earlier than this transaction for one that was parked. */
  readonly receivedAt: string
  /** The commands that their session's key signed. */
  readonly proved: ReadonlySet<CommandEnvelope>
  readonly batch: Batch
}

function auditApplied(
  { writing, subjectRef, by, device }: CommandContext,
  { kind, commandId, occurredAt, clockOffsetMs, takenOver }: CommandEnvelope,
  after: RequestBody,
  more: Readonly<Record<string, unknown>>,
): void {
  writing.audited({
    actor: by.id,
    device: device.id,
    action: kind,
    subjectRef: subjectRef(after.holder.cnp),
    body: {
      requestId: after.id,
      version: after.version,
      state: after.state,
      author: by.kind,
      commandId,
      occurredAt,
      clockOffsetMs,
      ...after.timeline.at(-1)?.facts,
      ...(takenOver === undefined
        ? {}
        : {
            takenOver: {
              commandId: takenOver.commandId,
              deviceId: takenOver.deviceId,
              actorId: takenOver.actorId,
              occurredAt: takenOver.occurredAt,
            },
          }),
      ...more,
    },
  })
}

/** Who did the act first, where the command takes it over; null where it is done for the first time. */
async function origin(
  { takenOver, kind, aggregateId, kindVersion, payloadHash }: CommandEnvelope,
  circumstances: Parameters<typeof madeBefore>[1],
): Promise<Result<MadeBefore | null>> {
  if (takenOver === undefined) return ok(null)
  // Another content than the one that was signed then would be an act of its own.
  if (takenOver.payloadHash !== payloadHash || takenOver.kindVersion !== kindVersion) return refuse('takeover.unproved')
  return madeBefore({ kind, aggregateId, takenOver }, circumstances)
}

export async function applyCommand(
  { batch, receivedAt, proved, ...services }: ApplyServices,
  envelope: CommandEnvelope,
): Promise<Result<Applied>> {
  const { writing, device } = services
  const kind = envelope.kind as CommandKind
  const { payloads, right } = anyAct(kind)
  const schema = payloads[envelope.kindVersion]
  if (schema === undefined || right === null) throw new RangeError('a command that is known')
  const authorised = authoriseCommand(envelope, await batch.session(envelope.sessionId), {
    deviceId: device.id,
    right,
    receivedAt,
    proved,
  })
  if (!authorised.ok) return authorised
  const payload = parseInput(schema, envelope.payload)
  if (!payload.ok) return payload
  const { commandId, aggregateId: requestId, offline, expectedRevision, takenOver } = envelope
  if (batch.isDecided(commandId)) return refuse('takeover.settled')
  const made = await origin(envelope, { db: writing.db, receivedAt, session: batch.session })
  if (!made.ok) return made
  const context: CommandContext = {
    ...services,
    ...authorised.value,
    subjectRef: batch.subjectRef,
    now: writing.at,
    commandId,
    requestId,
    offline,
    madeAt: made.value?.device ?? device,
    ...(made.value === null ? {} : { first: made.value.first, possible: made.value.possible }),
  }
  const before = await batch.request(requestId)
  const given = { kind, payload: payload.value, expectedRevision } as ActToApply
  const refusal = checkAct(before, given, context)
  if (refusal !== null) return { ok: false, problem: refusal }

  // The payload and the request match the kind. TypeScript cannot express that for a kind known only at run time.
  const { prepare, kept, leavesRequests } = (KEEPING[kind] ?? {}) as Keeping<'add-note'>
  const prepared = prepare
    ? await prepare(context, before as RequestBody, payload.value as CommandPayload<'add-note'>)
    : ok(payload.value as CommandPayload<'add-note'>)
  if (!prepared.ok) return prepared
  const after = applyAct(before, { ...given, payload: prepared.value } as ActToApply, context)
  const change = await keepRequest(writing, before, after)
  const more = await kept?.(context, { before: before as RequestBody, after, payload: prepared.value })
  if (takenOver !== undefined)
    await keepDecision(writing, takenOver, { command: commandId, id: authorised.value.by.id, reason: null })
  auditApplied(context, envelope, after, more ?? {})
  // Where the store adds something, it may also change this request or another one.
  batch.applied(kept && !leavesRequests ? null : after, takenOver?.commandId)
  return ok({ version: after.version, revision: after.revision, change })
}
