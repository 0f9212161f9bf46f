/**
 * Records an identity check made of a document by a person at a desk. A later one stands beside the earlier, never over
 * it: whoever recorded any of them may not approve.
 */
import { ok, refuse } from '../../domain/problem.ts'
import { identityHolds } from '../../domain/request/identity-holds.ts'
import { applyCommand } from '../../domain/request/lifecycle.ts'
import { canonicalJson } from '../../protocol/canonical.ts'
import { columns } from '../store/requests.ts'
import type { Handler } from './command.ts'

export const recordIdentityCheck: Handler<'record-identity-check'> = async (
  { writing, actor, at },
  request,
  { check, people },
) => {
  const next = applyCommand(request.state, 'record-identity')
  if (!next.ok) return next
  // Made of people who are stated no more (offline, or while somebody amended): it must not speak for those stated now.
  const stated = {
    holder: columns.holder(request.holder),
    capacity: request.capacity,
    representative: columns.representative(request.representative),
  }
  if (people && !identityHolds(people, stated)) return refuse('request.people-changed')
  // No portal or mailbox stands behind a command of a desk: somebody there could only claim what a login or a signature
  // proved.
  if (check.method !== 'document')
    return refuse('input.invalid', { issues: [{ path: 'check.method', message: 'not_at_a_desk' }] })
  await writing.db
    .insertInto('identity_check')
    .values({
      request_id: request.id,
      n: request.version + 1,
      record: canonicalJson(check),
      by_id: actor.id,
      by_name: actor.name,
      at,
    })
    .execute()
  return ok({
    to: next.value,
    facts: {
      outcome: check.outcome,
      method: check.method,
      subject: check.subject,
      disagreements: check.disagreements.length,
    },
  })
}
