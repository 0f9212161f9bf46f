/** Parked commands, for supervisors. */
import { ok } from '../../../domain/problem.ts'
import type { parkedCalls } from '../../../protocol/central/parked.ts'
import { listParked } from './list-parked.ts'
import { resolveParked } from './resolve-parked.ts'
import type { Handlers } from '../../http/route.ts'
import type { RouteServices } from '../../http/services.ts'

export function parkedHandlers(services: RouteServices): Handlers<typeof parkedCalls> {
  const { store, wake } = services
  return {
    parkedCommands: async () => ok(await store.read(listParked)),
    resolveParked: async ({ params, body, person, device }) => {
      const resolved = await resolveParked(services, params.commandId, body, {
        id: person.user.id,
        name: person.user.name,
        deviceId: device.id,
      })
      // There may be an approval among them.
      if (resolved.ok) wake()
      return resolved
    },
  }
}
