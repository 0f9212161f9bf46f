import { instant, integer, text } from '../ddl/columns.ts'
import type { Ddl } from '../ddl/ddl.ts'

/** Who sends which file, until a request names it: so that a workstation has a limit, and unused files are removed. */
export async function up(ddl: Ddl): Promise<void> {
  await ddl.createTable('upload', {
    sha256: text({ key: true }),
    device_id: text({ references: 'device.id' }),
    session_id: text({ references: 'session.id' }),
    bytes: integer({ check: 'bytes > 0' }),
    begun_at: instant(),
    last_at: instant(),
  })
  await ddl.createIndex('upload_of_device', 'upload', ['device_id'])
}
