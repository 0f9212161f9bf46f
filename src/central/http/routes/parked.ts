/** Parked commands, for supervisors. */
import { z } from 'zod'
import { ok } from '../../../domain/problem.ts'
import { parkedCommand, resolveParkedInput, resolveParkedOutput } from '../../../protocol/sync.ts'
import { id } from '../../../protocol/values.ts'
import { listParked } from '../../parked/list-parked.ts'
import { resolveParked } from '../../parked/resolve-parked.ts'
import { route } from '../route.ts'
import type { RouteServices } from '../services.ts'

export function parkedRoutes(services: RouteServices) {
  const { store, wake } = services
  return {
    parkedCommands: route('parkedCommands', {
      output: z.array(parkedCommand),
      run: async () => ok(await store.read(listParked)),
    }),
    resolveParked: route('resolveParked', {
      params: z.object({ commandId: id }),
      body: resolveParkedInput,
      output: resolveParkedOutput,
      run: async ({ params, body, person, device }) => {
        const resolved = await resolveParked(services, params.commandId, body, {
          id: person.user.id,
          name: person.user.name,
          deviceId: device.id,
        })
        // An approval may have been among them.
        if (resolved.ok) wake()
        return resolved
      },
    }),
  }
}
