/**
 * What prevents the execution of a request, as problems for the supervisor. The rules are in the domain; the facts are
 * read here.
 */
import type { Problem } from '../../domain/problem.ts'
import { problem } from '../../domain/problem.ts'
import { isNameOfAnother } from '../../domain/person/name.ts'
import { findDuplication } from '../../domain/request/duplicates.ts'
import { isClosed } from '../../domain/request/lifecycle.ts'
import { executionOrderOf } from '../../domain/request/order.ts'
import { formatRegistryNumber } from '../../domain/request/registry-number.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import type { Dossier, Holder } from '../dossiers/dossiers.ts'
import { columns, type RequestRow } from '../store/repositories/requests.ts'
import type { Reading } from '../store/schema.ts'
import { orderedRequests, registeredOf } from './order-of-requests.ts'

/** The request whose anonymisation of this person is still in effect. */
async function standingAnonymisation(db: Reading, keys: KeyRing, cnp: string): Promise<string | null> {
  const row = await db
    .selectFrom('anonymised_person')
    .select('request_id')
    .where('person_ref', '=', keys.anonymisedRef(cnp))
    .where('reverted_by', 'is', null)
    .executeTakeFirst()
  return row?.request_id ?? null
}

export async function obstaclesOf(
  db: Reading,
  keys: KeyRing,
  request: RequestRow,
  { holder, dossier }: { holder: Holder | undefined; dossier: Dossier | undefined },
): Promise<Problem[]> {
  const obstacles: Problem[] = []
  if (holder && holder.deceased_day !== null) obstacles.push(problem('request.deceased'))
  // This is the only check that catches a mistyped digit which makes the CNP of another real person.
  if (
    holder &&
    isNameOfAnother(columns.holder(request.holder), { surname: holder.surname, givenNames: holder.given_names })
  )
    obstacles.push(problem('request.name-of-another'))
  const all = await registeredOf(db, request.holder_cnp)
  const own = all.find(({ id }) => id === request.id)
  const ordered = await orderedRequests(db, all)
  const mine = ordered.find(({ id }) => id === request.id)
  if (!mine) throw new RangeError('a request that is registered')
  const order = executionOrderOf(mine, ordered)
  if (!order.ok) obstacles.push(order.problem)
  const waitsFor = order.ok && order.value.outcome === 'wait' ? order.value.for : []
  // A duplicate registered later is joined to this request, so it is no obstacle. An open opposite request changes the
  // dossier only if it runs first. One made later must not hide that there is nothing to do now, or the execution would
  // begin and never end.
  const others = all
    .filter(
      (other) =>
        other.id !== request.id &&
        (other.kind !== request.kind
          ? isClosed(other.state) || !order.ok || waitsFor.includes(other.id)
          : (own !== undefined && other.at < own.at) || other.state === 'executed'),
    )
    .map((other) => ({
      id: other.id,
      person: other.holder_cnp,
      kind: other.kind,
      state: other.state,
      registeredAt: other.at,
      number: formatRegistryNumber(other),
    }))
  const standing = await standingAnonymisation(db, keys, request.holder_cnp)
  const state = standing !== null ? 'anonymised' : dossier?.state === 'active' ? 'active' : 'none'
  const met = findDuplication({ id: request.id, person: request.holder_cnp, kind: request.kind }, others, state)
  if (met.outcome === 'join')
    obstacles.push(problem('request.duplicate', { requestId: met.requestId, number: met.number }))
  if (met.outcome === 'already-anonymised')
    obstacles.push(problem('request.already-anonymised', { receipt: standing ?? met.executedBy }))
  if (met.outcome === 'not-anonymised') obstacles.push(problem('request.not-anonymised'))
  if (met.outcome === 'no-dossier') obstacles.push(problem('request.no-dossier'))
  return obstacles
}
