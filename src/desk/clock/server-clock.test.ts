/**
 * Jumps of either clock, over the days on which the house's own clock changes and over the turn of the year: no answer
 * is believed without a witness, none is believed for ever, and no day is given that is before what is known.
 */
import Driver from 'better-sqlite3-multiple-ciphers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { localDay } from '../../domain/calendar/bucharest.ts'
import { migrate } from '../cache/migrate.ts'
import { settingsOf } from '../cache/settings.ts'
import { type ServerClock, serverClock } from './server-clock.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const YEAR = 365 * DAY
/** Before both changes of the house's clock, before New Year, and an ordinary day. */
const STARTS = ['2026-03-28T23:30:00Z', '2026-10-24T23:30:00Z', '2026-12-31T21:30:00Z', '2026-11-23T08:00:00Z']

/** A workstation: its clock, the central store's and the true time, each of which can be off. */
function world(start: string) {
  const db = new Driver(':memory:')
  migrate(db)
  const settings = settingsOf(db)
  let truth = Date.parse(start)
  let forward = 0
  let deskOff = 0
  let centralOff = 0
  const open = (): ServerClock => serverClock(settings, { now: () => truth + deskOff, monotonic: () => forward })
  let clock = open()
  return {
    clock: () => clock,
    truth: () => truth,
    latestSeen: () => settings.get('latestSeen') ?? 0,
    pass: (ms: number) => void ((truth += ms), (forward += ms)),
    turnDesk: (off: number) => void (deskOff = off),
    turnCentral: (off: number) => void (centralOff = off),
    answer: () => clock.learn(new Date(truth + centralOff).toISOString()),
    restart: () => void (clock = open()),
    error: () => Math.abs(clock.now() - truth),
  }
}
type World = ReturnType<typeof world>

/** What may happen to a workstation, in any order. */
const JUMPS = [0, HOUR, -HOUR, 2 * DAY, -2 * DAY, 400 * DAY, -400 * DAY, 10 * YEAR, -6 * YEAR, -56 * YEAR]
const event = fc.oneof(
  fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 3 * DAY }) }),
  fc.record({ kind: fc.constantFrom('desk' as const, 'central' as const), ms: fc.constantFrom(...JUMPS) }),
  fc.record({ kind: fc.constantFrom('answer' as const, 'restart' as const), ms: fc.constant(0) }),
)
function happen(of: World, { kind, ms }: typeof event extends fc.Arbitrary<infer E> ? E : never): void {
  if (kind === 'pass') of.pass(ms)
  else if (kind === 'desk') of.turnDesk(ms)
  else if (kind === 'central') of.turnCentral(ms)
  else if (kind === 'answer') of.answer()
  else of.restart()
}
const history = fc.tuple(fc.constantFrom(...STARTS), fc.array(event, { maxLength: 25 }))

