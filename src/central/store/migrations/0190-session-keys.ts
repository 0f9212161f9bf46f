import { bytes, instant } from '../ddl/columns.ts'
import type { Ddl } from '../ddl/ddl.ts'

/**
 * The public key of a session, which verifies the commands given under it, and its end by signing out. `ended_at` stays
 * the end by a change of the person: password, role, disabled.
 */
export async function up(ddl: Ddl): Promise<void> {
  await ddl.addColumn('session', 'public_key', bytes({ nullable: true }))
  await ddl.addColumn('session', 'signed_out_at', instant({ nullable: true }))
}
