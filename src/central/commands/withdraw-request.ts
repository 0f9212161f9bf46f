/** Withdraws a request, at the applicant's wish, until its execution has begun. */
import { ok } from '../../domain/problem.ts'
import { applyCommand } from '../../domain/request/lifecycle.ts'
import type { Handler } from './command.ts'
import { decisionOf } from './decision.ts'

export const withdrawRequest: Handler<'withdraw-request'> = async (context, request, { explanation }) => {
  const next = applyCommand(request.state, 'withdraw')
  if (!next.ok) return next
  // An execution that was ordered and has not begun is called off; one that has begun left the state from which this applies.
  await context.writing.db.updateTable('execution').set({ state: 'withdrawn', problem: null }).where('request_id', '=', request.id).execute()
  return ok({ to: next.value, set: { decision: decisionOf(context, { explanation }) } })
}
