/** Workstations confirm what they have deleted, and an administrator sees which have not. */
import { ok } from '../../../domain/problem.ts'
import type { erasedCacheCalls } from '../../../protocol/central/erased-caches.ts'
import type { Handlers } from '../../http/route.ts'
import type { RouteServices } from '../../http/services.ts'

export function erasedCacheHandlers({ store }: RouteServices): Handlers<typeof erasedCacheCalls> {
  return {
    confirmErased: ({ device, body: { requestIds } }) =>
      store.write(async ({ db, at }) => {
        const known = await db.selectFrom('request').select('id').where('id', 'in', requestIds).execute()
        if (known.length > 0)
          await db
            .insertInto('erased_cache')
            .values(known.map(({ id }) => ({ request_id: id, device_id: device.id, at })))
            .onConflict((conflict) => conflict.doNothing())
            .execute()
        return ok({})
      }),
    unconfirmedErasures: async () => {
      const rows = await store.read((db) =>
        db
          .selectFrom('erasure_certificate as erasure')
          // A workstation enrolled later never had anything of the person.
          .innerJoin('device', (join) => join.onRef('device.enrolled_at', '<=', 'erasure.at'))
          .leftJoin('erased_cache as confirmed', (join) =>
            join
              .onRef('confirmed.request_id', '=', 'erasure.request_id')
              .onRef('confirmed.device_id', '=', 'device.id'),
          )
          .where('device.state', '<>', 'revoked')
          .where('confirmed.at', 'is', null)
          .select(['erasure.request_id', 'erasure.at', 'device.id', 'device.desk_number', 'device.name'])
          .select('device.last_seen_at')
          .orderBy('erasure.at', 'desc')
          .orderBy('device.desk_number')
          .execute(),
      )
      const byRequest = Map.groupBy(rows, ({ request_id }) => request_id)
      return ok(
        [...byRequest].map(([requestId, open]) => ({
          requestId,
          erasedAt: open[0]?.at ?? '',
          workstations: open.map(({ id, desk_number, name, last_seen_at }) => ({
            deviceId: id,
            deskNumber: desk_number,
            name,
            lastSeenAt: last_seen_at,
          })),
        })),
      )
    },
  }
}
