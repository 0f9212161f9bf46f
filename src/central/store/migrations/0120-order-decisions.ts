import { instant, integer, text } from '../ddl/columns.ts'
import type { Ddl } from '../ddl/ddl.ts'

/**
 * Decisions of supervisors on the order of two opposite requests of one person. The last decision on a pair applies;
 * none is ever changed.
 */
export async function up(ddl: Ddl): Promise<void> {
  await ddl.createTable(
    'order_decision',
    {
      n: integer({ key: true }),
      command_id: text({ unique: true }),
      first_id: text({ references: 'request.id' }),
      second_id: text({ references: 'request.id' }),
      reason: text(),
      by_id: text(),
      by_name: text(),
      at: instant(),
    },
    { check: 'first_id <> second_id' },
  )
  await ddl.createIndex('order_decision_of_first', 'order_decision', ['first_id'])
  await ddl.createIndex('order_decision_of_second', 'order_decision', ['second_id'])
  await ddl.appendOnly('order_decision')
}
