/** The queue: search, filters, counts. */
import { z } from 'zod'
import { CHANNELS, REQUEST_KINDS, REQUEST_STATES } from '../../domain/request/request.ts'
import { executionHold } from '../request.ts'
import { id, line, localDay } from '../values.ts'
import { nothing, query, type Procedures } from './procedure.ts'

export const queueQuery = z.object({
  /** Number, name or CNP; folded diacritics, any order of words, prefixes. */
  text: line(120).default(''),
  /** Empty: every open state. */
  states: z.array(z.enum(REQUEST_STATES)).default([]),
  channels: z.array(z.enum(CHANNELS)).default([]),
  kinds: z.array(z.enum(REQUEST_KINDS)).default([]),
  mine: z.boolean().default(false),
  overdue: z.boolean().default(false),
  sort: z
    .object({ by: z.enum(['due', 'number', 'name', 'registered', 'state']), direction: z.enum(['asc', 'desc']) })
    .default({ by: 'due', direction: 'asc' }),
  offset: z.int().nonnegative().default(0),
  limit: z.int().min(1).max(500).default(100),
})
export const queueRow = z.object({
  id,
  number: z.string(),
  provisional: z.boolean(),
  kind: z.enum(REQUEST_KINDS),
  channel: z.enum(CHANNELS),
  state: z.enum(REQUEST_STATES),
  surname: z.string(),
  givenNames: z.string(),
  /** 285••••••0019 */
  cnpMasked: z.string(),
  registeredDay: localDay,
  dueDay: localDay,
  /** Negative: overdue by as many days. Null once closed. */
  daysLeft: z.int().nullable(),
  by: z.string(),
  /** Something of this request is not yet receipted by the central store. */
  pending: z.boolean(),
  needsDecision: z.boolean(),
  /** What holds up an approved request; null if nothing does. */
  executionHold: executionHold.shape.state.nullable(),
})
export type QueueRow = z.infer<typeof queueRow>
export const queuePage = z.object({ rows: z.array(queueRow), total: z.int() })
/** Numbers for the rooms in the side bar and the status line; of open requests. */
export const queueCounts = z.object({
  byState: z.record(z.enum(REQUEST_STATES), z.int()),
  open: z.int(),
  overdue: z.int(),
  mine: z.int(),
  toApprove: z.int(),
  decisions: z.int(),
  /** Requests, of any desk, of which an act waits at the central store for a supervisor. */
  held: z.int(),
})

export const queueProcedures = {
  'queue.search': query('request.read', queueQuery, queuePage, { staleBy: ['queue'] }),
  'queue.counts': query('request.read', nothing, queueCounts, { staleBy: ['queue', 'sync', 'decisions'] }),
} as const satisfies Procedures
