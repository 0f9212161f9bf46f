/**
 * The feed of changes: the newest state of each entity, at a position. Positions come from one row that is locked as
 * the last step of a transaction, so that they are assigned in the order of commits. With a sequence, a late commit
 * could appear behind a cursor.
 */
import type { Transaction } from 'kysely'
import { canonicalJson } from '../../protocol/canonical.ts'
import { sha256Hex } from '../../files/sha256.ts'
import type { FeedMark } from '../../protocol/central/changes.ts'
import { insertRow, prepared } from './prepared.ts'
import type { Database, Reading } from './schema.ts'

export interface ChangeFact {
  readonly entity: 'request' | 'staff' | 'dossier' | 'receipt' | 'house'
  readonly id: string
  readonly version: number
  readonly op: 'upsert' | 'tombstone' | 'erase'
  /** Only if the state can no longer be read from the entity itself. */
  readonly body?: unknown
}

const advanceHead = prepared((db, { by }: { by: number }) =>
  db
    .updateTable('feed_head')
    .set((eb) => ({ position: eb('position', '+', by) }))
    .returning('position'),
)

const keepChange = prepared((db, change: Database['change']) =>
  db
    .insertInto('change')
    .values({
      position: change.position,
      entity: change.entity,
      entity_id: change.entity_id,
      version: change.version,
      op: change.op,
      body: change.body,
    })
    .onConflict((conflict) =>
      conflict.columns(['entity', 'entity_id']).doUpdateSet((eb) => ({
        position: eb.ref('excluded.position'),
        version: eb.ref('excluded.version'),
        op: eb.ref('excluded.op'),
        body: eb.ref('excluded.body'),
      })),
    ),
)

export async function publishChanges(
  db: Transaction<Database>,
  changes: readonly ChangeFact[],
): Promise<{ first: number; head: number | null }> {
  if (changes.length === 0) return { first: 0, head: null }
  const advanced = await advanceHead.first(db, { by: changes.length })
  if (!advanced) throw new RangeError('a feed with its head')
  const head = advanced.position
  const first = head - changes.length + 1
  // Only the last change of an entity is stored; its earlier positions stay unused and do not affect cursors.
  const newest = new Map(
    changes.map((change, index) => [`${change.entity} ${change.id}`, { change, position: first + index }]),
  )
  const rows = [...newest.values()].map(({ change, position }) => ({
    position,
    entity: change.entity,
    entity_id: change.id,
    version: change.version,
    op: change.op,
    body: change.body === undefined ? null : canonicalJson(change.body),
  }))
  await keepChange.each(db, rows)
  await keepMark(db, head, rows)
  return { first, head }
}

/**
 * One hash for each commit, over the hash before it and the changes of the commit. A store restored from a backup gets
 * other hashes with its next commit, so a desk notices even if the feed has grown past its cursor again.
 */
async function keepMark(
  db: Transaction<Database>,
  head: number,
  rows: readonly { entity: string; entity_id: string; version: number; op: string; body: string | null }[],
): Promise<void> {
  const before = await newestMark(db, head)
  const hash = sha256Hex(canonicalJson({ before: before?.hash ?? '', head, rows: rows.map((row) => ({ ...row })) }))
  await insertRow(db, 'feed_mark', { position: head, hash })
}

const markBefore = prepared((db, { position }: { position: number }) =>
  db.selectFrom('feed_mark').selectAll().where('position', '<=', position).orderBy('position', 'desc').limit(1),
)
/** The newest mark at or before a position; null in a feed that has none yet. */
export const newestMark = async (db: Reading, position: number): Promise<FeedMark | null> =>
  (await markBefore.first(db, { position })) ?? null

/** The hash of the feed at exactly this position, or null. */
export const markAt = async (db: Reading, position: number): Promise<string | null> =>
  (await db.selectFrom('feed_mark').select('hash').where('position', '=', position).executeTakeFirst())?.hash ?? null

/** The newest position, and the oldest cursor that has missed nothing. */
export const readHead = (db: Reading): Promise<{ position: number; floor: number }> =>
  db.selectFrom('feed_head').select(['position', 'floor']).executeTakeFirstOrThrow()
