import { setTimeout as after } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { watchNetwork } from './watch-network.ts'

it('tells of a change of the addresses while it matters, once, and of nothing after its end', async () => {
  let matters = true
  let addresses = ''
  let told = 0
  let looks = 0
  const stop = watchNetwork({
    matters: () => matters,
    onChange: () => (told += 1),
    addresses: () => ((looks += 1), addresses),
    everyMs: 2,
  })
  await after(20)
  expect(told).toBe(0)
  addresses = '192.0.2.7/24'
  await after(20)
  expect(told).toBe(1)
  matters = false
  await after(10)
  const before = looks
  await after(20)
  expect(looks).toBe(before)
  matters = true
  addresses = '192.0.2.8/24'
  await after(20)
  expect(told).toBe(1)
  stop()
  addresses = ''
  await after(20)
  expect(told).toBe(1)
})
