/** Joins a request to another of the same person and the same matter: one answer (OG 27/2002 art. 10). */
import { ok, refuse } from '../../domain/problem.ts'
import { applyCommand, isClosed } from '../../domain/request/lifecycle.ts'
import { requestRow, type RequestRow } from '../store/requests.ts'
import type { Reading } from '../store/schema.ts'
import { numberOf } from '../store/repositories/registered-number.ts'
import { orderLetter } from '../papers/order-letter.ts'
import type { Handler } from './command.ts'
import { decisionOf } from './decision.ts'

/** Whether an opposite request of the person was executed after this one. */
async function undoneSince(db: Reading, executed: RequestRow): Promise<boolean> {
  const runs = await db
    .selectFrom('execution')
    .innerJoin('request', 'request.id', 'execution.request_id')
    .select(['request.id', 'request.kind', 'execution.finished_at'])
    .where('request.holder_cnp', '=', executed.holder_cnp)
    .where('request.state', '=', 'executed')
    .execute()
  const finished = runs.find(({ id }) => id === executed.id)?.finished_at ?? ''
  return runs.some(({ kind, finished_at: at }) => kind !== executed.kind && at !== null && at >= finished)
}

export const joinRequest: Handler<'join-request'> = async (context, request, { into }) => {
  const { db } = context.writing
  const next = applyCommand(request.state, 'join')
  if (!next.ok) return next
  const other = into === request.id ? undefined : await requestRow(db, into)
  if (!other) return refuse('request.unknown')
  if (other.holder_cnp !== request.holder_cnp || other.kind !== request.kind) return refuse('request.different-person')
  // Executed has its answer to give; the other closed ones have none.
  if (isClosed(other.state) && other.state !== 'executed')
    return refuse('request.state', { state: other.state, command: 'join' })
  // An answer that a later opposite request has undone answers nothing any more.
  if (other.state === 'executed' && (await undoneSince(db, other)))
    return refuse('request.state', { state: other.state, command: 'join' })
  const number = await numberOf(db, other.id)
  await orderLetter(context, request, { letter: 'joining', intoNumber: number, explanation: '' })
  return ok({ to: next.value, set: { decision: decisionOf(context, { joinedInto: into }) }, facts: { into: number } })
}
