import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LIMITS } from '../../../protocol/central/limits.ts'
import { callsOnce } from './calls-once.ts'

const START = Date.parse('2026-11-23T08:00:00.000Z')
const WINDOW = LIMITS.signatureWindowMs
const counting = () => {
  let runs = 0
  return () => `run ${String((runs += 1))}`
}
const onceWith = (most?: number) => {
  const once = callsOnce(counting(), most)
  let run = ''
  /** As a desk does: the refusal names the run, for which it signs again. */
  const call = (deviceId: string, callId: string, signedAt: number, now: number) => {
    const first = once.accept({ deviceId, callId, run, signedAt }, now)
    if (first.ok || first.problem.code !== 'call.other-run') return first
    run = first.problem.details.run
    return once.accept({ deviceId, callId, run, signedAt }, now)
  }
  return { once, call, run: () => run }
}
const codeOf = (result: ReturnType<ReturnType<typeof onceWith>['call']>) => (result.ok ? null : result.problem.code)

test('no call is accepted twice, however the clock goes', () => {
  const step = fc.oneof(
    fc.record({ forward: fc.integer({ min: 0, max: 3 * WINDOW }) }),
    fc.record({ back: fc.integer({ min: 0, max: 20 * WINDOW }) }),
    fc.record({ call: fc.integer({ min: 0, max: 5 }), skew: fc.integer({ min: -WINDOW, max: WINDOW }) }),
    fc.record({ again: fc.nat() }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { once, call, run } = onceWith()
      let now = START
      const made: { deviceId: string; callId: string; run: string; signedAt: number }[] = []
      for (const [n, act] of steps.entries()) {
        if ('forward' in act) now += act.forward
        else if ('back' in act) now -= act.back
        else if ('call' in act) {
          const signed = { deviceId: `desk ${String(act.call)}`, callId: `call ${String(n)}`, signedAt: now + act.skew }
          expect(codeOf(call(signed.deviceId, signed.callId, signed.signedAt, now))).toBeNull()
          made.push({ ...signed, run: run() })
        } else {
          const recorded = made[act.again % Math.max(1, made.length)]
          // Any other is refused by its time alone.
          if (recorded && Math.abs(recorded.signedAt - now) <= WINDOW)
            expect(once.accept(recorded, now).ok, JSON.stringify(recorded)).toBe(false)
        }
      }
    }),
  )
})

test('the same id of two workstations is two calls', () => {
  const { call } = onceWith()
  expect(codeOf(call('desk 1', 'call', START, START))).toBeNull()
  expect(codeOf(call('desk 2', 'call', START, START))).toBeNull()
  expect(codeOf(call('desk 1', 'call', START, START))).toBe('call.repeated')
})

test('a clock put back by seconds ends no run', () => {
  const { call, run } = onceWith()
  for (let n = 0; n < 30; n++)
    expect(codeOf(call('desk', String(n), START + n * 60_000, START + n * 60_000))).toBeNull()
  const before = run()
  expect(codeOf(call('desk', 'late', START + 29 * 60_000 - 30_000, START + 29 * 60_000 - 30_000))).toBeNull()
  expect(run()).toBe(before)
})

test('one workstation cannot fill the memory, and only it is refused', () => {
  const { call } = onceWith(10)
  for (let n = 0; n < 10; n++) expect(codeOf(call('desk', String(n), START, START))).toBeNull()
  expect(codeOf(call('desk', 'one more', START, START))).toBe('rate.exceeded')
  expect(codeOf(call('other', 'one more', START, START))).toBeNull()
  expect(codeOf(call('desk', 'one more', START + 60_000, START + 60_000))).toBeNull()
})
