/**
 * What holds up an approved execution, for whoever has to do something about it: kept beside it, told to the desks with
 * the request, gone once it goes on. It changes nothing that a decision rests on, so nobody's screen becomes stale by
 * it.
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

/** Answers whether that is news. */
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

/** Whoever releases it also advances the request, so that the desks hear of both at once. */
export async function releaseExecution({ db }: Writing, requestId: string): Promise<void> {
  await db.deleteFrom('execution_hold').where('request_id', '=', requestId).execute()
}

/**
 * An execution that broke off with an error of the program or its surroundings. Answers the reference under which it is
 * told and logged: one for as long as it goes on.
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
    // What broke off after the last commit has been executed nonetheless.
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
