import { instant, integer, json, text } from '../ddl/columns.ts'
import type { Ddl } from '../ddl/ddl.ts'

/** One row for every command ever received: a repeated command gets its first answer again. */
export async function up(ddl: Ddl): Promise<void> {
  await ddl.createTable(
    'command_receipt',
    {
      device_id: text({ references: 'device.id' }),
      device_seq: integer(),
      command_id: text({ unique: true }),
      kind: text(),
      aggregate_id: text(),
      chain_hash: text(),
      outcome: text({ oneOf: ['applied', 'rejected', 'parked'] }),
      receipt: json(),
      envelope: json({ nullable: true }),
      occurred_at: instant(),
      clock_offset_ms: integer({ nullable: true }),
      received_at: instant(),
    },
    { key: ['device_id', 'device_seq'] },
  )
  await ddl.createIndex('command_parked', 'command_receipt', ['aggregate_id'], { where: "outcome = 'parked'" })
}
