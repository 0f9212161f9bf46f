/**
 * What a person asks of the store beyond what every desk has: a holder, the plan of an execution, the order of two
 * requests.
 */
import { ok, refuse } from '../../../domain/problem.ts'
import type { requestCalls } from '../../../protocol/central/requests.ts'
import { viewOfOrder } from '../../review/order-view.ts'
import { planOfRequest } from '../../execution/plan-of-request.ts'
import { lookUpHolder } from '../../dossiers/holder-look-up.ts'
import { requestRow } from '../../store/repositories/requests.ts'
import type { Handlers } from '../route.ts'
import type { RouteServices } from '../services.ts'

export function requestHandlers({ store, keys, now }: RouteServices): Handlers<typeof requestCalls> {
  return {
    lookUp: async ({ body, person, device }) => {
      const found = await store.read((db) => lookUpHolder(db, keys, body.cnp))
      await store.write((writing) => {
        writing.audited({
          actor: person.user.id,
          device: device.id,
          action: 'holder.looked-up',
          subjectRef: keys.subjectRef(body.cnp),
          body: { known: found.known },
        })
        return Promise.resolve()
      })
      return ok(found)
    },
    plan: async ({ params, person, device }) => {
      const seen = await store.read(async (db) => {
        const request = await requestRow(db, params.requestId)
        return request && { cnp: request.holder_cnp, plan: await planOfRequest(db, keys, request, now()) }
      })
      if (!seen) return refuse('request.unknown')
      // How many documents somebody has, of which kinds and from when, is told here and nowhere else.
      await store.write((writing) => {
        writing.audited({
          actor: person.user.id,
          device: device.id,
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
