import { instant, text } from '../ddl/columns.ts'
import type { Ddl } from '../ddl/ddl.ts'

/** Which workstation has deleted what it had of the subject of a request, and when it reported that. */
export async function up(ddl: Ddl): Promise<void> {
  await ddl.createTable(
    'erased_cache',
    {
      request_id: text({ references: 'request.id' }),
      device_id: text({ references: 'device.id' }),
      at: instant(),
    },
    { key: ['request_id', 'device_id'] },
  )
  await ddl.appendOnly('erased_cache')
}
