import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { elapsedShare, placesOf, shareOf, visibleShares } from './share.ts'

describe('the proportions of charts', () => {
  it.each([
    [1, 4, 0.25],
    [0, 0, 0],
    [9, 4, 1],
    [-1, 4, 0],
  ])('%d of %d is %d', (part, whole, share) => {
    expect(shareOf(part, whole)).toBe(share)
  })
  it.each([
    ['2026-11-01', '2026-12-01', 30, 0],
    ['2026-11-01', '2026-12-01', 15, 0.5],
    ['2026-11-01', '2026-12-01', 0, 1],
    ['2026-11-01', '2026-12-01', -7, 1],
    ['2026-11-01', '2026-11-01', 0, 1],
  ])('of a term from %s to %s with %d days left, %d has passed', (start, end, left, share) => {
    expect(elapsedShare(start, end, left)).toBe(share)
  })
  it('places days between the first and the last', () => {
    expect(placesOf(['2026-11-01', '2026-11-11', '2026-11-21'])).toEqual([0, 0.5, 1])
    expect(placesOf(['2026-11-01', '2026-11-01'])).toEqual([0, 0])
  })
  it('parts add up to the whole, and a part that is something can be seen', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20_000), { minLength: 1, maxLength: 40 }), (sizes) => {
        const shares = visibleShares(sizes, 0.004)
        const sum = shares.reduce((total, share) => total + share, 0)
        expect(sum).toBeCloseTo(sizes.some((size) => size > 0) ? 1 : 0)
        for (const [n, size] of sizes.entries()) expect((shares[n] ?? 0) > 0.003).toBe(size > 0)
      }),
    )
  })
})
