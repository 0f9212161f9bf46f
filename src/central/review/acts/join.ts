/** A request can be joined only to one of the same person and matter that has been answered or will be. */
import { ok, refuse } from '../../../domain/problem.ts'
import { isClosed } from '../../../domain/request/lifecycle.ts'
import { orderLetter } from '../../papers/order-letter.ts'
import { numberOf } from '../../registration/numbers/registered-number.ts'
import { requestRow, type RequestRow } from '../../store/repositories/requests.ts'
import type { Reading } from '../../store/schema.ts'
import type { Keeping } from '../../commands/command.ts'

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

export const joinRequest: Keeping<'join-request'> = {
  prepare: async ({ writing: { db } }, request, payload) => {
    const other = await requestRow(db, payload.into)
    if (!other) return refuse('request.unknown')
    if (other.holder_cnp !== request.holder.cnp || other.kind !== request.kind)
      return refuse('request.different-person')
    // An executed request has an answer, unless a later opposite request has undone it. Other closed requests have
    // none.
    const answers = other.state === 'executed' ? !(await undoneSince(db, other)) : !isClosed(other.state)
    return answers ? ok(payload) : refuse('request.state', { state: other.state, command: 'join' })
  },
  kept: async (context, { before, payload }) => {
    const intoNumber = await numberOf(context.writing.db, payload.into)
    await orderLetter(context, before, { letter: 'joining', intoNumber, explanation: '' })
  },
}
