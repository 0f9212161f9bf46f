/** What waits to be sent, what was received, and what prevents it. */
import { z } from 'zod'
import { SHOWN_ACTS } from '../../request/acts.ts'
import { problemSchema } from '../problem.ts'
import { id, instant } from '../values.ts'
import { command, nothing, query, type Procedures } from './procedure.ts'

export const syncStatus = z.object({
  /** `outdated`: acts are sent, but nothing is received until the application is updated. */
  state: z.enum(['starting', 'online', 'syncing', 'offline', 'outdated', 'stopped']),
  /** Since when there is no connection to the central store; null while online. */
  offlineSince: instant.nullable(),
  lastContactAt: instant.nullable(),
  lastPullAt: instant.nullable(),
  clockOffsetMs: z.int().nullable(),
  cursor: z.int(),
  head: z.int().nullable(),
  queued: z.int(),
  /** Requests with something still to send. */
  queuedRequests: z.int(),
  oldestQueuedAt: instant.nullable(),
  attachmentsToSend: z.object({ files: z.int(), bytes: z.int(), sentBytes: z.int() }),
  parked: z.int(),
  decisions: z.int(),
  nextTryAt: instant.nullable(),
  lastProblem: problemSchema.nullable(),
  /** Real registration numbers still available. */
  numbersLeft: z.int(),
  /** A problem that a person must act on (another store, a forked device, disk full, an old version); else null. */
  stoppedBy: problemSchema.nullable(),
  /** Something is queued, the central store answers, and nothing has advanced since then; else null. */
  stalledSince: instant.nullable(),
})
export const outboxRow = z.object({
  deviceSeq: z.int(),
  commandId: id,
  kind: z.enum(SHOWN_ACTS),
  requestId: id,
  number: z.string(),
  state: z.enum(['queued', 'sent', 'applied', 'rejected', 'parked']),
  /** By the central store's clock, as far as the desk knows it. */
  at: instant,
  problem: problemSchema.nullable(),
  actorName: z.string(),
})

export const syncProcedures = {
  'sync.status': query('none', nothing, syncStatus, { staleBy: ['sync', 'decisions'] }),
  'sync.now': command('open', nothing, syncStatus),
  'sync.outbox': query(
    'open',
    z.object({
      states: z
        .array(z.enum(['queued', 'sent', 'applied', 'rejected', 'parked']))
        .default(['queued', 'sent', 'parked']),
      limit: z.int().max(500).default(200),
    }),
    z.array(outboxRow),
    { staleBy: ['sync'] },
  ),
} as const satisfies Procedures
