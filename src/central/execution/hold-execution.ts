/**
 * Records why an approved execution is held up, for the person who has to act on it. The record is stored beside the
 * execution, sent to the desks with the request, and removed when the execution continues. No decision depends on it,
 * so it makes no screen stale.
 */
import type { Problem } from '../../domain/problem.ts'
import { problem } from '../../domain/problem.ts'
import { formatRegistryNumber } from '../../domain/request/registry-number.ts'
import { canonicalJson } from '../../protocol/canonical.ts'
import { touchRequest } from '../store/repositories/keep-request.ts'
import { columns, requestRow } from '../store/repositories/requests.ts'
import type { Writing } from '../store/store.ts'
import type { ExecutionServices } from './execution-services.ts'

type Hold =
  | { readonly state: 'waiting'; readonly for: readonly string[] }
  | { readonly state: 'blocked' | 'failing'; readonly problem: Problem }

/** Returns whether the reason is new. */
export async function holdExecution(writing: Writing, requestId: string, hold: Hold): Promise<boolean> {
  const { db, at } = writing
  const waitsFor =
    hold.state === 'waiting'
      ? await db
          .selectFrom('registration')
          .select(['request_id', 'sequence', 'day'])
          .where('request_id', 'in', hold.for)
          .orderBy('at')
          .orderBy('request_id')
          .execute()
      : []
  const text = canonicalJson({
    state: hold.state,
    problem: hold.state === 'waiting' ? null : hold.problem,
    waitsFor: waitsFor.map((row) => ({ requestId: row.request_id, number: formatRegistryNumber(row) })),
  })
  const known = await db
    .selectFrom('execution_hold')
    .select('hold')
    .where('request_id', '=', requestId)
    .executeTakeFirst()
  if (known?.hold === text) return false
  await db
    .insertInto('execution_hold')
    .values({ request_id: requestId, since: at, hold: text })
    .onConflict((conflict) => conflict.column('request_id').doUpdateSet({ since: at, hold: text }))
    .execute()
  await touchRequest(writing, requestId)
  return true
}

/** The caller also changes the request, so that the desks receive both at once. */
export async function releaseExecution({ db }: Writing, requestId: string): Promise<void> {
  await db.deleteFrom('execution_hold').where('request_id', '=', requestId).execute()
}

/**
 * Records an execution that ended with an error of the program or its environment. Returns the reference under which it
 * is shown and logged; the reference stays the same while the error persists.
 */
export function recordFailure(
  { store, keys, random, actor }: ExecutionServices,
  requestId: string,
): Promise<string | null> {
  return store.write(async (writing) => {
    const { db, at } = writing
    const execution = await db
      .selectFrom('execution')
      .select('state')
      .where('request_id', '=', requestId)
      .executeTakeFirst()
    const request = await requestRow(db, requestId)
    // An error after the last commit changes nothing: the request has been executed.
    if (!execution || !request || execution.state === 'executed' || execution.state === 'withdrawn') return null
    const row = await db
      .selectFrom('execution_hold')
      .select('hold')
      .where('request_id', '=', requestId)
      .executeTakeFirst()
    const known = row && columns.hold(row.hold)
    if (known?.state === 'failing' && known.problem?.code === 'unexpected') return known.problem.details.reference
    const reference = random.id(Date.parse(at))
    await holdExecution(writing, requestId, { state: 'failing', problem: problem('unexpected', { reference }) })
    writing.audited({
      actor: actor.id,
      device: null,
      action: 'execution.failing',
      subjectRef: keys.subjectRef(request.holder_cnp),
      body: { requestId, reference },
    })
    return reference
  })
}
