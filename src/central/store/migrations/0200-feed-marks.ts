import { integer, text } from '../ddl/columns.ts'
import type { Ddl } from '../ddl/ddl.ts'

/**
 * A hash of the feed for each commit, chained. A desk compares the one at its cursor: after a restore from a backup it
 * is another one, or there is none. Positions of earlier commits have none.
 */
export async function up(ddl: Ddl): Promise<void> {
  await ddl.createTable('feed_mark', {
    position: integer({ key: true }),
    hash: text(),
  })
}
