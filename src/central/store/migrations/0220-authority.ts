import { flag, instant, text } from '../ddl/columns.ts'
import type { Ddl } from '../ddl/ddl.ts'

/** Passwords set by another person, and roles that a second person must confirm. Existing accounts are confirmed. */
export async function up(ddl: Ddl): Promise<void> {
  await ddl.addColumn('user_account', 'must_change_password', flag({ default: 0 }))
  await ddl.addColumn('user_account', 'password_by_other_at', instant({ nullable: true }))
  await ddl.addColumn('user_account', 'unconfirmed_by', text({ nullable: true }))
}
