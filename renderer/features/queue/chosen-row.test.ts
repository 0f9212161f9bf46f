import { describe, expect, it } from 'vitest'
import { NO_FILTERS, type KeptRow, type QueueRow } from '../../app/queue-view.tsx'
import { chosenIn, type ShownList } from './chosen-row.ts'

const listOf = (ids: readonly string[], arrived = ids.length): ShownList => ({
  total: ids.length,
  rowAt: (index) => (index < arrived && ids[index] ? ({ id: ids[index] } as QueueRow) : null),
  placeOf: (id) => {
    const at = ids.slice(0, arrived).indexOf(id)
    return at < 0 ? null : at
  },
})
const kept = (id: string | null, at: number, of: Partial<KeptRow['of']> = {}): KeptRow => ({
  id,
  at,
  of: { ...NO_FILTERS, ...of },
})
const choose = (list: ShownList, row: KeptRow, filters: Partial<KeptRow['of']> = {}) => {
  const { row: chosen, at } = chosenIn(list, row, { ...NO_FILTERS, ...filters })
  return [chosen?.id ?? null, at]
}

describe('in the same list', () => {
  it('the chosen request stays chosen wherever it moves', () => {
    expect(choose(listOf(['new', 'a', 'b', 'c']), kept('b', 1))).toEqual(['b', 2])
  })
  it('the row that takes the place of a request that left is chosen, the last row at the end', () => {
    expect(choose(listOf(['a', 'c']), kept('b', 1))).toEqual(['c', 1])
    expect(choose(listOf(['a']), kept('b', 1))).toEqual(['a', 0])
  })
  it('no row is chosen while the row at its place has not arrived, or the list is empty', () => {
    expect(choose(listOf(['a', 'b', 'c'], 1), kept(null, 2))).toEqual([null, 2])
    expect(choose(listOf([]), kept('b', 1))).toEqual([null, 0])
  })
})

describe('in another list', () => {
  it('a search chooses the first row, also if the request is in it', () => {
    expect(choose(listOf(['a', 'b']), kept('b', 7), { text: 'x' })).toEqual(['a', 0])
  })
  it('a filter or an order keeps the request if it is there, and else chooses the first row', () => {
    expect(choose(listOf(['a', 'b']), kept('b', 7), { mine: true })).toEqual(['b', 1])
    expect(choose(listOf(['a', 'c']), kept('b', 7), { mine: true })).toEqual(['a', 0])
  })
})
