/**
 * The order in which a person made their requests, as far as it is proved or decided. The rules are in the domain; the
 * facts are read here.
 */
import { dayBegins, dayEnds } from '../../domain/calendar/bucharest.ts'
import type { Result } from '../../domain/problem.ts'
import { type Made, type OrderedRequest, type ExecutionOrder, executionOrderOf } from '../../domain/request/order.ts'
import { orderDecisionsOf, type RequestRow } from '../store/repositories/requests.ts'
import type { Database, Reading } from '../store/schema.ts'

export type Registered = RequestRow & Database['registration']

export const registeredOf = (db: Reading, cnp: string): Promise<Registered[]> =>
  db
    .selectFrom('request')
    .innerJoin('registration', 'registration.request_id', 'request.id')
    .selectAll()
    .where('holder_cnp', '=', cnp)
    .execute()

/**
 * The instant if it is known; else any time of the local day on which the request was made. A time recorded by a desk
 * without a connection proves only the day.
 */
const madeAt = (request: RequestRow, offline: boolean): Made =>
  request.requested_at === null || offline
    ? {
        earliest: dayBegins(request.requested_day),
        latest: new Date(Date.parse(dayEnds(request.requested_day)) - 1).toISOString(),
      }
    : { earliest: request.requested_at, latest: request.requested_at }

/** The requests of one person with what is known of their order. */
export async function orderedRequests(db: Reading, requests: readonly RequestRow[]): Promise<OrderedRequest[]> {
  if (requests.length === 0) return []
  const ids = requests.map(({ id }) => id)
  const registeredOffline = await db
    .selectFrom('timeline')
    .select('request_id')
    .where('act', '=', 'register-request')
    .where('offline', '=', 1)
    .where('request_id', 'in', ids)
    .execute()
  const offline = new Set(registeredOffline.map((entry) => entry.request_id))
  /** Only the last decision on a pair counts. */
  const decided = new Map<string, { first: string; second: string }>()
  for (const { first, second } of await orderDecisionsOf(db, ids))
    decided.set([first, second].sort().join(' '), { first, second })
  const after = (id: string): string[] =>
    [...decided.values()].flatMap(({ first, second }) => (first === id ? [second] : []))
  return requests.map((request) => ({
    id: request.id,
    kind: request.kind,
    state: request.state,
    made: madeAt(request, offline.has(request.id)),
    decidedBefore: after(request.id),
  }))
}

/** Whether this request may run now, among the open requests of its person. */
export async function executionOrderOfRequest(db: Reading, request: RequestRow): Promise<Result<ExecutionOrder>> {
  const ordered = await orderedRequests(db, await registeredOf(db, request.holder_cnp))
  const mine = ordered.find(({ id }) => id === request.id)
  if (!mine) throw new RangeError('a request that is there')
  return executionOrderOf(mine, ordered)
}
