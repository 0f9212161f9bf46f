/**
 * Push (docs/protocol.md S6): one transaction for each batch, one savepoint for each command; handler, changes, audit
 * and receipts commit together. The desk may send the same bytes again as often as it likes. A command whose attachment
 * has not arrived stops the batch: it and what follows are not accepted, and the desk uploads and pushes again.
 * Skipping it would apply later acts before it.
 */
import { problem, refuse, ok, type Problem, type Result } from '../../../domain/problem.ts'
import type { z } from 'zod'
import type { CommandReceipt } from '../../../protocol/central/receipts.ts'
import type { pushInput, pushOutput } from '../../../protocol/central/sync.ts'
import { receipt as receiptSchema } from '../../../protocol/central/receipts.ts'
import type { KeyRing } from '../../keys/key-ring.ts'
import type { Random } from '../../random.ts'
import { type Device, deviceById, setDeviceState } from '../../workstations/workstations.ts'
import type { Database } from '../../store/schema.ts'
import type { Store, Writing } from '../../store/store.ts'
import { readHead } from '../../store/change-feed.ts'
import { insertRows, updateRow } from '../../store/prepared.ts'
import type { CommandEnvelope } from '../../../protocol/commands.ts'
import { provedCommands } from '../../commands/session-proof.ts'
import { openBatch } from '../../commands/batch.ts'
import { type ChainedCommand, checkBatch } from './check-batch.ts'
import {
  type Alarm,
  missingAttachment,
  parkCommand,
  receiptOf,
  runCommand,
  type RunOutcome,
} from '../../commands/run-command.ts'

export interface PushServices {
  readonly store: Store
  readonly keys: KeyRing
  readonly random: Random
  readonly identity: { readonly storeId: string; readonly epoch: string }
  readonly alarm: Alarm
}

/** What is known of a batch before its transaction. */
interface Stated {
  readonly proved: ReadonlySet<CommandEnvelope>
  /** Files that the desk has lost. */
  readonly lost: ReadonlySet<string>
}
type Outcome = { readonly command: ChainedCommand } & RunOutcome
type PushOutput = z.infer<typeof pushOutput>
type Taken = Result<Omit<PushOutput, 'serverTime'>>

export async function push(
  services: PushServices,
  deviceId: string,
  batch: z.infer<typeof pushInput>,
): Promise<Result<PushOutput>> {
  const { store, identity } = services
  if (batch.storeId !== identity.storeId || batch.epoch !== identity.epoch) return refuse('store.different', identity)
  if (batch.deviceId !== deviceId) return refuse('device.unknown')
  const checked = checkBatch(batch.commands)
  if (!checked.ok) return checked
  const proved = await store.read((db) => provedCommands(db, batch.commands))
  let serverTime = ''
  const taken = await store.write((writing) => {
    serverTime = writing.at
    return takeBatch(services, writing, deviceId, checked.value, { proved, lost: new Set(batch.missing) })
  })
  return taken.ok ? ok({ ...taken.value, serverTime }) : taken
}

async function takeBatch(
  services: PushServices,
  writing: Writing,
  deviceId: string,
  commands: readonly ChainedCommand[],
  stated: Stated,
): Promise<Taken> {
  const { db } = writing
  const device = await deviceById(db, deviceId)
  if (!device || device.state === 'revoked') return refuse('device.unknown')
  if (device.state === 'frozen') return refuse('device.frozen')
  const known = await storedReceipts(writing, device, commands)
  const forked = commands.find(({ envelope, chainHash }) => {
    const row = known.get(envelope.deviceSeq)
    return row !== undefined && row.chain_hash !== chainHash
  })
  if (forked) return freeze(services, writing, device, forked)
  const fresh = commands.filter(({ envelope }) => envelope.deviceSeq > device.last_seq)
  const [first] = fresh
  if (first && first.envelope.deviceSeq !== device.last_seq + 1)
    return refuse('push.gap', { expected: device.last_seq + 1 })
  if (first && first.envelope.prevHash !== device.last_hash)
    return refuse('push.chain', { deviceSeq: first.envelope.deviceSeq })

  const { outcomes, waitingFor } = await runCommands(services, writing, device, fresh, stated)
  // Supervisors see at once that something waits for them.
  for (const outcome of outcomes)
    if ('parked' in outcome)
      writing.changed({ entity: 'receipt', id: outcome.command.envelope.commandId, version: 1, op: 'upsert' })
  const firstPosition = await writing.publish()
  const receipts = outcomes.map((outcome) => receiptOf(outcome.command.envelope, outcome, firstPosition))
  await keepReceipts(writing, device, outcomes, receipts)
  const { position: head } = await readHead(db)
  const again = commands.flatMap(({ envelope }) => {
    const row = known.get(envelope.deviceSeq)
    return row ? [receiptSchema.parse(JSON.parse(row.receipt))] : []
  })
  return ok({ receipts: [...again, ...receipts], waitingFor, head })
}

