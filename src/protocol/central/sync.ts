/** Push of commands to the central store, pull of changes from it. */
import { z } from 'zod'
import { commandEnvelope } from '../commands.ts'
import { id, instant, sha256 } from '../values.ts'
import { events, get, numberText, post, workstation } from './call.ts'
import { change, feedMark } from './changes.ts'
import { LIMITS } from './limits.ts'
import { receipt } from './receipts.ts'

export const pushInput = z.object({
  storeId: id,
  epoch: id,
  deviceId: id,
  protocol: z.int(),
  commands: z.array(commandEnvelope).min(1).max(LIMITS.pushCommands),
  /**
   * Files that the desk no longer has, or cannot read: a command that names one is parked instead of holding back those
   * behind it, and a supervisor decides.
   */
  missing: z.array(sha256).max(LIMITS.pushCommands).default([]),
})
export const pushOutput = z.object({
  /** In the order of the batch; shorter than the batch where it stopped at `waitingFor`. */
  receipts: z.array(receipt),
  /**
   * The first command whose attachment has not arrived: it and all after it were not accepted and stay queued. Upload
   * the file, then push again.
   */
  waitingFor: z.object({ deviceSeq: z.int(), sha256 }).nullable(),
  head: z.int(),
  serverTime: instant,
})
export const pullInput = z.object({
  cursor: numberText().int().nonnegative(),
  limit: numberText().int().min(1).max(LIMITS.pullLimit).default(500),
  /** The version of the protocol that the desk can read. A desk that states none checks the minimum itself. */
  protocol: numberText().int().optional(),
  /** The newest mark that the desk has of the feed; a store that has another one there is refused as different. */
  markPosition: numberText().int().positive().optional(),
  markHash: sha256.optional(),
})
export const pullOutput = z.object({
  changes: z.array(change),
  cursor: z.int(),
  more: z.boolean(),
  head: z.int(),
  serverTime: instant,
  epoch: id,
  minimumProtocol: z.int(),
  /** The newest mark up to `cursor`; null in a feed that has none yet. */
  mark: feedMark.nullable().default(null),
})

export const syncCalls = {
  push: post('/v1/push', {
    caller: workstation,
    body: pushInput,
    // The commands are limited to pushBytes; the envelope around them needs a little more.
    bodyLimit: LIMITS.pushBytes + 4096,
    output: pushOutput,
  }),
  /**
   * What the central store has of the calling workstation, and the hash of its feed `at` a position (null if there is
   * none). A desk asks before it registers anything: it or the store may have been restored from a copy.
   */
  standing: get('/v1/standing', {
    caller: workstation,
    query: z.object({ at: numberText().int().nonnegative() }),
    output: z.object({
      lastSeq: z.int().nonnegative(),
      lastHash: z.string(),
      storeId: id,
      epoch: id,
      mark: sha256.nullable(),
    }),
  }),
  pull: get('/v1/pull', { caller: workstation, query: pullInput, output: pullOutput }),
  /**
   * Server-sent events (WHATWG HTML section 9.2): `head` with `{"head": n}`, once at the beginning and after every
   * commit with a change for the desks.
   */
  live: get('/v1/live', {
    caller: workstation,
    output: events({ 'content-type': z.literal('text/event-stream; charset=utf-8') }),
  }),
} as const
