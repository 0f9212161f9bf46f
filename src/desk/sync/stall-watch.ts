/**
 * Notices that something is queued, the central store answers, and nothing advances: a failure that somebody must see,
 * whatever its cause. Being offline, or stopped with a reason, is shown anyway.
 */
const STALLED_AFTER_MS = 60_000
const LOOK_EVERY_MS = 5_000

interface StallOptions {
  readonly queued: () => number
  /** Whether the screens already show why nothing is sent. */
  readonly isExplained: () => boolean
  /** Milliseconds that only go forward. */
  readonly monotonic: () => number
  readonly nowIso: () => string
  /** Called once for each stall. */
  readonly onStall: (queued: number) => void
  readonly onChange: () => void
}

export interface StallWatch {
  readonly advanced: () => void
  /** Since when nothing has advanced, or null. */
  readonly since: () => string | null
  /** Compares; called every few seconds by `start`. */
  readonly look: () => void
  /** Returns the function that stops it; keeps no process alive. */
  readonly start: () => () => void
}

export function stallWatch(options: StallOptions): StallWatch {
  const { queued, isExplained, monotonic, nowIso, onStall, onChange } = options
  let advancedAt = monotonic()
  let beganAt = nowIso()
  let since: string | null = null
  const fresh = (): void => {
    advancedAt = monotonic()
    beganAt = nowIso()
    if (since === null) return
    since = null
    onChange()
  }
  const look = (): void => {
    const waiting = queued()
    if (waiting === 0 || isExplained()) return fresh()
    if (since !== null || monotonic() - advancedAt < STALLED_AFTER_MS) return
    since = beganAt
    onStall(waiting)
    onChange()
  }
  return {
    advanced: fresh,
    since: () => since,
    look,
    start: () => {
      const timer = setInterval(look, LOOK_EVERY_MS)
      timer.unref()
      return () => clearInterval(timer)
    },
  }
}
