/**
 * The outbox (docs/protocol.md S3): every act of this desk in the order of its device sequence, chained by hash, with
 * the central store's receipt. Screens show the confirmed rows with the unconfirmed acts applied again.
 */
import type { Database } from '../cache/open-cache.ts'
import { canonicalJson, chainedPart, provedPart } from '../../protocol/canonical.ts'
import type { CommandEnvelope, TakenOverAct } from '../../protocol/commands.ts'
import { type CommandKind, type CommandPayload, versionOf } from '../../request/acts.ts'
import type { CommandReceipt } from '../../protocol/central/receipts.ts'
import type { Problem } from '../../domain/problem.ts'
import { sha256Hex } from '../../files/sha256.ts'
import type { JournalledCommand } from '../journal/records.ts'
import type { Prove } from '../session/session-key.ts'
import { momentOf } from '../../protocol/moment-of.ts'

/** An act before it has a place in the chain. */
export type Act = {
  [K in CommandKind]: {
    readonly kind: K
    readonly aggregateId: string
    readonly expectedRevision: number | null
    readonly payload: CommandPayload<K>
    /** The act of an earlier identity of this workstation that it takes over. */
    readonly takenOver?: TakenOverAct
  }
}[CommandKind]

export interface Author {
  readonly actorId: string
  readonly actorName: string
  readonly sessionId: string
  readonly offline: boolean
  /** Signs with the key of the session; null for a person whose session was granted to an earlier version. */
  readonly prove: Prove | null
}

type OutboxState = 'queued' | 'sent' | 'applied' | 'rejected' | 'parked'
export interface OutboxEntry {
  readonly envelope: CommandEnvelope
  readonly actorName: string
  readonly state: OutboxState
  readonly receipt: CommandReceipt | null
  readonly resolution: Resolution | null
}
/** How a refused act was settled. `shown`: its author was waiting and got the refusal as the answer. */
export type Resolution = 'again' | 'drop' | 'shown'
/** The first release stored `shown` as `told`. It still does, so that no table of unsent acts has to be rebuilt. */
type StoredResolution = Exclude<Resolution, 'shown'> | 'told'

interface OutboxDbRow {
  device_seq: number
  command_id: string
  kind: string
  kind_version: number
  aggregate_id: string
  expected_revision: number | null
  payload: string
  payload_hash: string
  prev_hash: string
  actor_id: string
  actor_name: string
  session_id: string
  offline: number
  occurred_at: string
  clock_offset_ms: number | null
  proof: string | null
  taken_over: string | null
  state: OutboxState
  receipt: string | null
  resolution: StoredResolution | null
}

const entryOf = (row: OutboxDbRow): OutboxEntry => ({
  envelope: {
    deviceSeq: row.device_seq,
    commandId: row.command_id,
    kind: row.kind,
    kindVersion: row.kind_version,
    aggregateId: row.aggregate_id,
    expectedRevision: row.expected_revision,
    payload: JSON.parse(row.payload) as CommandEnvelope['payload'],
    payloadHash: row.payload_hash,
    prevHash: row.prev_hash,
    actorId: row.actor_id,
    sessionId: row.session_id,
    offline: row.offline === 1,
    occurredAt: row.occurred_at,
    clockOffsetMs: row.clock_offset_ms,
    ...(row.proof === null ? {} : { proof: row.proof }),
    ...(row.taken_over === null ? {} : { takenOver: JSON.parse(row.taken_over) as TakenOverAct }),
  },
  actorName: row.actor_name,
  state: row.state,
  receipt: row.receipt === null ? null : (JSON.parse(row.receipt) as CommandReceipt),
  resolution: row.resolution === 'told' ? 'shown' : row.resolution,
})

const chainHashOf = (envelope: CommandEnvelope): string => sha256Hex(chainedPart(envelope))

