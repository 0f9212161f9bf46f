import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { page } from '../../../test/support/draft-page.ts'
import { giveRole, movePage, neighbourOf, removePage, turnPage, type Page } from './page-order.ts'

const pages = ['a', 'b', 'c'].map(page)
const order = (all: readonly Page[]) => all.map(({ pageId }) => pageId).join('')

describe('pages of a draft', () => {
  it('move by one and stop at the ends', () => {
    expect(order(movePage(pages, 'b', -1))).toBe('bac')
    expect(order(movePage(pages, 'b', 1))).toBe('acb')
    expect(order(movePage(pages, 'a', -1))).toBe('abc')
    expect(order(movePage(pages, 'c', 1))).toBe('abc')
    expect(order(movePage(pages, 'x', 1))).toBe('abc')
  })
  it('are never lost or doubled, however they are moved', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'x'), fc.constantFrom(-1 as const, 1 as const))),
        (moves) => {
          const moved = moves.reduce<readonly Page[]>((now, [id, by]) => movePage(now, id, by), pages)
          return [...order(moved)].sort().join('') === 'abc'
        },
      ),
    )
  })
  it('rotate by a quarter turn and are upright again after four', () => {
    expect(turnPage(pages, 'b')[1]?.rotation).toBe(90)
    expect(turnPage(turnPage(turnPage(turnPage(pages, 'b'), 'b'), 'b'), 'b')).toEqual(pages)
  })
  it('are removed, and the neighbour becomes the selected page', () => {
    expect(order(removePage(pages, 'b'))).toBe('ac')
    expect(neighbourOf(pages, 'b')).toBe('c')
    expect(neighbourOf(pages, 'c')).toBe('b')
    expect(neighbourOf([page('a')], 'a')).toBeNull()
    expect(giveRole(pages, 'c', 'proof-of-capacity')[2]?.role).toBe('proof-of-capacity')
  })
})
