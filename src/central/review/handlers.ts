/** What a supervisor reads before deciding: the plan of the execution, and the order of two opposite requests. */
import { ok, refuse } from '../../domain/problem.ts'
import type { requestCalls } from '../../protocol/central/requests.ts'
import { planOfRequest } from '../execution/plan-of-request.ts'
import { auditedBy } from '../http/callers/caller.ts'
import type { Handlers } from '../http/route.ts'
import type { RouteServices } from '../http/services.ts'
import { requestRow } from '../store/repositories/requests.ts'
import { viewOfOrder } from './order-view.ts'

export function reviewHandlers({
  store,
  keys,
  now,
}: RouteServices): Handlers<Pick<typeof requestCalls, 'plan' | 'order'>> {
  return {
    plan: async ({ params, person, device }) => {
      const seen = await store.read(async (db) => {
        const request = await requestRow(db, params.requestId)
        return request && { cnp: request.holder_cnp, plan: await planOfRequest(db, keys, request, now()) }
      })
      if (!seen) return refuse('request.unknown')
      // This call is the only one that shows how many documents a person has, of which kinds and from when.
      await store.write((writing) => {
        writing.audited({
          ...auditedBy({ person, device }),
          action: 'plan.read',
          subjectRef: keys.subjectRef(seen.cnp),
          body: { requestId: params.requestId, planHash: seen.plan.hash },
        })
        return Promise.resolve()
      })
      return ok(seen.plan)
    },
    order: ({ params, person }) =>
      store.read(async (db) => {
        const request = await requestRow(db, params.requestId)
        return request ? ok(await viewOfOrder(db, request, person.user.id)) : refuse('request.unknown')
      }),
  }
}
