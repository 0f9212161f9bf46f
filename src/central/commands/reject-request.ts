/**
 * Rejects a request with a reason of the closed list, and answers with a letter. One approved already, as long as its
 * execution has not begun.
 */
import { ok } from '../../domain/problem.ts'
import { applyCommand } from '../../domain/request/lifecycle.ts'
import { orderLetter } from '../papers/order-letter.ts'
import { callOffExecution } from '../execution/call-off-execution.ts'
import type { Handler } from './command.ts'
import { decisionOf } from './decision.ts'

export const rejectRequest: Handler<'reject-request'> = async (context, request, { reason, explanation }) => {
  const next = applyCommand(request.state, 'reject')
  if (!next.ok) return next
  await callOffExecution(context.writing, request.id)
  await orderLetter(context, request, { letter: 'rejection', reason, explanation })
  return ok({ to: next.value, set: { decision: decisionOf(context, { reason, explanation }) }, facts: { reason } })
}
