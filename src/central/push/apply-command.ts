/**
 * One command through the same gates, whatever its kind: known, well-formed, allowed, not stale, handled; then version,
 * timeline, change and audit.
 */
import { ok, refuse, type Result } from '../../domain/problem.ts'
import {
  COMMAND_VERSION,
  type CommandEnvelope,
  type CommandKind,
  COMMANDS,
  raisesRevision,
} from '../../protocol/commands.ts'
import { parseInput } from '../../protocol/problem.ts'
import type { CommandContext, Effect, Handler } from '../commands/command.ts'
import { HANDLERS, registerRequest } from '../commands/index.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import type { Random } from '../random.ts'
import { advanceRequest, recordAdvance } from '../store/advance-request.ts'
import { requestRow, type RequestRow } from '../store/requests.ts'
import type { Writing } from '../store/store.ts'
import { authoriseCommand, type SessionFacts } from './authorise-command.ts'

export interface Applied {
  readonly version: number
  readonly revision: number
  /** Place in this write's order of changes. */
  readonly change: number
}

export interface ApplyServices {
  readonly writing: Writing
  readonly keys: KeyRing
  readonly random: Random
  readonly device: { readonly id: string; readonly deskNumber: number }
  session(id: string): Promise<SessionFacts | undefined>
}

export const isKnown = ({ kind, kindVersion }: CommandEnvelope): boolean =>
  Object.hasOwn(COMMANDS, kind) && kindVersion <= COMMAND_VERSION

export async function applyCommand(
  { writing, keys, random, device, session }: ApplyServices,
  envelope: CommandEnvelope,
): Promise<Result<Applied>> {
  const kind = envelope.kind as CommandKind
  const { payload: schema, right, transition } = COMMANDS[kind]
  const authorised = authoriseCommand(envelope, await session(envelope.sessionId), {
    deviceId: device.id,
    right,
    receivedAt: writing.at,
  })
  if (!authorised.ok) return authorised
  const payload = parseInput(schema, envelope.payload)
  if (!payload.ok) return payload
  const { actor, at } = authorised.value
  const context: CommandContext = {
    writing,
    keys,
    random,
    actor,
    device,
    commandId: envelope.commandId,
    requestId: envelope.aggregateId,
    at,
    offline: envelope.offline,
  }
  const advance = {
    act: kind,
    actor,
    at,
    offline: envelope.offline,
    timelineId: envelope.commandId,
    revises: raisesRevision(kind),
  }
  const audit = (row: RequestRow, facts: Effect['facts']): void =>
    writing.audited({
      actor: actor.id,
      device: device.id,
      action: kind,
      subjectRef: keys.subjectRef(row.holder_cnp),
      body: {
        requestId: row.id,
        version: row.version,
        state: row.state,
        commandId: envelope.commandId,
        occurredAt: envelope.occurredAt,
        clockOffsetMs: envelope.clockOffsetMs,
        ...facts,
      },
    })

  if (kind === 'register-request') {
    const registered = await registerRequest(context, COMMANDS[kind].payload.parse(envelope.payload))
    if (!registered.ok) return registered
    const { row, facts } = registered.value
    const change = await recordAdvance(writing, row, null, { ...advance, facts })
    audit(row, facts)
    return ok({ version: row.version, revision: row.revision, change })
  }

  const request = await requestRow(writing.db, envelope.aggregateId)
  if (!request) return refuse('request.unknown')
  if (transition) {
    if (envelope.expectedRevision === null)
      return refuse('input.invalid', { issues: [{ path: 'expectedRevision', message: 'required' }] })
    if (envelope.expectedRevision !== request.revision)
      return refuse('request.stale', {
        seen: envelope.expectedRevision,
        current: request.revision,
        state: request.state,
      })
  }
  // Payload and handler belong to the same kind; that cannot be said of a kind known only when it runs.
  const handle = HANDLERS[kind] as Handler<CommandKind>
  const effect = await handle(context, request, payload.value as never)
  if (!effect.ok) return effect
  const { row, change } = await advanceRequest(writing, request, { ...advance, ...effect.value })
  audit(row, effect.value.facts)
  return ok({ version: row.version, revision: row.revision, change })
}
