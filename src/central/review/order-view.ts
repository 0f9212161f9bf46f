/** A request beside the open opposite requests of its person, with every known time and its source. */
import type { z } from 'zod'
import type { Problem } from '../../domain/problem.ts'
import { problem } from '../../domain/problem.ts'
import { isClosed } from '../../domain/request/lifecycle.ts'
import { compareMade, mayDecideOrder } from '../../domain/request/order.ts'
import { formatRegistryNumber } from '../../domain/request/registry-number.ts'
import type { orderView } from '../../protocol/central/requests.ts'
import { stateAfter } from '../../request/apply.ts'
import { refusalOfFourEyes } from '../../request/involved-actors.ts'
import { orderDecisionsOf, readRequests, type RequestRow } from '../store/repositories/requests.ts'
import type { Reading } from '../store/schema.ts'
import { orderedRequests, type Registered, registeredOf } from '../execution/order-of-requests.ts'

type View = z.infer<typeof orderView>

async function sideOf(db: Reading, row: Registered): Promise<View['self']> {
  const receipt = await db
    .selectFrom('command_receipt')
    .select(['occurred_at', 'clock_offset_ms', 'received_at'])
    .where('aggregate_id', '=', row.id)
    .where('kind', '=', 'register-request')
    .where('outcome', '=', 'applied')
    .executeTakeFirst()
  const entry = await db
    .selectFrom('timeline')
    .select('offline')
    .where('request_id', '=', row.id)
    .where('act', '=', 'register-request')
    .executeTakeFirst()
  return {
    requestId: row.id,
    number: formatRegistryNumber(row),
    revision: row.revision,
    kind: row.kind,
    state: row.state,
    channel: row.channel,
    requestedDay: row.requested_day,
    requestedAt: row.requested_at,
    registeredAt: row.at,
    registeredBy: { id: row.registered_by, name: row.registered_by_name },
    deskNumber: row.desk_number,
    offline: entry?.offline === 1,
    clock: receipt
      ? { occurredAt: receipt.occurred_at, offsetMs: receipt.clock_offset_ms, receivedAt: receipt.received_at }
      : null,
  }
}

export async function viewOfOrder(db: Reading, request: RequestRow, actorId: string): Promise<View> {
  const all = await registeredOf(db, request.holder_cnp)
  const ordered = await orderedRequests(db, all)
  const [own, mine] = [all.find(({ id }) => id === request.id), ordered.find(({ id }) => id === request.id)]
  if (!own || !mine) throw new RangeError('a request that is there')
  const decisions = await orderDecisionsOf(db, [request.id])
  const opposites = isClosed(request.state)
    ? []
    : all.filter((row) => row.kind !== request.kind && !isClosed(row.state))
  const bodies = await readRequests(
    db,
    [own, ...opposites].map(({ id }) => id),
  )
  return {
    self: await sideOf(db, own),
    opposites: await Promise.all(
      opposites.map(async (row) => {
        const other = ordered.find(({ id }) => id === row.id) ?? mine
        const compared = compareMade(mine, other)
        const decided = decisions.findLast(({ first, second }) => first === row.id || second === row.id) ?? null
        const refusalOf = async (): Promise<Problem | null> => {
          for (const each of [own, row]) {
            const next = stateAfter(each.state, 'decide-order')
            if (!next.ok) return next.problem
            const body = bodies.get(each.id)
            const eyes = body ? refusalOfFourEyes(body, actorId) : null
            if (eyes !== null) return eyes
          }
          // At least one of the two orders must be possible.
          return [mayDecideOrder(mine, other, ordered), mayDecideOrder(other, mine, ordered)].some(({ ok }) => ok)
            ? null
            : problem('request.order-known')
        }
        return {
          ...(await sideOf(db, row)),
          verdict:
            compared === null
              ? ('unproved' as const)
              : compared < 0
                ? ('self-first' as const)
                : ('other-first' as const),
          decided,
          refusal: await refusalOf(),
        }
      }),
    ),
  }
}
