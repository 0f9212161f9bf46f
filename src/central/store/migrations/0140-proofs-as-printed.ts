import { json, text } from '../ddl/columns.ts'
import type { Ddl } from '../ddl/ddl.ts'

/**
 * What a proof of registration said when it was first printed; a duplicate says the same whatever was corrected since.
 */
export async function up(ddl: Ddl): Promise<void> {
  await ddl.createTable('proof_as_printed', {
    paper_id: text({ key: true, references: 'paper.id' }),
    said: json(),
  })
  await ddl.appendOnly('proof_as_printed')
}
