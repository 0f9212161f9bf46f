/** The look-up of a holder before a request is written. */
import { ok } from '../../domain/problem.ts'
import type { requestCalls } from '../../protocol/central/requests.ts'
import { auditedBy } from '../http/callers/caller.ts'
import type { Handlers } from '../http/route.ts'
import type { RouteServices } from '../http/services.ts'
import { lookUpHolder } from './holder-look-up.ts'

export function dossierHandlers({ store, keys }: RouteServices): Handlers<Pick<typeof requestCalls, 'lookUp'>> {
  return {
    lookUp: async ({ body, person, device }) => {
      const found = await store.read((db) => lookUpHolder(db, keys, body.cnp))
      await store.write((writing) => {
        writing.audited({
          ...auditedBy({ person, device }),
          action: 'holder.looked-up',
          subjectRef: keys.subjectRef(body.cnp),
          body: { known: found.known },
        })
        return Promise.resolve()
      })
      return ok(found)
    },
  }
}
