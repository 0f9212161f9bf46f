import { json } from '../ddl/columns.ts'
import type { Ddl } from '../ddl/ddl.ts'

/**
 * The paper of a request against its record. Null for a request of an earlier build: only that the two questions were
 * asked is known of it, not what was answered.
 */
export async function up(ddl: Ddl): Promise<void> {
  await ddl.addColumn('request', 'comparison', json({ nullable: true }))
}
