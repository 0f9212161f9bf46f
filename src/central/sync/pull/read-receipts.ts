/** Receipts as the feed carries them to the desks. */
import type { z } from 'zod'
import { receipt as receiptSchema } from '../../../protocol/central/receipts.ts'
import type { receiptBody } from '../../../protocol/central/changes.ts'
import type { Reading } from '../../store/schema.ts'

export async function readReceipts(
  db: Reading,
  commandIds: readonly string[],
): Promise<Map<string, z.infer<typeof receiptBody>>> {
  if (commandIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('command_receipt')
    .select(['command_id', 'device_id', 'aggregate_id', 'receipt'])
    .where('command_id', 'in', commandIds)
    .execute()
  return new Map(
    rows.map((row) => [
      row.command_id,
      { deviceId: row.device_id, requestId: row.aggregate_id, receipt: receiptSchema.parse(JSON.parse(row.receipt)) },
    ]),
  )
}
