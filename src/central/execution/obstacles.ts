/** What stands in the way of executing a request, as problems for the supervisor. The rules are the domain's; the facts are read here. */
import type { Problem } from '../../domain/problem.ts'
import { problem } from '../../domain/problem.ts'
import { dayBegins, dayEnds } from '../../domain/calendar/bucharest.ts'
import { findDuplication } from '../../domain/request/duplicates.ts'
import { isClosed } from '../../domain/request/lifecycle.ts'
import { type OrderedRequest, type Turn, turnOf } from '../../domain/request/order.ts'
import { formatRegistryNumber } from '../../domain/request/registry-number.ts'
import type { Result } from '../../domain/problem.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import type { Dossier, Holder } from '../store/dossiers.ts'
import type { RequestRow } from '../store/requests.ts'
import type { Database, Reading } from '../store/schema.ts'

type Registered = RequestRow & Database['registration']

const registered = (db: Reading, cnp: string): Promise<Registered[]> =>
  db.selectFrom('request').innerJoin('registration', 'registration.request_id', 'request.id').selectAll().where('holder_cnp', '=', cnp).execute()

/** An instant where it is known; else some time of the local day on which it was made. */
const madeAt = (request: RequestRow): OrderedRequest['made'] =>
  request.requested_at === null
    ? { earliest: dayBegins(request.requested_day), latest: new Date(Date.parse(dayEnds(request.requested_day)) - 1).toISOString() }
    : { earliest: request.requested_at, latest: request.requested_at }

const ordered = (request: RequestRow): OrderedRequest => ({ id: request.id, kind: request.kind, state: request.state, made: madeAt(request), decidedRank: null })

/** Whose turn it is among the open requests of a person (product.md section 4). */
export async function turnOfRequest(db: Reading, request: RequestRow): Promise<Result<Turn>> {
  return turnOf(ordered(request), (await registered(db, request.holder_cnp)).map(ordered))
}

/** The request whose anonymisation of this person still stands. */
async function standingAnonymisation(db: Reading, keys: KeyRing, cnp: string): Promise<string | null> {
  const row = await db.selectFrom('anonymised_person').select('request_id').where('person_ref', '=', keys.anonymisedRef(cnp)).where('reverted_by', 'is', null).executeTakeFirst()
  return row?.request_id ?? null
}

export async function obstaclesOf(db: Reading, keys: KeyRing, request: RequestRow, { holder, dossier }: { holder: Holder | undefined; dossier: Dossier | undefined }): Promise<Problem[]> {
  const obstacles: Problem[] = []
  if (holder && holder.deceased_day !== null) obstacles.push(problem('request.deceased'))
  const all = await registered(db, request.holder_cnp)
  const own = all.find(({ id }) => id === request.id)
  const turn = turnOf(ordered(request), all.map(ordered))
  if (!turn.ok) obstacles.push(turn.problem)
  const waitsFor = turn.ok && turn.value.outcome === 'wait' ? turn.value.for : []
  // A twin registered later is joined to this one, so it does not stand in its way. An opposite one that is open changes the dossier only where it
  // runs first; one made later must not hide that there is nothing to do now, or the execution would begin and never end.
  const others = all
    .filter((other) => other.id !== request.id && (other.kind !== request.kind ? isClosed(other.state) || !turn.ok || waitsFor.includes(other.id) : (own !== undefined && other.at < own.at) || other.state === 'executed'))
    .map((other) => ({ id: other.id, person: other.holder_cnp, kind: other.kind, state: other.state, registeredAt: other.at, number: formatRegistryNumber(other) }))
  const standing = await standingAnonymisation(db, keys, request.holder_cnp)
  const state = standing !== null ? 'anonymised' : dossier?.state === 'active' ? 'active' : 'none'
  const met = findDuplication({ id: request.id, person: request.holder_cnp, kind: request.kind }, others, state)
  if (met.outcome === 'join') obstacles.push(problem('request.duplicate', { requestId: met.requestId, number: met.number }))
  if (met.outcome === 'already-anonymised') obstacles.push(problem('request.already-anonymised', { receipt: standing ?? met.executedBy }))
  if (met.outcome === 'not-anonymised') obstacles.push(problem('request.not-anonymised'))
  if (met.outcome === 'no-dossier') obstacles.push(problem('request.no-dossier'))
  return obstacles
}
