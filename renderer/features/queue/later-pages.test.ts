import { describe, expect, it, vi } from 'vitest'
import { laterPages } from './later-pages.ts'

function watching() {
  const arrive = new Map<number, (rows: readonly string[]) => void>()
  const pages = laterPages<string>((page, arrived) => {
    arrive.set(page, arrived)
    return () => arrive.delete(page)
  }, 10)
  return { pages, arrive }
}

describe('later pages', () => {
  it('are watched while they are wanted; the first page never is', () => {
    const { pages, arrive } = watching()
    const onChange = vi.fn()
    pages.want({ first: 0, last: 2 }, onChange)
    expect([...arrive.keys()]).toEqual([1, 2])
    pages.want({ first: 2, last: 3 }, onChange)
    expect([...arrive.keys()]).toEqual([2, 3])
    pages.close()
    expect(arrive.size).toBe(0)
    expect(onChange).not.toHaveBeenCalled()
  })
  it('notify the present subscriber when one arrives', () => {
    const { pages, arrive } = watching()
    const [before, now] = [vi.fn(), vi.fn()]
    pages.want({ first: 1, last: 1 }, before)
    expect(pages.rowAt(12)).toBeNull()
    pages.want({ first: 1, last: 1 }, now)
    arrive.get(1)?.(['a', 'b', 'c'])
    expect([pages.rowAt(12), pages.rowAt(13), before.mock.calls.length, now.mock.calls.length]).toEqual([
      'c',
      null,
      0,
      1,
    ])
  })
  it('that are already cached are available at once, without a call', () => {
    const onChange = vi.fn()
    const pages = laterPages<string>((page, arrived) => {
      arrived([`${page}`])
      return () => undefined
    }, 10)
    pages.want({ first: 1, last: 2 }, onChange)
    expect([pages.rowAt(10), pages.rowAt(20), onChange.mock.calls.length]).toEqual(['1', '2', 0])
  })
  it('are dropped with their rows when they are no longer wanted', () => {
    const { pages, arrive } = watching()
    pages.want({ first: 1, last: 1 }, vi.fn())
    arrive.get(1)?.(['a'])
    pages.want({ first: 2, last: 2 }, vi.fn())
    expect(pages.rowAt(10)).toBeNull()
  })
})
