import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, addMonths, ageOn, dayExists, dayNumber, daysBetween, isDay, partsOfDay } from './day.ts'

const day = fc.integer({ min: -130_000, max: 130_000 }).map((number) => addDays('2000-01-01', number))

test('a day moved and moved back is the same day, and distance is what was moved', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -20_000, max: 20_000 }), (from, days) => {
      const to = addDays(from, days)
      expect(daysBetween(from, to)).toBe(days)
      expect(addDays(to, -days)).toBe(from)
      expect(from < to).toBe(days > 0)
    }),
  )
})

test('exactly the days the language knows exist', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1000, max: 9999 }),
      fc.integer({ min: -1, max: 14 }),
      fc.integer({ min: -1, max: 33 }),
      (year, month, date) => {
        const probe = new Date(Date.UTC(year, month - 1, date))
        const real = probe.getUTCFullYear() === year && probe.getUTCMonth() + 1 === month && probe.getUTCDate() === date
        expect(dayExists(year, month, date)).toBe(real)
      },
    ),
  )
})

test('what is not a day is not taken for one', () => {
  for (const text of ['', '2026-1-1', '2026-02-29', '2026-11-31', '2026-11-23T00:00', '0000-01-01', '٢٠٢٦-11-23'])
    expect(isDay(text), text).toBe(false)
  expect(() => dayNumber('2026-02-30')).toThrow(RangeError)
  expect(() => addDays('9999-12-31', 1)).toThrow(RangeError)
})

test('the first and the last year are days, the leap years are those of the calendar', () => {
  for (const text of ['0001-01-01', '9999-12-31', '2000-02-29', '2028-02-29', '2026-04-30', '2026-11-30'])
    expect(isDay(text), text).toBe(true)
  for (const text of [
    '1900-02-29',
    '2100-02-29',
    '2026-04-31',
    '2026-06-31',
    '2026-09-31',
    'x2026-11-23',
    '12026-11-23',
  ])
    expect(isDay(text), text).toBe(false)
  for (const [year, month, date] of [
    [2026.5, 1, 1],
    [2026, 1.5, 1],
    [2026, 1, 1.5],
    [NaN, 1, 1],
    [2026, NaN, 1],
    [2026, 1, NaN],
  ] as const)
    expect(dayExists(year, month, date)).toBe(false)
  expect(() => addMonths('9999-12-31', 1)).toThrow(/^beyond the calendar: 9999-12-31 \+ 1 months$/)
  expect(() => addDays('9999-12-31', 1)).toThrow(/^beyond the calendar: 9999-12-31 \+ 1 days$/)
  expect(() => dayNumber('2026-02-30')).toThrow(/^not a day: 2026-02-30$/)
})

test('months end where they end', () => {
  expect(addMonths('2027-01-31', 1)).toBe('2027-02-28')
  expect(addMonths('2028-01-31', 1)).toBe('2028-02-29')
  expect(addMonths('2026-12-15', 1)).toBe('2027-01-15')
  expect(addMonths('2026-03-31', -1)).toBe('2026-02-28')
  fc.assert(
    fc.property(
      day,
      fc.integer({ min: -500, max: 500 }),
      (from, months) => partsOfDay(addMonths(from, months)).day <= partsOfDay(from).day,
    ),
  )
})

test('age changes on the birthday and, for 29 February, on 1 March of common years', () => {
  expect(ageOn('1985-06-15', '2026-06-14')).toBe(40)
  expect(ageOn('1985-06-15', '2026-06-15')).toBe(41)
  expect(ageOn('2012-02-29', '2026-02-28')).toBe(13)
  expect(ageOn('2012-02-29', '2026-03-01')).toBe(14)
  expect(ageOn('2026-11-24', '2026-11-23')).toBe(-1)
  expect(ageOn('1985-06-15', '2026-07-01')).toBe(41)
  expect(ageOn('1985-06-15', '2026-05-31')).toBe(40)
})
