import { describe, expect, it } from 'vitest'
import { createTypeAhead, findBeginning } from './type-ahead.ts'

describe('type-ahead', () => {
  it('joins letters typed quickly and begins anew after a pause', () => {
    const { type } = createTypeAhead()
    expect([type('p', 0), type('o', 300), type('p', 1100), type('r', 2100)]).toEqual(['p', 'po', 'pop', 'r'])
  })

  const names = ['ANA', 'BARBU', 'BUCUR', 'ANTON']
  const texts = (index: number) => [names[index] ?? '']
  it.each([
    ['A', 0, 0],
    ['A', 1, 3],
    ['BU', 0, 2],
    ['B', 3, 1],
    ['Z', 0, null],
  ])('finds what begins with %s from %i on: %j', (typed, start, found) => {
    expect(findBeginning(names.length, start, texts, typed)).toBe(found)
  })
  it('finds nothing among nothing', () => {
    expect(findBeginning(0, 0, texts, 'A')).toBeNull()
  })
})
