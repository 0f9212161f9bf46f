/**
 * The one loop that contacts the central store automatically. The state machine of sync-state.ts decides when; time
 * limits end every run; the live stream only wakes the loop.
 */
import type { Problem, Result } from '../../domain/problem.ts'
import type { Logger } from 'pino'
import { INITIAL, isStranded, type SyncEvent, type SyncState, transition } from './sync-state.ts'
import { isUnreachable } from '../central-client/central-client.ts'

export interface SyncLoop {
  readonly start: () => void
  /** Requests a run now, or another one after the current run. */
  readonly wake: () => void
  /** The central store has answered another call, or this computer's network has changed: a back-off ends early. */
  readonly reached: () => void
  /** Runs at once and waits for its end (or for `limitMs`). */
  readonly now: (limitMs: number) => Promise<void>
  readonly state: () => SyncState
  readonly online: () => boolean
  readonly offlineSince: () => string | null
  readonly nextTryAt: () => string | null
  readonly lastProblem: () => Problem | null
  readonly stoppedBy: () => Problem | null
  readonly close: () => Promise<void>
}

interface SyncLoopOptions {
  readonly run: (signal: AbortSignal, afterFailure: boolean) => Promise<Result<unknown>>
  readonly listen: (onEvent: () => void, signal: AbortSignal) => Promise<void>
  readonly queued: () => number
  readonly fraction: () => number
  readonly nowIso: () => string
  readonly onChange: () => void
  /** A run threw: a bug, or a damaged cache. */
  readonly onBroken: (error: unknown) => void
  readonly log: Logger
}

/**
 * Problems that retrying does not solve; a person must. Runs continue, on the timer and at every wake: an outdated desk
 * still sends what is registered at it.
 */
const STOPPING: readonly Problem['code'][] = [
  'store.different',
  'device.forked',
  'device.behind',
  'device.frozen',
  'device.unknown',
  'push.gap',
  'push.chain',
  'protocol.too-old',
  'disk.full',
  'store.full',
  'store.damaged',
]
/**
 * A stream that ends is reopened at once, but not more often than this, so that a stream that keeps breaking causes no
 * busy loop.
 */
const LIVE_AGAIN_MS = 2_000

export function syncLoop(options: SyncLoopOptions): SyncLoop {
  const { run, listen, queued, fraction, nowIso, onChange, log } = options
  let state = INITIAL
  let timer: NodeJS.Timeout | null = null
  let nextTryAt: string | null = null
  let lastProblem: Problem | null = null
  let offlineSince: string | null = null
  let current: { abort: AbortController; ended: Promise<void> } | null = null
  let live: AbortController | null = null
  /** Wakes the loop after the live stream has ended. */
  let again: NodeJS.Timeout | undefined
  let waiting: (() => void)[] = []

  const disarm = (): void => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    nextTryAt = null
  }
  const arm = (milliseconds: number): void => {
    disarm()
    nextTryAt = new Date(Date.parse(nowIso()) + milliseconds).toISOString()
    timer = setTimeout(() => {
      timer = null
      dispatch('timer')
    }, milliseconds)
  }
  const keepListening = (): void => {
    if (live !== null || state.phase === 'off') return
    const mine = new AbortController()
    live = mine
    const began = performance.now()
    // The central store sends its head as soon as it accepts a stream. A stream without any event was refused; the next
    // run opens another.
    let accepted = false
    const onEvent = (): void => {
      accepted = true
      dispatch('wake')
    }
    listen(onEvent, mine.signal)
      .catch(() => undefined)
      .finally(() => {
        if (live === mine) live = null
        if (!accepted || mine.signal.aborted) return
        clearTimeout(again)
        again = setTimeout(() => dispatch('wake'), Math.max(0, LIVE_AGAIN_MS - (performance.now() - began)))
      })
  }
  const execute = (): void => {
    const abort = new AbortController()
    const afterFailure = state.failures > 0
    const ended = run(abort.signal, afterFailure).then(
      (result) => {
        if (abort.signal.aborted) return
        if (result.ok) {
          lastProblem = null
          offlineSince = null
          keepListening()
          dispatch('run-done')
          return
        }
        lastProblem = result.problem
        if (isUnreachable(result.problem)) offlineSince ??= nowIso()
        else offlineSince = null
        log.info({ code: result.problem.code }, 'sync run failed')
        dispatch(STOPPING.includes(result.problem.code) ? 'run-stopped' : 'run-failed')
      },
      (error: unknown) => {
        log.error({ kind: error instanceof Error ? error.name : 'unknown' }, 'sync run broke')
        lastProblem = { code: 'unexpected', details: { reference: 'sync' } }
        if (abort.signal.aborted) return
        dispatch('run-failed')
        options.onBroken(error)
      },
    )
    current = { abort, ended }
  }
  const dispatch = (event: SyncEvent): void => {
    const next = transition(state, event, fraction())
    state = next.state
    for (const effect of next.effects) {
      if (effect.do === 'run') execute()
      else if (effect.do === 'arm') arm(effect.milliseconds)
      else if (effect.do === 'disarm') disarm()
      else current?.abort.abort()
    }
    if (isStranded(state, queued()) || (state.timer && timer === null))
      throw new Error('something is queued and nothing would send it')
    if (state.phase !== 'running') {
      const ready = waiting
      waiting = []
      for (const resolve of ready) resolve()
    }
    onChange()
  }
  const stopped = (): boolean =>
    state.phase === 'stopped' ||
    (state.phase === 'running' && lastProblem !== null && STOPPING.includes(lastProblem.code))

  return {
    start: () => dispatch('start'),
    wake: () => dispatch('wake'),
    reached: () => {
      // After a failure other than an outage the full back-off applies, whatever else the central store answers.
      if (offlineSince !== null) dispatch('reached')
    },
    now: (limitMs) =>
      new Promise((resolve) => {
        if (state.phase === 'off') return resolve()
        const limit = setTimeout(resolve, limitMs)
        waiting.push(() => {
          clearTimeout(limit)
          resolve()
        })
        dispatch('wake')
      }),
    state: () => state,
    online: () => state.phase !== 'off' && offlineSince === null && lastProblem === null,
    offlineSince: () => offlineSince,
    nextTryAt: () => nextTryAt,
    lastProblem: () => lastProblem,
    stoppedBy: () => (stopped() ? lastProblem : null),
    close: async () => {
      live?.abort()
      clearTimeout(again)
      const running = current
      dispatch('close')
      await running?.ended
    },
  }
}
