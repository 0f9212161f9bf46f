import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accountForYear, type AccountFault, type RegistryYear } from './registry-account.ts'
import { unusedRanges } from './registry-number.ts'

const EMPTY: RegistryYear = { next: 1, registered: [], blocks: [], voids: [], superseded: [] }
const kinds = (faults: readonly AccountFault[]) => faults.map(({ fault, from, to }) => [fault, from, to])
const block = (id: string, from: number, to: number, open = true) => ({ id, from, to, deskNumber: 1, open })
const at = (sequence: number, byCentre = false) => ({ sequence, byCentre })

test('a registry that nobody has used has nothing to account for', () => {
  expect(accountForYear(EMPTY)).toEqual({
    ranges: [],
    faults: [],
    counts: { registered: 0, voided: 0, leased: 0, superseded: 0 },
  })
})

test('classifies every number', () => {
  const { ranges, faults, counts } = accountForYear({
    next: 22,
    registered: [at(1), at(2), at(3), at(11), at(21, true)],
    blocks: [block('a', 1, 10, false), { ...block('b', 11, 20), deskNumber: 2 }],
    voids: [
      { from: 4, to: 4, blockId: 'a', reason: 'not-taken' },
      { from: 5, to: 10, blockId: 'a', reason: 'year-ended' },
    ],
    superseded: [],
  })
  expect(faults).toEqual([])
  expect(ranges).toEqual([
    { from: 1, to: 3, as: 'registered' },
    { from: 4, to: 4, as: 'voided', reason: 'not-taken', deskNumber: 1 },
    { from: 5, to: 10, as: 'voided', reason: 'year-ended', deskNumber: 1 },
    { from: 11, to: 11, as: 'registered' },
    { from: 12, to: 20, as: 'leased', deskNumber: 2 },
    { from: 21, to: 21, as: 'registered' },
  ])
  expect(counts).toEqual({ registered: 5, voided: 7, leased: 9, superseded: 0 })
})

describe('finds', () => {
  const closed = {
    next: 11,
    blocks: [block('a', 1, 10, false)],
    voids: [{ from: 2, to: 10, blockId: 'a', reason: 'year-ended' as const }],
    registered: [at(1)],
    superseded: [],
  }
  test.each([
    ['nothing in a year that is whole', closed, []],
    [
      'a gap in a block that was given back',
      { ...closed, voids: [{ from: 2, to: 8, blockId: 'a', reason: 'year-ended' }] },
      [['unexplained', 9, 10]],
    ],
    ['a number of no block at all', { ...closed, next: 13 }, [['unexplained', 11, 12]]],
    [
      'a registration on a void without its mark',
      { ...closed, registered: [at(1), at(5)] },
      [['void-and-registered', 5, 5]],
    ],
    ['nothing where the mark is there', { ...closed, registered: [at(1), at(5)], superseded: [5] }, []],
    ['a mark without its registration', { ...closed, superseded: [7] }, [['superseded-unregistered', 7, 7]]],
    [
      'a number voided twice',
      { ...closed, voids: [...closed.voids, { from: 10, to: 10, blockId: 'a', reason: 'block-lost' }] },
      [['voided-twice', 10, 10]],
    ],
    ['a void in a block that is still open', { ...closed, blocks: [block('a', 1, 10)] }, [['void-outside', 2, 10]]],
    [
      'a void beyond its block',
      { ...closed, next: 12, voids: [{ from: 2, to: 11, blockId: 'a', reason: 'year-ended' }] },
      [['void-outside', 2, 11]],
    ],
    [
      'two desks with the same numbers',
      { ...closed, next: 13, blocks: [...closed.blocks, block('b', 9, 12)] },
      [['leased-twice', 9, 10]],
    ],
    [
      'a registration past the last number given',
      { ...closed, registered: [at(1), at(12)] },
      [
        ['beyond', 12, 12],
        ['not-of-a-block', 12, 12],
      ],
    ],
    [
      'a desk that took a number from nowhere',
      { ...closed, next: 12, registered: [at(1), at(11)] },
      [['not-of-a-block', 11, 11]],
    ],
  ] as [string, RegistryYear, unknown[]][])('%s', (_what, year, expected) => {
    expect(kinds(accountForYear(year).faults)).toEqual(expected)
  })
})

test('is complete however desks use and return their blocks, and reports any one number removed from it', () => {
  const desk = fc.record({
    size: fc.integer({ min: 1, max: 30 }),
    used: fc.array(fc.integer({ min: 0, max: 29 })),
    lateUse: fc.array(fc.integer({ min: 0, max: 29 })),
    given: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(desk, { minLength: 1, maxLength: 8 }), fc.nat(), (desks, pick) => {
      let next = 1
      const year = {
        registered: [] as { sequence: number; byCentre: boolean }[],
        blocks: [] as RegistryYear['blocks'][number][],
        voids: [] as RegistryYear['voids'][number][],
        superseded: [] as number[],
      }
      for (const [index, { size, used, lateUse, given }] of desks.entries()) {
        const run = { registry: 'DES', year: 2026, from: next, to: next + size - 1 }
        next += size
        const id = String(index)
        const inBlock = (numbers: readonly number[]) =>
          [...new Set(numbers)].filter((n) => n < size).map((n) => run.from + n)
        const taken = inBlock(used)
        year.blocks.push({ id, from: run.from, to: run.to, deskNumber: index + 1, open: !given })
        year.registered.push(...taken.map((sequence) => ({ sequence, byCentre: false })))
        if (!given) continue
        year.voids.push(
          ...unusedRanges(run, taken).map((range) => ({ ...range, blockId: id, reason: 'year-ended' as const })),
        )
        const late = inBlock(lateUse).filter((sequence) => !taken.includes(sequence))
        year.registered.push(...late.map((sequence) => ({ sequence, byCentre: false })))
        year.superseded.push(...late)
      }
      const account = accountForYear({ ...year, next })
      expect(account.faults).toEqual([])
      expect(
        account.ranges.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, n) => from + n)),
      ).toEqual(Array.from({ length: next - 1 }, (_, n) => n + 1))
      expect(account.counts.registered + account.counts.voided + account.counts.leased).toBe(next - 1)
      // A void that goes missing, and a registration that goes missing from a block given back, are both found.
      const voided = year.voids[pick % Math.max(1, year.voids.length)]
      if (
        voided !== undefined &&
        year.registered.every(({ sequence }) => sequence < voided.from || sequence > voided.to)
      )
        expect(
          kinds(accountForYear({ ...year, next, voids: year.voids.filter((each) => each !== voided) }).faults),
        ).toContainEqual(['unexplained', voided.from, voided.to])
      const lost = year.registered[pick % Math.max(1, year.registered.length)]
      const of = year.blocks.find(({ from, to }) => lost !== undefined && lost.sequence >= from && lost.sequence <= to)
      if (lost !== undefined && of?.open === false)
        expect(
          accountForYear({ ...year, next, registered: year.registered.filter((each) => each !== lost) }).faults,
        ).not.toEqual([])
    }),
    { numRuns: Number(process.env['FC_RUNS'] ?? 300) },
  )
})
