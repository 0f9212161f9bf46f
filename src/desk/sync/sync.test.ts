import { setTimeout as after } from 'node:timers/promises'
import pino from 'pino'
import { expect, it } from 'vitest'
import { syncLoop } from './sync.ts'

it('touches nothing after it was closed, also where the live stream has just ended', async () => {
  let open = true
  let endStream = (): void => undefined
  const loop = syncLoop({
    run: () => Promise.resolve({ ok: true, value: true }),
    listen: (heard) => {
      heard()
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
  await after(50)
  endStream()
  await after(10)
  await loop.close()
  open = false
  // Longer than an ended stream is left alone: what is thrown then belongs to no caller and fails the run.
  await after(2_300)
  expect(loop.state().phase).toBe('off')
})
