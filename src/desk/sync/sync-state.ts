/**
 * Decides when the desk contacts the central store: a pure state machine, defined for every event in every phase
 * (docs/protocol.md S6). It never waits without a timer: queued acts are retried automatically, at the latest after a
 * minute.
 *
 * off: not started, or closed · running: a run is in progress · resting: everything is sent, the next run is scheduled
 * · backing-off: the last run failed, the next one is scheduled · stopped: a person must act (another store, a forked
 * device); the desk only checks whether the reason still holds.
 */
export const PHASES = ['off', 'running', 'resting', 'backing-off', 'stopped'] as const
type Phase = (typeof PHASES)[number]

export interface SyncState {
  readonly phase: Phase
  /** Failed runs in a row. */
  readonly failures: number
  /** Something happened during the run that requires another one. */
  readonly again: boolean
  /**
   * The central store answered another call during the run: if the run still fails as unreachable, it is retried at
   * once.
   */
  readonly reached: boolean
  /** Whether a timer is armed; true in every phase but `off` and `running`. */
  readonly timer: boolean
}

/**
 * wake: something was queued, the live stream sent an event, or a person asked · reached: after an outage, the centre
 * answered a person's call, or this computer's network changed.
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
/** The shortest wait, so that the network has a moment even with full jitter. */
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
  // Each immediate retry uses up one such answer, so this cannot become a busy loop.
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
/** The result of an aborted run arrives late: ignore it. */
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

/** An invariant: this must never be true (something is queued and nothing would send it). */
export const isStranded = (state: SyncState, queued: number): boolean =>
  queued > 0 && state.phase !== 'running' && state.phase !== 'off' && !state.timer
