/** Records an identity check. A later one stands beside the earlier, never over it: whoever recorded any of them may not approve. */
import { ok } from '../../domain/problem.ts'
import { applyCommand } from '../../domain/request/lifecycle.ts'
import { canonicalJson } from '../../protocol/canonical.ts'
import type { Handler } from './command.ts'

export const recordIdentityCheck: Handler<'record-identity-check'> = async ({ writing, actor, at }, request, { check }) => {
  const next = applyCommand(request.state, 'record-identity')
  if (!next.ok) return next
  await writing.db
    .insertInto('identity_check')
    .values({ request_id: request.id, n: request.version + 1, record: canonicalJson(check), by_id: actor.id, by_name: actor.name, at })
    .execute()
  return ok({ to: next.value, facts: { outcome: check.outcome, method: check.method, subject: check.subject, disagreements: check.disagreements.length } })
}