export interface Outbox {
  /** Assigns acts their places in the chain; nothing is stored yet. */
  readonly chain: (
    acts: readonly Act[],
    author: Author,
    at: { now: number; clockOffsetMs: number | null; newId: () => string },
  ) => JournalledCommand[]
  /** Stores chained commands; inside the caller's transaction. */
  readonly add: (commands: readonly JournalledCommand[]) => void
  /** Moves the end of the chain past commands that, by the journal, were acknowledged and deleted. */
  readonly moveTip: (deviceSeq: number, chainHash: string) => void
  readonly holds: (deviceSeq: number) => boolean
  readonly holdsRequest: (requestId: string) => boolean
  readonly chainHashOf: (deviceSeq: number) => string
  readonly tip: () => { deviceSeq: number; chainHash: string }
  /** Not yet receipted, in order; parked ones are receipted. */
  readonly toSend: (limit: number) => OutboxEntry[]
  /**
   * Returns acts that are not sent up to this sequence to a person: an earlier identity of this workstation did them,
   * and nothing can send them any more (ADR 0089). Returns the requests concerned.
   */
  readonly replace: (upTo: number, by: Extract<Problem, { code: 'device.replaced' }>, at: string) => string[]
  /** Counts acts as decided on that a command of this outbox has taken over. */
  readonly resolveTakenOver: () => void
  /** Whether commands given under a session are still to be sent. */
  readonly hasUnsentOf: (sessionId: string) => boolean
  readonly markSent: (from: number, to: number) => void
  readonly markReceipted: (receipt: CommandReceipt, at: string) => void
  /** Acts of a request that its confirmed row does not include yet. */
  readonly pendingOf: (requestId: string, cursor: number) => OutboxEntry[]
  /** Requests with receipts between the cursor `before` and the present cursor. */
  readonly reached: (before: number, cursor: number) => string[]
  readonly pendingRequests: (cursor: number) => string[]
  readonly list: (states: readonly OutboxState[], limit: number) => OutboxEntry[]
  /** The device sequences that it has, in order. */
  readonly sequences: () => number[]
  readonly entries: (deviceSeqs: readonly number[]) => OutboxEntry[]
  readonly byCommand: (commandId: string) => OutboxEntry | null
  readonly undecided: () => OutboxEntry[]
  /** Whether a refused act of this request waits for its author's decision. */
  readonly needsDecision: (requestId: string) => boolean
  /** Registrations whose outcome is not final: unsent, parked, or refused and not yet decided on. */
  readonly unsettledRegistrations: () => OutboxEntry[]
  readonly resolve: (commandId: string, resolution: Resolution) => void
  readonly counts: () => {
    queued: number
    queuedRequests: number
    oldestQueuedAt: string | null
    parked: number
    decisions: number
  }
  /** Deletes acknowledged commands older than a given time, or those of an erased request. */
  readonly forget: (what: { before: string } | { requestId: string }) => OutboxEntry[]
}

const UNSENT = `('queued', 'sent')`

