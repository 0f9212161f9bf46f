/**
 * Corrects what was stated, while nobody has decided on it. Where the people change, the identity check is to be made
 * anew.
 */
import { ok, refuse, type Result } from '../../domain/problem.ts'
import { parseCnp } from '../../domain/person/cnp.ts'
import { applyCommand } from '../../domain/request/lifecycle.ts'
import { IDENTITY_ANEW, identityHolds } from '../../domain/request/identity-holds.ts'
import { canonicalJson } from '../../protocol/canonical.ts'
import { columns } from '../store/requests.ts'
import type { Effect, Handler } from './command.ts'

export const amendRequest: Handler<'amend-request'> = (
  _context,
  request,
  { kind, holder, capacity, representative, questionsAsked },
): Promise<Result<Effect>> => {
  const next = applyCommand(request.state, 'amend')
  if (!next.ok) return Promise.resolve(next)
  const cnp = holder && parseCnp(holder.cnp)
  if (cnp && !cnp.ok) return Promise.resolve(cnp)
  const before = {
    holder: columns.holder(request.holder),
    capacity: request.capacity,
    representative: columns.representative(request.representative),
  }
  const after = {
    holder: holder ?? before.holder,
    capacity: capacity ?? before.capacity,
    representative: representative === undefined ? before.representative : representative,
  }
  if (after.capacity === 'holder' && after.representative !== null)
    return Promise.resolve(refuse('input.invalid', { issues: [{ path: 'representative', message: 'of_a_holder' }] }))
  const amended = Object.entries({ kind, holder, capacity, representative, questionsAsked }).flatMap(
    ([field, value]) => (value === undefined ? [] : [field]),
  )
  return Promise.resolve(
    ok({
      to: next.value,
      set: {
        ...(kind === undefined ? {} : { kind }),
        ...(holder === undefined ? {} : { holder: canonicalJson(holder), holder_cnp: holder.cnp }),
        ...(capacity === undefined ? {} : { capacity }),
        ...(representative === undefined ? {} : { representative: representative && canonicalJson(representative) }),
        ...(questionsAsked === undefined ? {} : { questions_asked: canonicalJson(questionsAsked) }),
      },
      facts: { amended: amended.join(' '), ...(identityHolds(before, after) ? {} : { identity: IDENTITY_ANEW }) },
    }),
  )
}
