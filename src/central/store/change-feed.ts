/**
 * The feed of changes: for each entity its newest state, at a position. Positions come from one row that is locked as
 * the last thing of a transaction, so that the order in which they are handed out is the order of commits; a sequence
 * would let a late commit appear behind a cursor.
 */
import type { Transaction } from 'kysely'
import { canonicalJson } from '../../protocol/canonical.ts'
import type { Database, Reading } from './schema.ts'

export interface ChangeFact {
  readonly entity: 'request' | 'staff' | 'dossier' | 'receipt' | 'house'
  readonly id: string
  readonly version: number
  readonly op: 'upsert' | 'tombstone' | 'erase'
  /** Only where the state cannot be read from the entity itself any more. */
  readonly body?: unknown
}

/** SQLite takes 32,766 parameters in a statement; a change has six. */
const ROWS_AT_ONCE = 1000

export async function publishChanges(
  db: Transaction<Database>,
  changes: readonly ChangeFact[],
): Promise<{ first: number; head: number | null }> {
  if (changes.length === 0) return { first: 0, head: null }
  const { position: head } = await db
    .updateTable('feed_head')
    .set((eb) => ({ position: eb('position', '+', changes.length) }))
    .returning('position')
    .executeTakeFirstOrThrow()
  const first = head - changes.length + 1
  // Only the last change of an entity is kept; earlier positions of it stay unused and mean nothing to a cursor.
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
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    await db
      .insertInto('change')
      .values(rows.slice(from, from + ROWS_AT_ONCE))
      .onConflict((conflict) =>
        conflict.columns(['entity', 'entity_id']).doUpdateSet((eb) => ({
          position: eb.ref('excluded.position'),
          version: eb.ref('excluded.version'),
          op: eb.ref('excluded.op'),
          body: eb.ref('excluded.body'),
        })),
      )
      .execute()
  }
  return { first, head }
}

/** The newest position, and the oldest cursor that still misses nothing. */
export const readHead = (db: Reading): Promise<{ position: number; floor: number }> =>
  db.selectFrom('feed_head').select(['position', 'floor']).executeTakeFirstOrThrow()
