/**
 * The order of two opposite requests is decided for both at once: the history of the other request shows it too, and
 * the other request must still be as the supervisor saw it. The decision may be changed while neither has begun to run;
 * it has no effect on what was already erased.
 */
import { ok, type Problem, problem, type Result } from '../../../domain/problem.ts'
import { mayDecideOrder } from '../../../domain/request/order.ts'
import type { CommandPayload } from '../../../request/acts.ts'
import { applyAct, type ActToApply, stateAfter } from '../../../request/apply.ts'
import type { RequestBody } from '../../../request/body.ts'
import { refusalOfFourEyes } from '../../../request/involved-actors.ts'
import { orderedRequests, registeredOf } from '../../execution/order-of-requests.ts'
import { keepRequest } from '../../store/repositories/keep-request.ts'
import { readRequest } from '../../store/repositories/requests.ts'
import type { Reading } from '../../store/schema.ts'
import type { CommandContext, Keeping } from '../../commands/command.ts'

type Payload = CommandPayload<'decide-order'>

function refusalOfOther(
  request: RequestBody,
  other: RequestBody,
  { otherRevision }: Payload,
  { by }: CommandContext,
): Problem | null {
  if (other.holder.cnp !== request.holder.cnp || other.kind === request.kind) return problem('request.not-opposite')
  const next = stateAfter(other.state, 'decide-order')
  if (!next.ok) return next.problem
  const eyes = refusalOfFourEyes(other, by.id)
  if (eyes !== null) return eyes
  return other.revision === otherRevision
    ? null
    : problem('request.stale', { seen: otherRevision, current: other.revision, state: other.state })
}

async function decidable(db: Reading, request: RequestBody, { other, first }: Payload): Promise<Result<true>> {
  const all = await orderedRequests(db, await registeredOf(db, request.holder.cnp))
  const second = first === request.id ? other : request.id
  const [earlier, later] = [all.find(({ id }) => id === first), all.find(({ id }) => id === second)]
  if (!earlier || !later) throw new RangeError('requests that are there')
  return mayDecideOrder(earlier, later, all)
}

export const decideOrder: Keeping<'decide-order'> = {
  prepare: async (context, request, payload) => {
    const { db } = context.writing
    const other = await readRequest(db, payload.other)
    const refusal = other ? refusalOfOther(request, other, payload, context) : problem('request.unknown')
    if (refusal !== null) return { ok: false, problem: refusal }
    const order = await decidable(db, request, payload)
    return order.ok ? ok(payload) : order
  },
  kept: async (context, { before, payload }) => {
    const { writing, random, commandId, by, at } = context
    const { db } = writing
    const { first, other: otherId, reason } = payload
    const other = await readRequest(db, otherId)
    if (!other) throw new RangeError('a request that is there')
    const { n } = await db
      .selectFrom('order_decision')
      .select((eb) => eb.fn.max('n').as('n'))
      .executeTakeFirstOrThrow()
    await db
      .insertInto('order_decision')
      .values({
        n: (n ?? 0) + 1,
        command_id: commandId,
        first_id: first,
        second_id: first === before.id ? otherId : before.id,
        reason,
        by_kind: by.kind,
        by_id: by.id,
        by_name: by.name,
        at,
      })
      .execute()
    const mirrored: ActToApply<'decide-order'> = {
      kind: 'decide-order',
      payload: { ...payload, other: before.id, otherRevision: before.revision },
      expectedRevision: other.revision,
    }
    const entry = { ...context, requestId: other.id, commandId: random.id(Date.parse(writing.at)) }
    await keepRequest(writing, other, applyAct(other, mirrored, entry))
  },
}