describe('the time at a desk', () => {
  it('is right again once the central store has been right for an hour, whatever happened before', () => {
    fc.assert(
      fc.property(history, fc.boolean(), ([start, events], restarted) => {
        const of = world(start)
        for (const one of events) happen(of, one)
        of.turnCentral(0)
        if (restarted) of.restart()
        for (let minutes = 0; minutes <= 70; minutes += 10) {
          of.answer()
          of.pass(10 * MINUTE)
        }
        expect(of.error()).toBeLessThanOrEqual(MINUTE)
        expect(Math.abs(of.latestSeen() - of.truth())).toBeLessThanOrEqual(12 * MINUTE)
        expect(of.clock().doubt()).toBeNull()
        of.restart()
        of.turnDesk(0)
        expect(of.clock().notBefore()).toBeLessThanOrEqual(of.truth() + 4 * DAY)
      }),
      { numRuns: 150 },
    )
  })

  it('follows no jump of the central store while the workstation’s clock is right', () => {
    fc.assert(
      fc.property(history, fc.constantFrom(...JUMPS.filter((ms) => Math.abs(ms) > DAY)), ([start, events], off) => {
        const of = world(start)
        of.answer()
        for (const { kind, ms } of events) {
          if (kind === 'pass') of.pass(Math.min(ms, 6 * MINUTE))
          if (kind === 'restart') of.restart()
          if (kind === 'central') of.turnCentral(off)
          // At most two wrong ones after each other, less than an hour apart.
          if (kind === 'answer') of.answer()
          of.turnCentral(0)
        }
        expect(of.error()).toBeLessThanOrEqual(MINUTE)
        expect(localDay(of.clock().now())).toBe(localDay(of.truth()))
      }),
      { numRuns: 150 },
    )
  })

  it('never gives a day before the last believed time, and no day at all where the clock is far behind it', () => {
    fc.assert(
      fc.property(history, ([start, events]) => {
        const of = world(start)
        of.answer()
        for (const one of events) {
          happen(of, one)
          expect(of.clock().now()).toBeGreaterThanOrEqual(of.latestSeen())
          expect(of.clock().notBefore()).toBeGreaterThanOrEqual(of.latestSeen())
        }
      }),
      { numRuns: 150 },
    )
  })

  it('does not go back when the workstation’s clock is turned back', () => {
    fc.assert(
      fc.property(fc.constantFrom(...STARTS), fc.constantFrom(...JUMPS.filter((ms) => ms < 0)), (start, off) => {
        const of = world(start)
        of.answer()
        of.pass(2 * DAY)
        const before = of.clock().now()
        of.turnDesk(off)
        expect(of.clock().now()).toBeGreaterThanOrEqual(before)
      }),
    )
  })

  it.each([
    ['2020-01-01T00:00:00Z', 'an empty battery'],
    ['1970-01-01T00:00:00Z', 'an empty battery of another maker'],
    ['2026-11-01T00:00:00Z', 'three weeks behind'],
  ])('at %s (%s), without the network, gives words and no day, until the central store answers', (shown) => {
    const of = world('2026-11-23T08:00:00Z')
    of.answer()
    of.pass(DAY)
    of.turnDesk(Date.parse(shown) - of.truth())
    of.restart()
    expect(of.clock().doubt()).toEqual({ code: 'clock.behind', details: { seen: '2026-11-23T08:00:00.000Z' } })
    expect(localDay(of.clock().now())).toBe('2026-11-23')
    of.answer()
    expect(of.clock().doubt()).toBeNull()
    expect(of.error()).toBeLessThanOrEqual(1)
  })

  it.each([2 * DAY, -2 * DAY, HOUR, -HOUR])(
    'a clock that is %d ms off stops no work, also without the network',
    (off) => {
      const of = world('2026-11-23T08:00:00Z')
      of.answer()
      of.pass(HOUR)
      of.restart()
      of.turnDesk(off)
      expect(of.clock().doubt()).toBeNull()
    },
  )

  it('signs calls by the last answer at once, so that the central store can always be talked to', () => {
    for (const off of JUMPS) {
      const of = world('2026-11-23T08:00:00Z')
      of.answer()
      of.turnCentral(off)
      of.answer()
      expect(Date.parse(of.clock().callIso()), String(off)).toBe(of.truth() + off)
    }
  })

  it('reports whether an answer changed the time for calls', () => {
    const of = world('2026-11-23T08:00:00Z')
    expect(of.answer()).toBe(true)
    expect(of.answer()).toBe(false)
    of.turnCentral(400)
    expect(of.answer()).toBe(false)
    of.turnCentral(HOUR)
    expect(of.answer()).toBe(true)
  })

  it('one answer of the central store that is ten years ahead costs nobody their work without the network', () => {
    const of = world('2026-11-23T08:00:00Z')
    of.answer()
    of.turnCentral(10 * YEAR)
    for (let minutes = 0; minutes < 50; minutes += 10) {
      of.answer()
      of.pass(10 * MINUTE)
    }
    expect(of.error()).toBeLessThanOrEqual(MINUTE)
    of.restart()
    expect(of.error()).toBeLessThanOrEqual(MINUTE)
  })

  it('a time of another age that an earlier version stored is put right by the next answer', () => {
    const of = world('2026-11-23T08:00:00Z')
    of.answer()
    of.turnCentral(10 * YEAR)
    for (let hours = 0; hours < 3; hours++) {
      of.answer()
      of.pass(HOUR)
    }
    expect(of.error()).toBeGreaterThan(9 * YEAR)
    of.turnCentral(0)
    of.restart()
    of.answer()
    expect(of.error()).toBeLessThanOrEqual(MINUTE)
    of.restart()
    expect(of.error()).toBeLessThanOrEqual(MINUTE)
  })
})
