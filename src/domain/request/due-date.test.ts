import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../calendar/day.ts'
import { daysLeft, dueDate, EXTENSION_DAYS, extendTerm, forwardingDueDate, gdprDueDate, isOverdue } from './due-date.ts'

const day = fc.nat(15_000).map((days) => addDays('2010-01-01', days))
const code = (...args: Parameters<typeof extendTerm>): string => {
  const result = extendTerm(...args)
  return result.ok ? 'ok' : result.problem.code
}

test('thirty days, five to forward, a month for the GDPR, over both clock changes', () => {
  const term = { registrationDay: '2026-10-20', extensionDays: 0 }
  expect(dueDate(term)).toBe('2026-11-19')
  expect(dueDate({ registrationDay: '2026-03-10', extensionDays: 15 })).toBe('2026-04-24')
  expect(forwardingDueDate('2026-12-29')).toBe('2027-01-03')
  expect(gdprDueDate('2027-01-31')).toBe('2027-02-28')
})

test('the due day itself is in time', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -400, max: 400 }), (due, distance) => {
      const today = addDays(due, distance)
      expect(daysLeft(due, today)).toBe(0 - distance)
      expect(isOverdue(due, today)).toBe(distance > 0)
    }),
  )
})

test('one extension of at most fifteen days, before the term is over', () => {
  const term = { registrationDay: '2026-11-01', extensionDays: 0 }
  expect(code(term, 15, '2026-12-01')).toBe('ok')
  expect(code(term, 1, '2026-11-02')).toBe('ok')
  for (const days of [0, -1, 16, 1.5, NaN])
    expect(code(term, days, '2026-11-02'), String(days)).toBe('request.extension')
  expect(extendTerm(term, 10, '2026-12-02')).toMatchObject({
    problem: { code: 'request.extension', details: { maximumDays: 0 } },
  })
  expect(code({ ...term, extensionDays: 3 }, 3, '2026-11-02')).toBe('request.extended')
})

test('however it is extended, the answer is due within 45 days', () => {
  fc.assert(
    fc.property(day, fc.array(fc.integer({ min: -2, max: 20 })), fc.nat(50), (registrationDay, tries, later) => {
      let term = { registrationDay, extensionDays: 0 }
      for (const days of tries) {
        const result = extendTerm(term, days, addDays(registrationDay, later))
        if (result.ok) term = { ...result.value }
      }
      expect(daysLeft(dueDate(term), registrationDay)).toBeLessThanOrEqual(30 + EXTENSION_DAYS)
    }),
  )
})