async function storedReceipts(
  { db }: Writing,
  device: Device,
  commands: readonly ChainedCommand[],
): Promise<Map<number, Database['command_receipt']>> {
  const from = commands[0]?.envelope.deviceSeq ?? 0
  if (from > device.last_seq) return new Map()
  const rows = await db
    .selectFrom('command_receipt')
    .selectAll()
    .where('device_id', '=', device.id)
    .where('device_seq', '>=', from)
    .where('device_seq', '<=', commands.at(-1)?.envelope.deviceSeq ?? 0)
    .execute()
  return new Map(rows.map((row) => [row.device_seq, row]))
}

/**
 * Two histories under one key mean a cloned or restored disk. Nothing more is accepted from this device until an
 * administrator has checked it.
 */
async function freeze(
  { alarm }: PushServices,
  writing: Writing,
  device: Device,
  { envelope }: ChainedCommand,
): Promise<Taken> {
  await setDeviceState(writing, device.id, 'frozen')
  writing.audited({
    actor: device.id,
    device: device.id,
    action: 'device.forked',
    subjectRef: null,
    body: { deviceSeq: envelope.deviceSeq, commandId: envelope.commandId },
  })
  alarm('device.forked', { deviceId: device.id, deviceSeq: envelope.deviceSeq })
  return refuse('device.forked', { deviceSeq: envelope.deviceSeq })
}

async function runCommands(
  services: PushServices,
  writing: Writing,
  device: Device,
  commands: readonly ChainedCommand[],
  stated: Stated,
): Promise<{ outcomes: Outcome[]; waitingFor: PushOutput['waitingFor'] }> {
  const { keys, random } = services
  const parked = await parkedAggregates(writing, commands)
  const batch = await openBatch(
    writing,
    keys,
    commands.map(({ envelope }) => envelope),
  )
  const applyServices = {
    ...{ writing, keys, random, batch, receivedAt: writing.at, proved: stated.proved },
    device: { id: device.id, deskNumber: device.desk_number },
  }
  const outcomes: Outcome[] = []
  for (const command of commands) {
    const { envelope } = command
    const before = parked.get(envelope.aggregateId)
    if (before) {
      outcomes.push({ command, ...(await parkCommand(applyServices, envelope, before)) })
      continue
    }
    const missing = await missingAttachment(writing, envelope)
    if (missing && stated.lost.has(missing)) {
      const why = problem('attachment.missing', { sha256: missing })
      const outcome: Outcome = { command, ...(await parkCommand(applyServices, envelope, why)) }
      if ('parked' in outcome) parked.set(envelope.aggregateId, why)
      outcomes.push(outcome)
      continue
    }
    if (missing) return { outcomes, waitingFor: { deviceSeq: envelope.deviceSeq, sha256: missing } }
    const outcome: Outcome = { command, ...(await runCommand(services, applyServices, envelope)) }
    if ('parked' in outcome) parked.set(envelope.aggregateId, outcome.parked)
    outcomes.push(outcome)
  }
  return { outcomes, waitingFor: null }
}

/**
 * Aggregates with a parked command: later commands on them wait too, because they were given in the belief that it was
 * done.
 */
async function parkedAggregates({ db }: Writing, commands: readonly ChainedCommand[]): Promise<Map<string, Problem>> {
  const ids = [...new Set(commands.map(({ envelope }) => envelope.aggregateId))]
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('command_receipt')
    .select(['aggregate_id', 'receipt'])
    .where('outcome', '=', 'parked')
    .where('aggregate_id', 'in', ids)
    .execute()
  return new Map(
    rows.flatMap((row) => {
      const receipt = receiptSchema.parse(JSON.parse(row.receipt))
      return receipt.outcome === 'parked' ? [[row.aggregate_id, receipt.problem] as const] : []
    }),
  )
}

async function keepReceipts(
  { db, at }: Writing,
  device: Device,
  outcomes: readonly Outcome[],
  receipts: readonly CommandReceipt[],
): Promise<void> {
  const last = outcomes.at(-1)?.command
  if (!last) return
  const rows = outcomes.map(({ command: { envelope, chainHash } }, index) => {
    const receipt = receipts[index]
    if (!receipt) throw new RangeError('a receipt for each command')
    return {
      device_id: device.id,
      device_seq: envelope.deviceSeq,
      command_id: envelope.commandId,
      kind: envelope.kind,
      aggregate_id: envelope.aggregateId,
      chain_hash: chainHash,
      outcome: receipt.outcome,
      receipt: JSON.stringify(receipt),
      envelope: receipt.outcome === 'parked' ? JSON.stringify(envelope) : null,
      occurred_at: envelope.occurredAt,
      clock_offset_ms: envelope.clockOffsetMs,
      received_at: at,
    }
  })
  await insertRows(db, 'command_receipt', rows)
  const seen = { last_seq: last.envelope.deviceSeq, last_hash: last.chainHash, last_seen_at: at }
  await updateRow(db, 'device', device.id, seen)
}
