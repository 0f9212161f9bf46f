import { integer, json, text } from '../ddl/columns.ts'
import type { Ddl } from '../ddl/ddl.ts'

/**
 * Identity of the store, and the feed of changes: the newest change of each entity, at positions assigned in commit
 * order.
 */
export async function up(ddl: Ddl): Promise<void> {
  await ddl.createTable('meta', {
    key: text({ key: true }),
    value: text(),
  })
  await ddl.createTable('feed_head', {
    one: integer({ key: true, check: 'one = 1' }),
    position: integer({ check: 'position >= 0' }),
    floor: integer({ default: 0, check: 'floor <= position' }),
  })
  await ddl.run('insert into feed_head (one, position) values (1, 0)')
  await ddl.createTable(
    'change',
    {
      position: integer({ key: true }),
      entity: text(),
      entity_id: text(),
      version: integer(),
      op: text({ oneOf: ['upsert', 'tombstone', 'erase'] }),
      body: json({ nullable: true }),
    },
    { unique: ['entity', 'entity_id'] },
  )
}
