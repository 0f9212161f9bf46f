/** Corrects what was stated, while nobody has decided on it. */
import { ok, type Result } from '../../domain/problem.ts'
import { parseCnp } from '../../domain/person/cnp.ts'
import { applyCommand } from '../../domain/request/lifecycle.ts'
import { canonicalJson } from '../../protocol/canonical.ts'
import type { Effect, Handler } from './command.ts'

export const amendRequest: Handler<'amend-request'> = (_context, request, { kind, holder, capacity, representative, questionsAsked }): Promise<Result<Effect>> => {
  const next = applyCommand(request.state, 'amend')
  if (!next.ok) return Promise.resolve(next)
  const cnp = holder && parseCnp(holder.cnp)
  if (cnp && !cnp.ok) return Promise.resolve(cnp)
  const amended = Object.entries({ kind, holder, capacity, representative, questionsAsked }).flatMap(([field, value]) => (value === undefined ? [] : [field]))
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
      facts: { amended: amended.join(' ') },
    }),
  )
}
