/**
 * A supervisor resolves a parked command (docs/protocol.md S6): it is run as if it arrived now, or returned to its
 * author with a reason. Commands of the same request that waited behind it follow in order, until one is parked again.
 * Receipts are rewritten once and go to the desks with the feed; a desk that sends the same bytes again gets the same
 * receipts.
 */
import type { z } from 'zod'
import { ok, problem, refuse, type Result } from '../../../domain/problem.ts'
import type { resolveParkedInput, resolveParkedOutput } from '../../../protocol/central/parked.ts'
import type { KeyRing } from '../../keys/key-ring.ts'
import { openBatch } from '../../commands/batch.ts'
import { provedCommands } from '../../commands/session-proof.ts'
import { type Alarm, missingAttachment, receiptOf, runCommand, type RunOutcome } from '../../commands/run-command.ts'
import type { Random } from '../../random.ts'
import { requestRow } from '../../store/repositories/requests.ts'
import type { Store, Writing } from '../../store/store.ts'
import { deviceById } from '../../workstations/workstations.ts'
import { parkedRows, type ParkedRow } from './parked-rows.ts'

interface ResolveServices {
  readonly store: Store
  readonly keys: KeyRing
  readonly random: Random
  readonly alarm: Alarm
}
interface Resolver {
  readonly id: string
  readonly name: string
  /** The workstation of the supervisor. */
  readonly deviceId: string
}
type Resolved = z.infer<typeof resolveParkedOutput>
type Settled = ParkedRow & { readonly outcome: RunOutcome }

async function runParked(
  services: ResolveServices,
  writing: Writing,
  { row, envelope }: ParkedRow,
): Promise<RunOutcome> {
  const { keys, random } = services
  const device = await deviceById(writing.db, row.device_id)
  if (!device) throw new RangeError('a device that is there')
  const missing = await missingAttachment(writing, envelope)
  if (missing !== null) return { parked: problem('attachment.missing', { sha256: missing }) }
  return runCommand(
    services,
    {
      ...{ writing, keys, random, receivedAt: row.received_at, batch: await openBatch(writing, keys, [envelope]) },
      proved: await provedCommands(writing.db, [envelope]),
      device: { id: device.id, deskNumber: device.desk_number },
    },
    envelope,
  )
}

/** Newer than any version of this receipt in the feed. */
async function nextVersion({ db }: Writing, commandId: string): Promise<number> {
  const known = await db
    .selectFrom('change')
    .select('version')
    .where('entity', '=', 'receipt')
    .where('entity_id', '=', commandId)
    .executeTakeFirst()
  return (known?.version ?? 0) + 1
}

export function resolveParked(
  services: ResolveServices,
  commandId: string,
  resolution: z.infer<typeof resolveParkedInput>,
  by: Resolver,
): Promise<Result<Resolved>> {
  const { store, keys } = services
  return store.write(async (writing): Promise<Result<Resolved>> => {
    const { db } = writing
    const known = await db
      .selectFrom('command_receipt')
      .select('aggregate_id')
      .where('command_id', '=', commandId)
      .where('outcome', '=', 'parked')
      .executeTakeFirst()
    const waiting = known ? await parkedRows(db, known.aggregate_id) : []
    const [head, ...behind] = waiting
    // Someone else was faster, or an earlier one comes first: the list is shown again.
    if (head?.row.command_id !== commandId) return refuse('parked.unknown')
    const settled: Settled[] = []
    let next: readonly ParkedRow[] = waiting
    if (resolution.act === 'refuse') {
      settled.push({
        ...head,
        outcome: { rejected: problem('command.refused', { reason: resolution.reason, by: by.name }) },
      })
      next = behind
    }
    for (const parked of next) {
      const outcome = await runParked(services, writing, parked)
      settled.push({ ...parked, outcome })
      if ('parked' in outcome) break
    }

    const request = await requestRow(db, head.row.aggregate_id)
    const subjectRef = request ? keys.subjectRef(request.holder_cnp) : null
    for (const { row, outcome } of settled) {
      const refused = resolution.act === 'refuse' && row.command_id === commandId
      const what = {
        commandId: row.command_id,
        kind: row.kind,
        requestId: row.aggregate_id,
        outcome: Object.keys(outcome)[0],
      }
      writing.audited({
        actor: by.id,
        device: by.deviceId,
        action: refused ? 'parked.refused' : 'parked.run',
        subjectRef,
        body: what,
      })
      writing.changed({
        entity: 'receipt',
        id: row.command_id,
        version: await nextVersion(writing, row.command_id),
        op: 'upsert',
      })
    }
    const firstPosition = await writing.publish()
    const outcomes: Resolved['outcomes'] = []
    for (const { row, envelope, outcome } of settled) {
      const receipt = receiptOf(envelope, outcome, firstPosition)
      const parked = receipt.outcome === 'parked'
      await db
        .updateTable('command_receipt')
        .set({ outcome: receipt.outcome, receipt: JSON.stringify(receipt), envelope: parked ? row.envelope : null })
        .where('command_id', '=', row.command_id)
        .execute()
      outcomes.push({
        commandId: row.command_id,
        kind: row.kind,
        outcome: receipt.outcome,
        problem: receipt.outcome === 'applied' ? null : receipt.problem,
      })
    }
    return ok({ outcomes })
  })
}
