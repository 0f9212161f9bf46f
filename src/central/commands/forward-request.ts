/** Forwards a misdirected request to whom it concerns, and tells the applicant (OG 27/2002 art. 6^1). */
import { ok } from '../../domain/problem.ts'
import { applyCommand } from '../../domain/request/lifecycle.ts'
import { orderLetter } from '../papers/order-letter.ts'
import type { Handler } from './command.ts'
import { decisionOf } from './decision.ts'

export const forwardRequest: Handler<'forward-request'> = async (context, request, { to }) => {
  const next = applyCommand(request.state, 'forward')
  if (!next.ok) return next
  await orderLetter(context, request, { letter: 'forwarding', to, explanation: '' })
  return ok({ to: next.value, set: { decision: decisionOf(context, { forwardedTo: to }) }, facts: { to } })
}
