/**
 * Decides which of two opposite requests of one person was made first, where the times do not prove it (product.md
 * section 4): online, by somebody who registered, corrected or verified neither, on the revisions of both that were on
 * the screen. While neither has begun to run it may be decided anew; what has been destroyed is out of its reach.
 */
import { ok, refuse } from '../../domain/problem.ts'
import { applyCommand } from '../../domain/request/lifecycle.ts'
import { mayDecideOrder } from '../../domain/request/order.ts'
import { orderedRequests, registeredOf } from '../execution/order-of-requests.ts'
import { advanceRequest } from '../store/advance-request.ts'
import { eyesOn } from '../store/eyes-on.ts'
import { requestRow } from '../store/requests.ts'
import { numberOf } from '../store/repositories/registered-number.ts'
import type { Handler } from './command.ts'

export const decideOrder: Handler<'decide-order'> = async (
  { writing, random, actor, at, commandId, offline },
  request,
  { other: otherId, otherRevision, first: firstId, reason },
) => {
  const { db } = writing
  if (offline) return refuse('online.required')
  if (firstId !== request.id && firstId !== otherId)
    return refuse('input.invalid', { issues: [{ path: 'first', message: 'neither_of_the_two' }] })
  const other = await requestRow(db, otherId)
  if (!other) return refuse('request.unknown')
  if (other.holder_cnp !== request.holder_cnp || other.kind === request.kind) return refuse('request.not-opposite')
  for (const each of [request, other]) {
    const next = applyCommand(each.state, 'decide-order')
    if (!next.ok) return next
    const eyes = await eyesOn(db, each, actor.id)
    if (!eyes.ok) return eyes
  }
  if (other.revision !== otherRevision)
    return refuse('request.stale', { seen: otherRevision, current: other.revision, state: other.state })
  const [firstRow, secondRow] = firstId === request.id ? [request, other] : [other, request]
  const all = await orderedRequests(db, await registeredOf(db, request.holder_cnp))
  const [first, second] = [all.find(({ id }) => id === firstRow.id), all.find(({ id }) => id === secondRow.id)]
  if (!first || !second) throw new RangeError('requests that are there')
  const decidable = mayDecideOrder(first, second, all)
  if (!decidable.ok) return decidable

  const { n } = await db
    .selectFrom('order_decision')
    .select((eb) => eb.fn.max('n').as('n'))
    .executeTakeFirstOrThrow()
  await db
    .insertInto('order_decision')
    .values({
      n: (n ?? 0) + 1,
      command_id: commandId,
      first_id: first.id,
      second_id: second.id,
      reason,
      by_id: actor.id,
      by_name: actor.name,
      at,
    })
    .execute()
  const facts = { first: await numberOf(db, first.id), second: await numberOf(db, second.id) }
  await advanceRequest(writing, other, {
    act: 'decide-order',
    actor,
    at,
    offline,
    timelineId: random.id(Date.parse(writing.at)),
    revises: true,
    facts,
  })
  return ok({ facts })
}
