import { instant, json, text } from '../ddl/columns.ts'
import type { Ddl } from '../ddl/ddl.ts'

/** What holds up an execution, as the desks show it; a row goes when the execution goes on or is called off. */
export async function up(ddl: Ddl): Promise<void> {
  await ddl.createTable('execution_hold', {
    request_id: text({ key: true, references: 'execution.request_id' }),
    since: instant(),
    hold: json(),
  })
}
