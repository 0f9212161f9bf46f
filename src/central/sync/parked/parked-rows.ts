/** Parked commands in the order of arrival. Of one request the earlier comes before the later, from whatever desk. */
import { commandEnvelope, type CommandEnvelope } from '../../../protocol/commands.ts'
import { receipt as receiptSchema } from '../../../protocol/central/receipts.ts'
import type { Database, Reading } from '../../store/schema.ts'
import { problem, type Problem } from '../../../domain/problem.ts'

export interface ParkedRow {
  readonly row: Database['command_receipt']
  readonly envelope: CommandEnvelope
  readonly problem: Problem
}

/** More than this are not listed: the list is processed from its beginning. */
const MOST = 500

export async function parkedRows(db: Reading, requestId?: string): Promise<ParkedRow[]> {
  const rows = await db
    .selectFrom('command_receipt')
    .selectAll()
    .where('outcome', '=', 'parked')
    .$if(requestId !== undefined, (query) => query.where('aggregate_id', '=', requestId ?? ''))
    .orderBy('received_at')
    .orderBy('device_id')
    .orderBy('device_seq')
    .limit(MOST)
    .execute()
  return rows.map((row) => {
    const receipt = receiptSchema.parse(JSON.parse(row.receipt))
    return {
      row,
      envelope: commandEnvelope.parse(JSON.parse(row.envelope ?? 'null')),
      problem: receipt.outcome === 'parked' ? receipt.problem : problem('unexpected', { reference: row.command_id }),
    }
  })
}
