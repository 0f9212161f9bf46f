import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  dayBegins,
  dayEnds,
  formatDay,
  formatDayAndTime,
  formatTime,
  localDay,
  parseDay,
} from './bucharest.ts'

const hours = (day: string): number => (Date.parse(dayEnds(day)) - Date.parse(dayBegins(day))) / 3_600_000
const day = fc.integer({ min: -12_000, max: 15_000 }).map((number) => addDays('2000-01-01', number))

describe('the clock changes', () => {
  test('in spring a day has 23 hours, in autumn 25', () => {
    expect([hours('2026-03-28'), hours('2026-03-29'), hours('2026-03-30')]).toEqual([24, 23, 24])
    expect([hours('2026-10-24'), hours('2026-10-25'), hours('2026-10-26')]).toEqual([24, 25, 24])
  })
  test('the last minute before midnight and the first after belong to their days', () => {
    expect(dayBegins('2026-11-23')).toBe('2026-11-22T22:00:00.000Z')
    expect(dayBegins('2026-07-01')).toBe('2026-06-30T21:00:00.000Z')
    expect(localDay('2026-11-22T21:59:59.999Z')).toBe('2026-11-22')
    expect(localDay('2026-11-22T22:00:00.000Z')).toBe('2026-11-23')
  })
  test('the hour that occurs twice has the same clock time', () => {
    expect(formatTime('2026-10-25T00:30:00Z')).toBe('03:30')
    expect(formatTime('2026-10-25T01:30:00Z')).toBe('03:30')
    expect(formatDayAndTime('2026-03-29T01:00:00Z')).toBe('29.03.2026 04:00')
  })
  test('a day that began at one o’clock, when the clock changed at midnight', () => {
    const begins = dayBegins('1992-03-29')
    expect(localDay(begins)).toBe('1992-03-29')
    expect(localDay(Date.parse(begins) - 1)).toBe('1992-03-28')
  })
})

test('every day begins where the one before ends, at its own first millisecond', () => {
  fc.assert(
    fc.property(day, (local) => {
      const begins = dayBegins(local)
      expect(localDay(begins)).toBe(local)
      expect(localDay(Date.parse(begins) - 1)).toBe(addDays(local, -1))
      expect(dayEnds(addDays(local, -1))).toBe(begins)
    }),
  )
})

test('every instant lies in its own local day', () => {
  fc.assert(
    fc.property(fc.integer({ min: Date.parse('1970-01-02T00:00Z'), max: Date.parse('2040-01-01T00:00Z') }), (at) => {
      const local = localDay(at)
      expect(Date.parse(dayBegins(local))).toBeLessThanOrEqual(at)
      expect(Date.parse(dayEnds(local))).toBeGreaterThan(at)
    }),
  )
})

test('a written day reads back as itself', () => {
  fc.assert(
    fc.property(day, (local) => {
      expect(parseDay(formatDay(local))).toEqual({ ok: true, value: local })
    }),
  )
})

test('days as people type them', () => {
  for (const text of [
    '23.11.2026',
    ' 23.11.2026. ',
    '2026-11-23',
    '23/11/2026',
    '23 11 2026',
    '23112026',
    '23 . 11 . 2026',
  ])
    expect(parseDay(text), text).toEqual({ ok: true, value: '2026-11-23' })
  expect(parseDay('3.1.2026')).toEqual({ ok: true, value: '2026-01-03' })
  for (const text of [
    '',
    '31.11.2026',
    '29.02.2026',
    '23.11.26',
    '11/23/2026',
    '2026-11-31',
    'mâine',
    '23.11.2026 x',
    '0.0.0000',
    '1'.repeat(10_000),
  ])
    expect(parseDay(text), text.slice(0, 20)).toMatchObject({ ok: false, problem: { code: 'document.date' } })
})

test('white space between the parts of a typed day does not matter, other characters do', () => {
  for (const text of ['23  11  2026', '23\t11 2026', '23  .11/  2026', '  2026-11-23  '])
    expect(parseDay(text), text).toEqual({ ok: true, value: '2026-11-23' })
  for (const text of [
    'x 23.11.2026',
    'x2026-11-23',
    '2026-11-23 x',
    'x 23 11 2026',
    '23 11 2026 x',
    '123112026',
    '231120261',
  ])
    expect(parseDay(text).ok, text).toBe(false)
})

test('what is no instant, or beyond the calendar, is reported and never formatted', () => {
  for (const instant of [NaN, Infinity, 'mâine', '']) {
    expect(() => localDay(instant), String(instant)).toThrow(/^not an instant: /)
    expect(() => formatTime(instant), String(instant)).toThrow(/^not an instant: /)
  }
  expect(() => localDay(Date.UTC(10_000, 1, 1))).toThrow(/^beyond the calendar: /)
  for (const impossible of ['2026-02-30', '23.11.2026', '']) {
    expect(() => formatDay(impossible)).toThrow(/^not a day: /)
    expect(() => dayBegins(impossible)).toThrow(/^not a day: /)
  }
})

test('no text makes it throw', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => typeof parseDay(text).ok === 'boolean'))
})
