import { json, text } from '../ddl/columns.ts'
import type { Ddl } from '../ddl/ddl.ts'

/**
 * The content of a proof of registration when it was first printed. A duplicate has the same content, also if the
 * request was corrected since.
 */
export async function up(ddl: Ddl): Promise<void> {
  await ddl.createTable('proof_as_printed', {
    paper_id: text({ key: true, references: 'paper.id' }),
    said: json(),
  })
  await ddl.appendOnly('proof_as_printed')
}
