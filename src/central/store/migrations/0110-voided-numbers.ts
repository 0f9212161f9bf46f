import { instant, integer, text } from '../ddl/columns.ts'
import type { Ddl } from '../ddl/ddl.ts'

/**
 * What becomes of numbers that no registration used: returned blocks, the voids of their numbers, voids superseded by a
 * registration that arrived later, retired desks. These records are never deleted.
 */
export async function up(ddl: Ddl): Promise<void> {
  await ddl.createTable('block_return', {
    block_id: text({ key: true, references: 'number_block.id' }),
    reason: text(),
    by_id: text(),
    at: instant(),
  })
  await ddl.createTable(
    'number_void',
    {
      block_id: text({ references: 'block_return.block_id' }),
      first: integer({ check: 'first > 0' }),
      last: integer({ check: 'last >= first' }),
      reason: text({ oneOf: ['year-ended', 'not-taken', 'block-lost', 'desk-retired', 'desk-revoked'] }),
    },
    { key: ['block_id', 'first'] },
  )
  await ddl.createTable(
    'superseded_void',
    {
      request_id: text({ key: true, references: 'registration.request_id' }),
      block_id: text({ references: 'block_return.block_id' }),
      sequence: integer(),
      at: instant(),
    },
    { unique: ['block_id', 'sequence'] },
  )
  await ddl.createTable('device_retirement', {
    device_id: text({ key: true, references: 'device.id' }),
    explanation: text(),
    by_id: text(),
    at: instant(),
  })
  for (const table of ['block_return', 'number_void', 'superseded_void', 'device_retirement'])
    await ddl.appendOnly(table)
}
