/**
 * Pull (docs/protocol.md S8): the changes after a cursor, each with the current state of its entity, all from one
 * snapshot.
 */
import type { z } from 'zod'
import { ok, refuse, type Result } from '../../../domain/problem.ts'
import { type Change, eraseBody } from '../../../protocol/central/changes.ts'
import type { pullInput, pullOutput } from '../../../protocol/central/sync.ts'
import { readHouse } from '../../house/publish-house.ts'
import { markAt, newestMark, readHead } from '../../store/change-feed.ts'
import { readReceipts } from './read-receipts.ts'
import { readRequests } from '../../store/repositories/requests.ts'
import type { Database, Reading } from '../../store/schema.ts'
import { readStaff } from '../../people/staff.ts'
import type { Store } from '../../store/store.ts'

type PullOutput = z.infer<typeof pullOutput>
interface PullServices {
  readonly store: Store
  readonly identity: { readonly storeId: string; readonly epoch: string }
  readonly minimumProtocol: number
  readonly now: () => string
}

export async function pull(
  { store, identity: { storeId, epoch }, minimumProtocol, now }: PullServices,
  { cursor, limit, protocol = minimumProtocol, markPosition, markHash }: z.infer<typeof pullInput>,
): Promise<Result<PullOutput>> {
  // A current page may contain what an old version cannot read. Pushing is never refused for this reason
  // (docs/protocol.md S15).
  if (protocol < minimumProtocol) return refuse('protocol.too-old', { minimum: minimumProtocol })
  return store.read(async (db) => {
    const { position: head, floor } = await readHead(db)
    if (cursor < floor) return refuse('cursor.gone')
    // This store was restored from a backup since: its feed is another one.
    if (markPosition !== undefined && (await markAt(db, markPosition)) !== markHash)
      return refuse('store.different', { storeId, epoch })
    const rows = await db
      .selectFrom('change')
      .selectAll()
      .where('position', '>', cursor)
      .orderBy('position')
      .limit(limit + 1)
      .execute()
    const page = rows.slice(0, limit)
    const more = rows.length > limit
    // At the end the cursor is set to the head, past positions that were superseded.
    const next = more ? (page.at(-1)?.position ?? cursor) : Math.max(cursor, head)
    return ok({
      changes: await withState(db, page),
      cursor: next,
      mark: await newestMark(db, next),
      more,
      head,
      serverTime: now(),
      epoch,
      minimumProtocol,
    })
  })
}

async function withState(db: Reading, page: readonly Database['change'][]): Promise<Change[]> {
  const ids = (entity: string) =>
    page.flatMap((row) => (row.entity === entity && row.op === 'upsert' ? [row.entity_id] : []))
  const states: Record<string, ReadonlyMap<string, Change['body']>> = {
    request: (await readRequests(db, ids('request'))) as ReadonlyMap<string, Change['body']>,
    staff: await readStaff(db, ids('staff')),
    house: (await readHouse(db, ids('house'))) as ReadonlyMap<string, Change['body']>,
    receipt: (await readReceipts(db, ids('receipt'))) as ReadonlyMap<string, Change['body']>,
  }
  return page.map(({ position, entity, entity_id: id, version, op, body }) => {
    const state = op === 'upsert' ? states[entity]?.get(id) : body === null ? null : eraseBody.parse(JSON.parse(body))
    if (state === undefined) throw new Error(`a change without its ${entity}`)
    return { position, entity, id, version, op, body: state }
  })
}
