/** Files a request without an answer: unsigned, or of nobody who can be identified (OG 27/2002 art. 7). */
import { ok } from '../../domain/problem.ts'
import { applyCommand } from '../../domain/request/lifecycle.ts'
import type { Handler } from './command.ts'
import { decisionOf } from './decision.ts'

export const fileRequest: Handler<'file-request'> = (context, request, { reason, explanation }) => {
  const next = applyCommand(request.state, 'file')
  if (!next.ok) return Promise.resolve(next)
  return Promise.resolve(
    ok({ to: next.value, set: { decision: decisionOf(context, { filing: reason, explanation }) }, facts: { reason } }),
  )
}