function statementsOf(db: Database) {
  const tip = db.prepare<[], { device_seq: number; chain_hash: string }>(
    'SELECT device_seq, chain_hash FROM outbox_tip',
  )
  const setTip = db.prepare('UPDATE outbox_tip SET device_seq = ?, chain_hash = ?')
  const insert = db.prepare(
    `INSERT INTO outbox (device_seq, command_id, kind, kind_version, aggregate_id, expected_revision, payload, payload_hash, prev_hash, chain_hash,
       actor_id, actor_name, session_id, offline, occurred_at, clock_offset_ms, proof, taken_over, state)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued')`,
  )
  const rows = (where: string) => db.prepare<unknown[], OutboxDbRow>(`SELECT * FROM outbox WHERE ${where}`)
  const toSend = rows(`state IN ${UNSENT} ORDER BY device_seq LIMIT ?`)
  const unsentOf = rows(`session_id = ? AND state IN ${UNSENT} LIMIT 1`)
  // A refused registration stays on the screen until its author decides what to do with it.
  const pendingOf = rows(
    `aggregate_id = ? AND (state IN ('queued', 'sent', 'parked') OR (state = 'applied' AND receipt_position > ?)
       OR (state = 'rejected' AND resolution IS NULL AND EXISTS (SELECT 1 FROM outbox AS first WHERE first.aggregate_id = outbox.aggregate_id
         AND first.kind = 'register-request' AND first.state = 'rejected' AND first.resolution IS NULL))) ORDER BY device_seq`,
  )
  const reached = db.prepare<[number, number], { aggregate_id: string }>(
    `SELECT DISTINCT aggregate_id FROM outbox WHERE state = 'applied' AND receipt_position > ? AND receipt_position <= ?`,
  )
  const pendingRequests = db.prepare<[number], { aggregate_id: string }>(
    `SELECT DISTINCT aggregate_id FROM outbox WHERE state IN ('queued', 'sent', 'parked') OR (state = 'applied' AND receipt_position > ?)`,
  )
  const chainHash = db.prepare<[number], { chain_hash: string }>('SELECT chain_hash FROM outbox WHERE device_seq = ?')
  const byCommand = rows('command_id = ?')
  const undecided = rows(`state = 'rejected' AND resolution IS NULL ORDER BY device_seq DESC`)
  const needsDecision = db.prepare<[string], { n: number }>(
    `SELECT count(*) AS n FROM outbox WHERE aggregate_id = ? AND state = 'rejected' AND resolution IS NULL`,
  )
  const unsettled = rows(
    `kind = 'register-request' AND (state IN ('queued', 'sent', 'parked') OR (state = 'rejected' AND resolution IS NULL)) ORDER BY device_seq`,
  )
  const markSent = db.prepare(`UPDATE outbox SET state = 'sent' WHERE device_seq BETWEEN ? AND ? AND state = 'queued'`)
  const markReceipted = db.prepare(
    'UPDATE outbox SET state = ?, receipt = ?, receipt_position = ?, receipted_at = ? WHERE device_seq = ? AND command_id = ?',
  )
  const resolve = db.prepare('UPDATE outbox SET resolution = ? WHERE command_id = ?')
  const counted = db.prepare<[], { queued: number; requests: number; first: number | null }>(
    `SELECT count(*) AS queued, count(DISTINCT aggregate_id) AS requests, min(device_seq) AS first FROM outbox WHERE state IN ${UNSENT}`,
  )
  const bySequence = rows('device_seq = ?')
  const countOf = (where: string) => db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM outbox WHERE ${where}`)
  const parked = countOf(`state = 'parked'`)
  const decisions = countOf(`state = 'rejected' AND resolution IS NULL`)
  const forgotten = rows(
    `state IN ('applied', 'rejected') AND receipted_at < ? AND (resolution IS NOT NULL OR state = 'applied')`,
  )
  const ofRequest = rows(`aggregate_id = ? AND state IN ('applied', 'rejected')`)
  const remove = db.prepare('DELETE FROM outbox WHERE device_seq = ?')
  return {
    tip,
    setTip,
    insert,
    rows,
    toSend,
    unsentOf,
    pendingOf,
    reached,
    pendingRequests,
    chainHash,
    byCommand,
    undecided,
    needsDecision,
    unsettled,
    markSent,
    markReceipted,
    resolve,
    counted,
    bySequence,
    parked,
    decisions,
    forgotten,
    ofRequest,
    remove,
  }
}

/** Acts of earlier identities of this workstation. */
const replacedOf = (db: Database) => ({
  unsentUpTo: db.prepare<[number], OutboxDbRow>(
    `SELECT * FROM outbox WHERE device_seq <= ? AND state IN ${UNSENT} ORDER BY device_seq`,
  ),
  resolveTakenOver: db.prepare(
    `UPDATE outbox SET resolution = 'again' WHERE state = 'rejected' AND resolution IS NULL AND command_id IN
       (SELECT json_extract(taken_over, '$.commandId') FROM outbox WHERE taken_over IS NOT NULL)`,
  ),
})

/** What is in the outbox, whatever its state. */
const presentOf = (db: Database) => ({
  ofRequest: db.prepare<[string], unknown>('SELECT 1 FROM outbox WHERE aggregate_id = ? LIMIT 1'),
  sequences: db.prepare<[], { device_seq: number }>('SELECT device_seq FROM outbox ORDER BY device_seq'),
})

/** Acts with their places in the chain, after the last one that has one. */
function chained(
  last: { readonly device_seq: number; readonly chain_hash: string } | undefined,
  acts: readonly Act[],
  author: Author,
  { now, clockOffsetMs, newId }: Parameters<Outbox['chain']>[2],
): JournalledCommand[] {
  let [deviceSeq, prevHash] = [last?.device_seq ?? 0, last?.chain_hash ?? '']
  return acts.map((act) => {
    deviceSeq += 1
    // Through JSON, as it will be sent: fields that JSON omits are not hashed either.
    const payload = JSON.parse(JSON.stringify(act.payload)) as CommandEnvelope['payload']
    const stated: CommandEnvelope = {
      deviceSeq,
      commandId: newId(),
      kind: act.kind,
      kindVersion: versionOf(act.kind),
      aggregateId: act.aggregateId,
      expectedRevision: act.expectedRevision,
      payload,
      payloadHash: sha256Hex(canonicalJson(payload)),
      prevHash,
      actorId: author.actorId,
      sessionId: author.sessionId,
      offline: author.offline,
      occurredAt: new Date(now).toISOString(),
      clockOffsetMs,
      ...(act.takenOver === undefined ? {} : { takenOver: act.takenOver }),
    }
    const envelope = author.prove === null ? stated : { ...stated, proof: author.prove(provedPart(stated)) }
    prevHash = chainHashOf(envelope)
    return { ...envelope, actorName: author.actorName, chainHash: prevHash }
  })
}

/** In the order of the columns that {@link statementsOf} inserts. */
const valuesOf = (c: JournalledCommand) => [
  c.deviceSeq,
  c.commandId,
  c.kind,
  c.kindVersion,
  c.aggregateId,
  c.expectedRevision,
  JSON.stringify(c.payload),
  c.payloadHash,
  c.prevHash,
  c.chainHash,
  c.actorId,
  c.actorName,
  c.sessionId,
  c.offline ? 1 : 0,
  c.occurredAt,
  c.clockOffsetMs,
  c.proof ?? null,
  c.takenOver === undefined ? null : JSON.stringify(c.takenOver),
]

export function outboxOf(db: Database): Outbox {
  const sql = statementsOf(db)
  const present = presentOf(db)
  const replaced = replacedOf(db)

  return {
    chain: (acts, author, at) => chained(sql.tip.get(), acts, author, at),
    add: (commands) => {
      for (const command of commands) {
        sql.insert.run(...valuesOf(command))
        sql.setTip.run(command.deviceSeq, command.chainHash)
      }
    },
    moveTip: (deviceSeq, chainHash) => void sql.setTip.run(deviceSeq, chainHash),
    tip: () => {
      const row = sql.tip.get()
      return { deviceSeq: row?.device_seq ?? 0, chainHash: row?.chain_hash ?? '' }
    },
    holdsRequest: (requestId) => present.ofRequest.get(requestId) !== undefined,
    holds: (deviceSeq) => sql.chainHash.get(deviceSeq) !== undefined,
    chainHashOf: (deviceSeq) => sql.chainHash.get(deviceSeq)?.chain_hash ?? '',
    toSend: (limit) => sql.toSend.all(limit).map(entryOf),
    replace: (upTo, cause, at) =>
      replaced.unsentUpTo.all(upTo).map((row) => {
        const { device_seq: deviceSeq, command_id: commandId } = row
        const receipt = { deviceSeq, commandId, outcome: 'rejected' as const, problem: cause }
        sql.markReceipted.run('rejected', JSON.stringify(receipt), null, at, deviceSeq, commandId)
        return row.aggregate_id
      }),
    resolveTakenOver: () => void replaced.resolveTakenOver.run(),
    hasUnsentOf: (sessionId) => sql.unsentOf.get(sessionId) !== undefined,
    markSent: (from, to) => void sql.markSent.run(from, to),
    markReceipted: (receipt, at) => {
      sql.markReceipted.run(
        receipt.outcome,
        JSON.stringify(receipt),
        receipt.outcome === 'applied' ? receipt.position : null,
        at,
        receipt.deviceSeq,
        receipt.commandId,
      )
    },
    pendingOf: (requestId, cursor) => sql.pendingOf.all(requestId, cursor).map(entryOf),
    reached: (before, cursor) => sql.reached.all(before, cursor).map((row) => row.aggregate_id),
    pendingRequests: (cursor) => sql.pendingRequests.all(cursor).map((row) => row.aggregate_id),
    list: (states, limit) =>
      sql
        .rows(`state IN (${states.map(() => '?').join(', ') || 'NULL'}) ORDER BY device_seq DESC LIMIT ?`)
        .all(...states, limit)
        .map(entryOf),
    sequences: () => present.sequences.all().map((row) => row.device_seq),
    entries: (deviceSeqs) => deviceSeqs.flatMap((deviceSeq) => sql.bySequence.all(deviceSeq).map(entryOf)),
    byCommand: (commandId) => {
      const row = sql.byCommand.get(commandId)
      return row === undefined ? null : entryOf(row)
    },
    undecided: () => sql.undecided.all().map(entryOf),
    needsDecision: (requestId) => (sql.needsDecision.get(requestId)?.n ?? 0) > 0,
    unsettledRegistrations: () => sql.unsettled.all().map(entryOf),
    resolve: (commandId, resolution) => {
      const stored: StoredResolution = resolution === 'shown' ? 'told' : resolution
      sql.resolve.run(stored, commandId)
    },
    counts: () => {
      const row = sql.counted.get()
      const oldest = sql.bySequence.get(row?.first ?? 0)
      return {
        queued: row?.queued ?? 0,
        queuedRequests: row?.requests ?? 0,
        oldestQueuedAt: oldest === undefined ? null : momentOf(entryOf(oldest).envelope),
        parked: sql.parked.get()?.n ?? 0,
        decisions: sql.decisions.get()?.n ?? 0,
      }
    },
    forget: (what) => {
      const gone = 'before' in what ? sql.forgotten.all(what.before) : sql.ofRequest.all(what.requestId)
      for (const row of gone) sql.remove.run(row.device_seq)
      return gone.map(entryOf)
    },
  }
}
