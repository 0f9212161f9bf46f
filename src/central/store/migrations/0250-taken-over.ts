import { instant, text } from '../ddl/columns.ts'
import type { Ddl } from '../ddl/ddl.ts'

/**
 * Acts of an earlier identity of a workstation: which command took each over, or why it was set aside. Each is decided
 * on once. The history names who did such an act first, and a registration keeps the number on the person's paper where
 * it had to get another.
 */
export async function up(ddl: Ddl): Promise<void> {
  await ddl.createTable('taken_over', {
    command_id: text({ key: true }),
    device_id: text({ references: 'device.id' }),
    by_command: text({ nullable: true }),
    by_id: text(),
    reason: text({ nullable: true }),
    at: instant(),
  })
  await ddl.appendOnly('taken_over')
  await ddl.addColumn('timeline', 'first', text({ nullable: true }))
  await ddl.addColumn('registration', 'given_before', text({ nullable: true }))
}
