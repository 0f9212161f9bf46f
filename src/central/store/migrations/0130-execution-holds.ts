import { instant, json, text } from '../ddl/columns.ts'
import type { Ddl } from '../ddl/ddl.ts'

/** What delays an execution, as the desks show it. The row is deleted when the execution continues or is cancelled. */
export async function up(ddl: Ddl): Promise<void> {
  await ddl.createTable('execution_hold', {
    request_id: text({ key: true, references: 'execution.request_id' }),
    since: instant(),
    hold: json(),
  })
}
