/**
 * When the desk talks to the central store: a pure machine, every phase answering every event (sync.md S6). It never
 * waits without a timer: whatever is queued is tried again by itself, at the latest after a minute.
 *
 * off: not started, or closed · running: a run is going on · resting: all is sent, the next look is timed ·
 * backing-off: the last run failed, the next try is timed · stopped: a person must act (another store, a forked
 * device); only asking whether the reason still stands goes on.
 */
export const PHASES = ['off', 'running', 'resting', 'backing-off', 'stopped'] as const
type Phase = (typeof PHASES)[number]

export interface SyncState {
  readonly phase: Phase
  /** Failed runs in a row. */
  readonly failures: number
  /** Something happened during the run that asks for another one. */
  readonly again: boolean
  /** The central store was seen to answer during the run: should the run fail for not reaching it, that is past. */
  readonly reached: boolean
  /** Whether a timer is armed; true in every phase but `off` and `running`. */
  readonly timer: boolean
}

/**
 * wake: something was queued, the centre spoke, or a person asked · reached: after it could not be reached, the centre
 * has answered a call of a person, or the network of this computer has changed.
 */
export const EVENTS = ['start', 'wake', 'reached', 'timer', 'run-done', 'run-failed', 'run-stopped', 'close'] as const
export type SyncEvent = (typeof EVENTS)[number]

export type SyncEffect =
  | { readonly do: 'run' }
  | { readonly do: 'arm'; readonly milliseconds: number }
  | { readonly do: 'disarm' }
  | { readonly do: 'abort' }

export interface Transition {
  readonly state: SyncState
  readonly effects: readonly SyncEffect[]
}

const REST_MS = 30_000
const BACK_OFF_FIRST_MS = 1_000
export const BACK_OFF_MOST_MS = 60_000
/** Full jitter still leaves the network a moment. */
const BACK_OFF_LEAST_MS = 100

export const INITIAL: SyncState = { phase: 'off', failures: 0, again: false, reached: false, timer: false }

/** Full jitter: evenly between almost nothing and the doubled ceiling. `fraction` is in [0, 1). */
export const backOff = (failures: number, fraction: number): number =>
  Math.max(
    BACK_OFF_LEAST_MS,
    Math.round(fraction * Math.min(BACK_OFF_MOST_MS, BACK_OFF_FIRST_MS * 2 ** Math.min(failures, 16))),
  )

type Step = (state: SyncState, fraction: number) => Transition

const stay: Step = (state) => ({ state, effects: [] })
const run: Step = (state) => ({
  state: { ...state, phase: 'running', again: false, reached: false, timer: false },
  effects: [{ do: 'disarm' }, { do: 'run' }],
})
const askAgain: Step = (state) => ({ state: { ...state, again: true }, effects: [] })
const answeredMeanwhile: Step = (state) => ({ state: { ...state, reached: true }, effects: [] })
const rest: Step = (state, fraction) =>
  state.again
    ? run({ ...state, failures: 0 }, fraction)
    : {
        state: { phase: 'resting', failures: 0, again: false, reached: false, timer: true },
        effects: [{ do: 'arm', milliseconds: REST_MS }],
      }
const retryLater: Step = (state, fraction) => {
  const failures = state.failures + 1
  // Each such run spends one answer to somebody else: no loop can live on it.
  if (state.reached) return run({ ...state, failures }, fraction)
  return {
    state: { phase: 'backing-off', failures, again: false, reached: false, timer: true },
    effects: [{ do: 'arm', milliseconds: backOff(failures, fraction) }],
  }
}
const stop: Step = (state) => ({
  state: { phase: 'stopped', failures: state.failures + 1, again: false, reached: false, timer: true },
  effects: [{ do: 'arm', milliseconds: BACK_OFF_MOST_MS }],
})
const close: Step = (state) => ({
  state: INITIAL,
  effects: state.phase === 'running' ? [{ do: 'disarm' }, { do: 'abort' }] : [{ do: 'disarm' }],
})
/** The answer of a run that was given up comes late: nothing to do. */
const late = stay

const TABLE: Readonly<Record<Phase, Readonly<Record<SyncEvent, Step>>>> = {
  off: {
    start: run,
    wake: stay,
    reached: stay,
    timer: stay,
    'run-done': late,
    'run-failed': late,
    'run-stopped': late,
    close: stay,
  },
  running: {
    start: stay,
    wake: askAgain,
    reached: answeredMeanwhile,
    timer: stay,
    'run-done': rest,
    'run-failed': retryLater,
    'run-stopped': stop,
    close,
  },
  resting: {
    start: stay,
    wake: run,
    reached: stay,
    timer: run,
    'run-done': late,
    'run-failed': late,
    'run-stopped': late,
    close,
  },
  'backing-off': {
    start: stay,
    wake: run,
    reached: run,
    timer: run,
    'run-done': late,
    'run-failed': late,
    'run-stopped': late,
    close,
  },
  stopped: {
    start: stay,
    wake: run,
    reached: stay,
    timer: run,
    'run-done': late,
    'run-failed': late,
    'run-stopped': late,
    close,
  },
}

export const transition = (state: SyncState, event: SyncEvent, fraction: number): Transition =>
  TABLE[state.phase][event](state, fraction)

/** What must never be: something queued, and nothing that would send it. */
export const isStranded = (state: SyncState, queued: number): boolean =>
  queued > 0 && state.phase !== 'running' && state.phase !== 'off' && !state.timer
