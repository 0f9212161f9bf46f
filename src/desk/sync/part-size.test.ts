import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LIMITS } from '../../protocol/central/limits.ts'
import { LEAST_PART, partSize } from './part-size.ts'

/** A line that carries so many bytes a second. */
function line(bytesPerSecond: () => number, limitMs = 60_000) {
  let now = 0
  const parts = partSize(() => now)
  const send = () => {
    const sent = parts.bytes()
    return parts.learnFrom(sent, () => {
      const needed = (sent / bytesPerSecond()) * 1000
      now += Math.min(needed, limitMs)
      return Promise.resolve({ ok: needed <= limitMs, sent })
    })
  }
  return { parts, send, now: () => now }
}

test('a line of 64 kbit/s carries a file of 8 MiB, each part within its time', async () => {
  const { send, now } = line(() => 8 * 1024)
  for (let sent = 0; sent < 8 * 1024 * 1024;) {
    const answer = await send()
    expect(answer.ok).toBe(true)
    sent += answer.sent
  }
  expect(now() / 1000).toBeLessThan(1.1 * 1024)
})

test('a good line is used with the largest part', async () => {
  const { parts, send } = line(() => 20 * 1024 * 1024)
  for (let n = 0; n < 6; n++) await send()
  expect(parts.bytes()).toBe(LIMITS.attachmentChunk)
})

test('a line that changes in any way goes on carrying parts as long as it carries the least one', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 300, max: 50_000_000 }), { minLength: 1, maxLength: 40 }),
      async (speeds) => {
        let speed = 1
        const { parts, send } = line(() => speed)
        for (speed of speeds) {
          await send()
          expect(parts.bytes()).toBeGreaterThanOrEqual(LEAST_PART)
          expect(parts.bytes()).toBeLessThanOrEqual(LIMITS.attachmentChunk)
        }
        let failures = 0
        while (!(await send()).ok) failures += 1
        // From the largest part to the least one in six halvings.
        expect(failures).toBeLessThanOrEqual(6)
      },
    ),
  )
})
