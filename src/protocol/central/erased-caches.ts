/** Which workstations have deleted what they had of an erased person (docs/protocol.md S11). */
import { z } from 'zod'
import { id, instant } from '../values.ts'
import { get, person, post, workstation } from './call.ts'
import { LIMITS } from './limits.ts'

export const erasedCacheCalls = {
  /**
   * The calling workstation has deleted everything that it had of these requests' subjects. The same report again
   * changes nothing; a request that the store does not know is ignored.
   */
  confirmErased: post('/v1/erased-caches', {
    caller: workstation,
    body: z.object({ requestIds: z.array(id).min(1).max(LIMITS.pushCommands) }),
    output: z.object({}),
  }),
  /** Erasures that some workstation has not confirmed, the newest first; revoked workstations are not asked. */
  unconfirmedErasures: get('/v1/erased-caches/unconfirmed', {
    caller: person('device.manage'),
    output: z.array(
      z.object({
        requestId: id,
        erasedAt: instant,
        workstations: z.array(
          z.object({ deviceId: id, deskNumber: z.int(), name: z.string(), lastSeenAt: instant.nullable() }),
        ),
      }),
    ),
  }),
} as const
