/** Refusals of the HTTP layer itself, as problems of the one table. */
import { problem, type Problem } from '../../../domain/problem.ts'

/** `null` for a bug. */
export function problemOfError(error: unknown, bodyLimit: number): Problem | null {
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return problem('input.too-large', { limit: bodyLimit })
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    // Malformed JSON, prototype keys, another media type, a length that does not fit.
    return problem('input.invalid', {
      issues: [{ path: '', message: statusCode === 415 ? 'media_type' : 'malformed' }],
    })
  }
  return null
}
