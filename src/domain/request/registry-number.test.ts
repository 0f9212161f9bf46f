import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../calendar/day.ts'
import {
  blockServes,
  formatProvisionalNumber,
  formatRegistryNumber,
  isBlock,
  nextNumber,
  parseProvisionalNumber,
  parseRegistryNumber,
  remainingNumbers,
  unusedRanges,
} from './registry-number.ts'

const number = fc.record({
  sequence: fc.integer({ min: 1, max: 999_999_999 }),
  day: fc.nat(20_000).map((days) => addDays('2000-01-01', days)),
})
const block = fc
  .record({
    registry: fc.constant('IS'),
    year: fc.constant(2026),
    from: fc.integer({ min: 1, max: 500 }),
    size: fc.integer({ min: 1, max: 60 }),
  })
  .map(({ size, ...rest }) => ({ ...rest, to: rest.from + size - 1 }))

test('a number reads back as itself, provisional ones too', () => {
  fc.assert(
    fc.property(number, (value) => {
      expect(parseRegistryNumber(formatRegistryNumber(value))).toEqual({ ok: true, value })
    }),
  )
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z0-9]{1,20}$/), fc.integer({ min: 1, max: 999_999_999 }), (desk, sequence) => {
      expect(parseProvisionalNumber(formatProvisionalNumber({ desk, sequence }))).toEqual({
        ok: true,
        value: { desk, sequence },
      })
    }),
  )
})

test('as people write it', () => {
  expect(formatRegistryNumber({ sequence: 12345, day: '2026-11-23' })).toBe('12345/23.11.2026')
  for (const text of ['12345/23.11.2026', ' Nr. 12345 / 23.11.2026 ', '012345/2026-11-23'])
    expect(parseRegistryNumber(text), text).toEqual({ ok: true, value: { sequence: 12345, day: '2026-11-23' } })
  for (const text of ['', '12345', '0/23.11.2026', '12345/31.11.2026', '-1/23.11.2026', '12345/23.11.2026/1'])
    expect(parseRegistryNumber(text), text).toMatchObject({ ok: false, problem: { code: 'input.invalid' } })
  expect(parseProvisionalNumber('p-g3-007')).toEqual({ ok: true, value: { desk: 'G3', sequence: 7 } })
  for (const text of ['P-G3-0', 'P--1', 'G3-1', 'P-G3-1-2']) expect(parseProvisionalNumber(text).ok, text).toBe(false)
})

test('a block gives each of its numbers once, ascending, and then none', () => {
  fc.assert(
    fc.property(block, (leased) => {
      const used: number[] = []
      for (let next = nextNumber(leased, used); next !== null; next = nextNumber(leased, used)) {
        expect(remainingNumbers(leased, used)).toBe(leased.to - leased.from + 1 - used.length)
        used.push(next)
      }
      expect(used).toEqual(Array.from({ length: leased.to - leased.from + 1 }, (_, index) => leased.from + index))
      expect(remainingNumbers(leased, used)).toBe(0)
      expect(unusedRanges(leased, used)).toEqual([])
    }),
  )
})

test('used and voided together are the whole block, whatever was used', () => {
  fc.assert(
    fc.property(block, fc.array(fc.integer({ min: -5, max: 700 })), (leased, used) => {
      const voided = unusedRanges(leased, used).flatMap(({ from, to }) =>
        Array.from({ length: to - from + 1 }, (_, index) => from + index),
      )
      const inside = [...new Set(used)].filter((value) => value >= leased.from && value <= leased.to)
      expect([...voided, ...inside].sort((a, b) => a - b)).toEqual(
        Array.from({ length: leased.to - leased.from + 1 }, (_, index) => leased.from + index),
      )
      const next = nextNumber(leased, used)
      if (next !== null) expect(used).not.toContain(next)
    }),
  )
})

test('at the turn of the year a block ceases to serve', () => {
  const leased = { registry: 'IS', year: 2026, from: 1, to: 10 }
  expect(blockServes(leased, 'IS', '2026-12-31')).toBe(true)
  expect(blockServes(leased, 'IS', '2027-01-01')).toBe(false)
  expect(blockServes(leased, 'PA', '2026-12-31')).toBe(false)
})

test('what is no block', () => {
  expect(isBlock({ registry: 'IS', year: 2026, from: 1, to: 1 })).toBe(true)
  for (const [from, to] of [
    [0, 5],
    [5, 4],
    [1.5, 3],
    [1, 1e9],
  ] as const)
    expect(isBlock({ registry: 'IS', year: 2026, from, to })).toBe(false)
})
