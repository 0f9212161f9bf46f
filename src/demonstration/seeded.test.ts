import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seeded } from './seeded.ts'

test('the same seed gives the same sequence, and streams are independent', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(50), (seed, drawn) => {
      const [a, b] = [seeded(seed), seeded(seed)]
      for (let count = 0; count < drawn; count++) a.unit()
      expect(a.stream('x').unit()).toBe(b.stream('x').unit())
      expect(seeded(seed).integer(0, 1e6)).toBe(seeded(seed).integer(0, 1e6))
    }),
  )
})

test('integers stay within both bounds and reach them; weights are respected', () => {
  const chance = seeded('bounds')
  const drawn = Array.from({ length: 2000 }, () => chance.integer(3, 6))
  expect(new Set(drawn)).toEqual(new Set([3, 4, 5, 6]))
  const heads = Array.from({ length: 10_000 }, () =>
    chance.weighted([
      ['a', 3],
      ['b', 1],
    ] as const),
  ).filter((side) => side === 'a').length
  expect(heads).toBeGreaterThan(7200)
  expect(heads).toBeLessThan(7800)
  expect(() => chance.pick([])).toThrow(RangeError)
})

test('ids are UUIDv7 and sort by their time', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(2 ** 40), fc.integer({ min: 1, max: 1e9 }), (seed, at, later) => {
      const chance = seeded(seed)
      const [first, second] = [chance.id(at), chance.id(at + later)]
      expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(first < second).toBe(true)
    }),
  )
})
