/**
 * The identity of this store: `storeId` never changes, `epoch` is new after every restore from a backup
 * (docs/protocol.md S2).
 */
import type { Random } from '../../random.ts'
import type { Store } from '../store.ts'

/** Where `meta` keeps the id of the key ring. */
export const KEY_RING_ID = 'key_ring_id'

export interface StoreIdentity {
  readonly storeId: string
  readonly epoch: string
  /** Made for demonstration. This never changes, so that a demonstration is never mistaken for a real store. */
  readonly demonstration: boolean
}

/**
 * The identity of a store, made at its first start; `first` is true at that start. It takes up the id of
 * the key ring, which has been proved to be its own.
 */
export function openIdentity(
  store: Store,
  { random, demonstration, ringId }: { random: Random; demonstration: boolean; ringId: string },
): Promise<StoreIdentity & { readonly first: boolean }> {
  return store.write(async ({ db, at }) => {
    const kept = new Map((await db.selectFrom('meta').selectAll().execute()).map(({ key, value }) => [key, value]))
    const storeId = kept.get('store_id')
    const epoch = kept.get('epoch')
    if (storeId !== undefined && epoch !== undefined) {
      if (!kept.has(KEY_RING_ID)) await db.insertInto('meta').values({ key: KEY_RING_ID, value: ringId }).execute()
      return { storeId, epoch, demonstration: kept.get('demonstration') === 'yes', first: false }
    }
    const now = Date.parse(at)
    const made = { storeId: random.id(now), epoch: random.id(now), demonstration }
    await db
      .insertInto('meta')
      .values([
        { key: 'store_id', value: made.storeId },
        { key: 'epoch', value: made.epoch },
        { key: KEY_RING_ID, value: ringId },
        { key: 'demonstration', value: demonstration ? 'yes' : 'no' },
      ])
      .execute()
    return { ...made, first: true }
  })
}
