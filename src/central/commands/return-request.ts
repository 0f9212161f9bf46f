/** Returns a request for completion, with a letter that says what is missing. */
import { ok } from '../../domain/problem.ts'
import { applyCommand } from '../../domain/request/lifecycle.ts'
import { orderLetter } from '../papers/order-letter.ts'
import type { Handler } from './command.ts'
import { decisionOf } from './decision.ts'

export const returnRequest: Handler<'return-request'> = async (context, request, { missing, explanation }) => {
  const next = applyCommand(request.state, 'return')
  if (!next.ok) return next
  await orderLetter(context, request, { letter: 'completion', missing, explanation })
  return ok({
    to: next.value,
    set: { decision: decisionOf(context, { missing, explanation }) },
    facts: { missing: missing.join(' ') },
  })
}
