import { instant, integer, text } from '../ddl/columns.ts'
import type { Ddl } from '../ddl/ddl.ts'

/** Wrong passwords by name and workstation, in place of two columns of the account, which nothing reads any more. */
export async function up(ddl: Ddl): Promise<void> {
  await ddl.createTable(
    'wrong_password',
    {
      // No references: the name may be nobody's, and the workstation may stand for all of them.
      name_ref: text(),
      device_id: text(),
      attempts: integer({ check: 'attempts >= 0' }),
      locked_until: instant({ nullable: true }),
      last_at: instant(),
    },
    { key: ['name_ref', 'device_id'] },
  )
  await ddl.createIndex('wrong_password_by_time', 'wrong_password', ['last_at'])
  await ddl.createIndex('session_of_person_and_device', 'session', ['user_id', 'device_id'])
}
