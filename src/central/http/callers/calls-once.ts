/**
 * Answers each signed call once (ADR 0086). A workstation signs an id with every call; an id is remembered at least for
 * as long as the time signed with it is accepted. What is remembered lies in memory only, so the workstation also signs
 * the id of the run of this process: nothing recorded before a start is accepted after it.
 */
import { ok, refuse, type Result } from '../../../domain/problem.ts'
import { LIMITS } from '../../../protocol/central/limits.ts'

/** What a workstation signed, besides what it wants. */
export interface SignedOnce {
  readonly deviceId: string
  readonly callId: string
  /** The run of the central store that it knows; empty where it knows none yet. */
  readonly run: string
  /** Milliseconds, within the window of what is accepted. */
  readonly signedAt: number
}

export interface CallsOnce {
  /** Accepts an id once. Refuses with `call.other-run`, `call.repeated` or `rate.exceeded`. */
  accept(call: SignedOnce, now: number): Result<true>
}

const SLICE_MS = 60_000
/** A clock put back by less than this brings back no time whose ids are forgotten. */
const KEPT_LONGER_MS = 60_000
/** Calls of one workstation signed within one minute. A busy desk makes a hundredth of them. */
const MOST_IN_A_SLICE = 10_000

export function callsOnce(newId: () => string, most = MOST_IN_A_SLICE): CallsOnce {
  let run = newId()
  /** The ids by the minute for which they were signed, and by workstation. */
  const slices = new Map<number, Map<string, Set<string>>>()
  /** Ids signed before this are forgotten, so nothing signed before it may be accepted again. */
  let forgottenBefore = -Infinity

  const forget = (now: number): void => {
    const end = now - LIMITS.signatureWindowMs - KEPT_LONGER_MS
    for (const slice of slices.keys()) {
      if ((slice + 1) * SLICE_MS > end) continue
      slices.delete(slice)
      forgottenBefore = Math.max(forgottenBefore, (slice + 1) * SLICE_MS)
    }
  }
  /** Where the clock was put back to a time whose ids are forgotten, a new run makes all that was recorded void. */
  const beginAnewAfterPutBack = (now: number): void => {
    if (now - LIMITS.signatureWindowMs >= forgottenBefore) return
    run = newId()
    slices.clear()
    forgottenBefore = -Infinity
  }
  const idsOf = (slice: number, deviceId: string): Set<string> => {
    const devices = slices.get(slice) ?? new Map<string, Set<string>>()
    const ids = devices.get(deviceId) ?? new Set<string>()
    slices.set(slice, devices.set(deviceId, ids))
    return ids
  }

  return {
    accept({ deviceId, callId, run: signedRun, signedAt }, now) {
      beginAnewAfterPutBack(now)
      forget(now)
      if (signedRun !== run) return refuse('call.other-run', { run })
      const ids = idsOf(Math.floor(signedAt / SLICE_MS), deviceId)
      if (ids.has(callId)) return refuse('call.repeated')
      if (ids.size >= most) return refuse('rate.exceeded', { retryAfterSeconds: SLICE_MS / 1000 })
      ids.add(callId)
      return ok(true)
    },
  }
}
