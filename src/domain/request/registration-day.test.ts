import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localDay } from '../calendar/bucharest.ts'
import { type StatedTimes, withinPossible } from './registration-day.ts'

const possible = { earliest: '2026-11-20T06:00:00.000Z', latest: '2026-11-23T14:00:00.000Z' }
const stated = (at: string, change: Partial<StatedTimes> = {}): StatedTimes => ({
  day: localDay(at),
  at,
  requestedDay: localDay(at),
  requestedAt: at,
  ...change,
})
const inPossible = fc.date({
  min: new Date(possible.earliest),
  max: new Date(possible.latest),
  noInvalidDate: true,
})
const anyTime = fc.date({
  min: new Date('2019-01-01T00:00:00.000Z'),
  max: new Date('2200-01-01T00:00:00.000Z'),
  noInvalidDate: true,
})

describe('the times of a registration', () => {
  test('stand where they are possible', () => {
    fc.assert(
      fc.property(inPossible, (date) => {
        const times = stated(date.toISOString())
        expect(withinPossible(times, possible)).toBe(times)
      }),
    )
  })

  test('are possible afterwards, whatever was stated, and the request is not after its registration', () => {
    fc.assert(
      fc.property(anyTime, anyTime, fc.boolean(), (at, requested, hasHour) => {
        const times: StatedTimes = {
          ...{ day: localDay(requested.toISOString()), at: at.toISOString() },
          requestedDay: localDay(requested.toISOString()),
          requestedAt: hasHour ? requested.toISOString() : null,
        }
        const moved = withinPossible(times, possible)
        expect(moved.day >= '2026-11-20' && moved.day <= '2026-11-23', moved.day).toBe(true)
        expect(moved.day).toBe(localDay(moved.at))
        expect(moved.requestedDay <= moved.day).toBe(true)
        if (moved.requestedAt !== null) expect(localDay(moved.requestedAt)).toBe(moved.requestedDay)
        expect(withinPossible(moved, possible)).toBe(moved)
      }),
    )
  })

  test.each([
    ['an empty battery', '2020-01-01T00:10:00.000Z', '2026-11-20'],
    ['a clock that is years ahead', '2199-12-31T10:00:00.000Z', '2026-11-23'],
    ['dated back before the session', '2026-11-01T10:00:00.000Z', '2026-11-20'],
    ['dated a day ahead', '2026-11-24T10:00:00.000Z', '2026-11-23'],
  ])('%s: the nearest possible day, for the request too', (_what, at, day) => {
    expect(withinPossible(stated(at), possible)).toMatchObject({ day, requestedDay: day })
    expect(withinPossible(stated(at, { requestedAt: null }), possible)).toMatchObject({ day, requestedAt: null })
  })

  test('a request of an earlier day keeps its day', () => {
    const times = stated('2199-12-31T10:00:00.000Z', { requestedDay: '2026-11-18', requestedAt: null })
    expect(withinPossible(times, possible)).toMatchObject({ day: '2026-11-23', requestedDay: '2026-11-18' })
  })

  test('clocks that differ by minutes around midnight: the day on the paper stands', () => {
    const midnight = { earliest: '2026-11-20T06:00:00.000Z', latest: '2026-11-22T21:58:00.000Z' }
    const times = stated('2026-11-22T22:01:00.000Z')
    expect(times.day).toBe('2026-11-23')
    expect(withinPossible(times, midnight)).toBe(times)
  })
})
