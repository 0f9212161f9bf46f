/** Sends a request to review, when nothing of it is missing. */
import { ok, refuse } from '../../domain/problem.ts'
import { applyCommand } from '../../domain/request/lifecycle.ts'
import { missingOfRequest } from '../store/completeness-of-request.ts'
import type { Handler } from './command.ts'

export const submitRequest: Handler<'submit-request'> = async ({ writing }, request) => {
  const next = applyCommand(request.state, 'submit')
  if (!next.ok) return next
  const missing = await missingOfRequest(writing.db, request.id, writing.at)
  return missing.length > 0 ? refuse('request.incomplete', { missing }) : ok({ to: next.value })
}
