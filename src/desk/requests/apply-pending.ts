/**
 * Applies the acts of this desk that the central store has not confirmed yet to a request: pure, and by the same
 * definitions that the central store uses. An act that would be refused (somebody was faster) leaves the request
 * unchanged; the receipt will state why.
 */
import type { CommandEnvelope, TakenOverAct } from '../../protocol/commands.ts'
import { momentOf } from '../../protocol/moment-of.ts'
import type { ActContext } from '../../request/act.ts'
import { type ActKind, anyAct, isKnown } from '../../request/acts.ts'
import { applyAct, checkAct, type ActToApply, isFirst } from '../../request/apply.ts'
import type { RequestBody } from '../../request/body.ts'

export interface PendingAct {
  readonly envelope: CommandEnvelope
  readonly actorName: string
}

const firstOf = (takenOver: TakenOverAct): ActContext['first'] => ({
  actor: { kind: 'person', id: takenOver.actorId, name: takenOver.actorName },
  at: momentOf(takenOver),
  deskNumber: takenOver.deskNumber,
})

function contextOf({ envelope, actorName }: PendingAct): ActContext {
  const at = momentOf(envelope)
  return {
    by: { kind: 'person', id: envelope.actorId, name: actorName },
    at,
    now: at,
    offline: envelope.offline,
    commandId: envelope.commandId,
    requestId: envelope.aggregateId,
    ...(envelope.takenOver === undefined ? {} : { first: firstOf(envelope.takenOver) }),
  }
}

/** One act applied. Null stays null until the request is registered. */
export function applyPendingAct(body: RequestBody | null, pending: PendingAct): RequestBody | null {
  const { envelope } = pending
  if (!isKnown(envelope)) return body
  const kind = envelope.kind as ActKind
  const parsed = anyAct(kind).payloads[envelope.kindVersion]?.safeParse(envelope.payload)
  if (parsed?.success !== true) return body
  const act = { kind, payload: parsed.data, expectedRevision: envelope.expectedRevision } as ActToApply
  const context = contextOf(pending)
  // A registration made at a counter is always shown, even one that will be refused: somebody has a paper about it.
  const shown = body === null && isFirst(kind)
  return shown || checkAct(body, act, context) === null ? applyAct(body, act, context) : body
}

/**
 * A confirmed request (null: not known at the centre yet) with the pending acts of this desk applied in their order.
 */
export const applyPending = (confirmed: RequestBody | null, acts: readonly PendingAct[]): RequestBody | null =>
  acts.reduce(applyPendingAct, confirmed)
