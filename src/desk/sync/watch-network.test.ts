import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { watchNetwork } from './watch-network.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('reports a change of the addresses once, while it matters, and nothing after it was stopped', () => {
  let matters = true
  let addresses = ''
  let notified = 0
  let looks = 0
  const stop = watchNetwork({
    matters: () => matters,
    onChange: () => (notified += 1),
    addresses: () => ((looks += 1), addresses),
    everyMs: 2,
  })
  vi.advanceTimersByTime(20)
  expect(notified).toBe(0)
  addresses = '192.0.2.7/24'
  vi.advanceTimersByTime(20)
  expect(notified).toBe(1)
  matters = false
  vi.advanceTimersByTime(10)
  const before = looks
  vi.advanceTimersByTime(20)
  expect(looks).toBe(before)
  matters = true
  addresses = '192.0.2.8/24'
  vi.advanceTimersByTime(20)
  expect(notified).toBe(1)
  stop()
  addresses = ''
  vi.advanceTimersByTime(20)
  expect(notified).toBe(1)
})
