import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pagesOver, pagesToAsk, ROW_HEIGHT, rowsInView, rowsOfPage, topShowing } from './rows-in-view.ts'

const HEAD = 37
const scrolled = fc
  .record({
    total: fc.integer({ min: 0, max: 200_000 }),
    height: fc.integer({ min: 0, max: 3000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ total, height, share }) => {
    const furthest = Math.max(0, total * ROW_HEIGHT + HEAD - height)
    return { total, height, top: share * furthest }
  })

describe('rows in view', () => {
  it('cover every pixel under the head, and never exceed what fits plus the overscan', () => {
    fc.assert(
      fc.property(scrolled, ({ total, height, top }) => {
        const { from, end } = rowsInView({ total, height, top })
        expect(from).toBeGreaterThanOrEqual(0)
        expect(end).toBeLessThanOrEqual(total)
        const seen = Math.min(total * ROW_HEIGHT, top + Math.max(0, height - HEAD))
        expect(from * ROW_HEIGHT).toBeLessThanOrEqual(top)
        expect(end * ROW_HEIGHT).toBeGreaterThanOrEqual(seen)
        expect(end - from).toBeLessThanOrEqual(Math.ceil(height / ROW_HEIGHT) + 2 + 16)
      }),
    )
  })
  it('are none for an empty list', () => {
    expect(rowsInView({ total: 0, height: 900, top: 0 })).toEqual({ from: 0, end: 0 })
  })

  it('scroll until a row is fully visible, and not at all for one that already is', () => {
    fc.assert(
      fc.property(
        scrolled.filter(({ total, height }) => total > 0 && height >= HEAD + ROW_HEIGHT),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        ({ total, height, top }, share) => {
          const row = Math.floor(share * total)
          const moved = topShowing(row, { top, height })
          expect(moved).toBeLessThanOrEqual(row * ROW_HEIGHT)
          expect(moved + height).toBeGreaterThanOrEqual((row + 1) * ROW_HEIGHT + HEAD)
          expect(topShowing(row, { top: moved, height })).toBe(moved)
          const { from, end } = rowsInView({ total, height, top: moved })
          expect(row >= from && row < end).toBe(true)
        },
      ),
    )
  })

  it('move by the visible rows less one, and by at least one', () => {
    expect([rowsOfPage(HEAD + 10 * ROW_HEIGHT), rowsOfPage(0)]).toEqual([9, 1])
  })

  it('span whole pages', () => {
    expect([
      pagesOver({ from: 0, end: 41 }, 100),
      pagesOver({ from: 95, end: 136 }, 100),
      pagesOver({ from: 160, end: 200 }, 100),
      pagesOver({ from: 0, end: 0 }, 100),
    ]).toEqual([
      { first: 0, last: 0 },
      { first: 0, last: 1 },
      { first: 1, last: 1 },
      { first: 0, last: 0 },
    ])
  })

  it('are requested one page ahead while scrolling, and never beyond the ends', () => {
    const at = (from: number, direction: -1 | 0 | 1) =>
      pagesToAsk({ from, end: from + 42 }, { size: 100, total: 450, direction })
    expect([at(0, 0), at(0, 1), at(0, -1), at(150, 1), at(150, -1), at(408, 1), at(60, 1)]).toEqual([
      { first: 0, last: 0 },
      { first: 0, last: 1 },
      { first: 0, last: 0 },
      { first: 1, last: 2 },
      { first: 0, last: 1 },
      { first: 4, last: 4 },
      { first: 0, last: 2 },
    ])
  })
})
