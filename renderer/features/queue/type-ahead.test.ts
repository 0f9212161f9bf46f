import { describe, expect, it } from 'vitest'
import { createTypeAhead, findBeginning } from './type-ahead.ts'

describe('type-ahead', () => {
  it('joins letters typed quickly and starts again after a pause', () => {
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
  ])('the next row that begins with %s after row %i is %j', (typed, start, found) => {
    expect(findBeginning(names.length, start, texts, typed)).toBe(found)
  })
  it('finds nothing in an empty list', () => {
    expect(findBeginning(0, 0, texts, 'A')).toBeNull()
  })
})
