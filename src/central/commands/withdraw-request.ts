/** Withdraws a request, at the applicant's wish, until its execution has begun. */
import { ok } from '../../domain/problem.ts'
import { applyCommand } from '../../domain/request/lifecycle.ts'
import { callOffExecution } from '../execution/call-off-execution.ts'
import type { Handler } from './command.ts'
import { decisionOf } from './decision.ts'

export const withdrawRequest: Handler<'withdraw-request'> = async (context, request, { how, explanation }) => {
  const next = applyCommand(request.state, 'withdraw')
  if (!next.ok) return next
  await callOffExecution(context.writing, request.id)
  return ok({
    to: next.value,
    set: { decision: decisionOf(context, { explanation }) },
    facts: how === undefined ? {} : { how },
  })
}
