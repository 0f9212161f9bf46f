import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  BACK_OFF_MOST_MS,
  backOff,
  EVENTS,
  INITIAL,
  isStranded,
  PHASES,
  type SyncEffect,
  type SyncState,
  transition,
} from './sync-state.ts'

const RUNS = Number(process.env['FC_RUNS'] ?? 500)
const seed = process.env['FC_SEED'] === undefined ? {} : { seed: Number(process.env['FC_SEED']) }

/** What the loop around the machine would hold. */
interface World {
  state: SyncState
  timer: boolean
  runs: number
}
function step(world: World, event: (typeof EVENTS)[number], fraction: number): void {
  const { state, effects } = transition(world.state, event, fraction)
  world.state = state
  for (const effect of effects satisfies readonly SyncEffect[]) {
    if (effect.do === 'arm') world.timer = true
    if (effect.do === 'disarm') world.timer = false
    if (effect.do === 'run') world.runs += 1
  }
}

describe('sync state', () => {
  it('handles every event in every phase', () => {
    for (const phase of PHASES)
      for (const event of EVENTS)
        for (const again of [true, false]) {
          const timer = phase === 'resting' || phase === 'backing-off' || phase === 'stopped'
          const next = transition({ phase, failures: 3, again, reached: again, timer }, event, 0.5)
          expect(PHASES).toContain(next.state.phase)
          expect(isStranded(next.state, 1)).toBe(false)
        }
  })

  it('never has something queued without a run or a timer that will send it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...EVENTS), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })), {
          maxLength: 60,
        }),
        (events) => {
          const world: World = { state: INITIAL, timer: false, runs: 0 }
          for (const [event, fraction] of events) {
            // A timer fires only while armed; a run ends only while one goes on.
            if (event === 'timer' && !world.timer) continue
            if (event === 'timer') world.timer = false
            step(world, event, fraction)
            const { phase, timer } = world.state
            expect(timer).toBe(world.timer)
            expect(isStranded(world.state, 1)).toBe(false)
            if (phase === 'running' || phase === 'off') expect(world.timer).toBe(false)
            else expect(world.timer).toBe(true)
          }
        },
      ),
      { numRuns: RUNS, ...seed },
    )
  })

  it('runs again when something happened during a run, and at once when woken while it waits', () => {
    const world: World = { state: INITIAL, timer: false, runs: 0 }
    step(world, 'start', 0)
    step(world, 'wake', 0)
    step(world, 'run-done', 0)
    expect(world.runs).toBe(2)
    step(world, 'run-failed', 0.5)
    expect(world.state.phase).toBe('backing-off')
    step(world, 'wake', 0)
    expect(world.runs).toBe(3)
  })

  it('skips the back-off once the central store has answered another call, and waits for every other one', () => {
    const world: World = { state: INITIAL, timer: false, runs: 0 }
    step(world, 'start', 0)
    step(world, 'run-failed', 0.9)
    step(world, 'reached', 0.9)
    expect(world.runs).toBe(2)
    // While a run is under way that will fail for the outage before: once more, and then it is waited.
    step(world, 'reached', 0.9)
    step(world, 'run-failed', 0.9)
    expect(world.runs).toBe(3)
    step(world, 'run-failed', 0.9)
    expect(world).toMatchObject({ runs: 3, timer: true, state: { phase: 'backing-off', failures: 3 } })
    step(world, 'timer', 0)
    step(world, 'run-done', 0)
    step(world, 'reached', 0)
    expect(world).toMatchObject({ runs: 4, state: { phase: 'resting' } })
  })

  it('waits with full jitter, longer and longer, never over a minute', () => {
    for (let failures = 1; failures < 40; failures++) {
      expect(backOff(failures, 0.999999)).toBeLessThanOrEqual(BACK_OFF_MOST_MS)
      expect(backOff(failures, 0)).toBeGreaterThan(0)
    }
    expect(backOff(1, 0.99)).toBeLessThanOrEqual(2000)
    expect(backOff(20, 0.5)).toBeCloseTo(30_000, -2)
  })

  it('resets the count of failures after a successful run', () => {
    let state = transition(INITIAL, 'start', 0).state
    for (let n = 0; n < 5; n++) {
      state = transition(state, 'run-failed', 0).state
      expect(state.failures).toBe(n + 1)
      state = transition(state, 'timer', 0).state
    }
    expect(transition(state, 'run-done', 0).state).toMatchObject({ phase: 'resting', failures: 0 })
  })
})
