import pino from 'pino'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { refuse, type Result } from '../../domain/problem.ts'
import { syncLoop } from './sync.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('skips the back-off when the central store has answered another call, and waits for all of it after another kind of failure', async () => {
  let answer: Result<unknown> = refuse('central.unreachable', { since: null })
  let runs = 0
  const loop = syncLoop({
    run: () => {
      runs += 1
      return Promise.resolve(answer)
    },
    listen: () => new Promise(() => undefined),
    queued: () => 1,
    // The longest wait of each.
    fraction: () => 0.999,
    nowIso: () => '2026-11-23T08:00:00.000Z',
    onChange: () => undefined,
    onBroken: () => undefined,
    log: pino({ level: 'silent' }),
  })
  loop.start()
  await vi.advanceTimersByTimeAsync(10)
  expect(loop.state()).toMatchObject({ phase: 'backing-off', failures: 1 })
  loop.reached()
  await vi.advanceTimersByTimeAsync(10)
  expect(runs).toBe(2)
  answer = refuse('unexpected', { reference: 'test' })
  loop.reached()
  await vi.advanceTimersByTimeAsync(10)
  expect(runs).toBe(3)
  // It is reached, and fails: what it answers others says nothing about that.
  loop.reached()
  await vi.advanceTimersByTimeAsync(10)
  expect({ runs, phase: loop.state().phase }).toEqual({ runs: 3, phase: 'backing-off' })
  await vi.advanceTimersByTimeAsync(300_000)
  expect(runs).toBeGreaterThan(3)
  await loop.close()
})

it.each([1, 2, 3])('does nothing after it was closed, even when %i live streams have just ended', async (streams) => {
  let open = true
  let endStream = (): void => undefined
  const loop = syncLoop({
    run: () => Promise.resolve({ ok: true, value: true }),
    listen: (listener) => {
      listener()
      return new Promise((resolve) => (endStream = resolve))
    },
    // The cache of a closed desk is closed.
    queued: () => {
      if (!open) throw new TypeError('The database connection is not open')
      return 0
    },
    fraction: () => 0.5,
    nowIso: () => '2026-11-23T08:00:00.000Z',
    onChange: () => undefined,
    onBroken: () => undefined,
    log: pino({ level: 'silent' }),
  })
  loop.start()
  for (let ended = 0; ended < streams; ended++) {
    loop.wake()
    await vi.advanceTimersByTimeAsync(50)
    endStream()
    await vi.advanceTimersByTimeAsync(10)
  }
  await loop.close()
  open = false
  // Longer than an ended stream is left alone: what is thrown then belongs to no caller and fails the run.
  await vi.advanceTimersByTimeAsync(2_300)
  expect(loop.state().phase).toBe('off')
})
