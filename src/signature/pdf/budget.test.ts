/** What one file may cost: each limit is met and passed. */
import { describe, expect, it } from 'vitest'
import { createBudget, defaultLimits, LimitExceeded } from './budget.ts'

const limits = { ...defaultLimits, steps: 3, decodedBytes: 3, objects: 3, sections: 3, entries: 3, signatures: 3 }

describe('a budget', () => {
  it.each(['decodedBytes', 'objects', 'sections', 'entries', 'signatures'] as const)(
    'of %s ends where it is passed',
    (limit) => {
      const budget = createBudget(limits)
      budget.spend(limit, 2)
      budget.spend(limit, 1)
      expect(() => {
        budget.spend(limit, 1)
      }).toThrow(new LimitExceeded(limit))
      // Each is counted by itself.
      expect(budget.steps()).toBe(0)
    },
  )

  it('of steps counts one at a time, or many', () => {
    const budget = createBudget(limits)
    budget.step()
    budget.step(2)
    expect(budget.steps()).toBe(3)
    expect(() => {
      budget.step()
    }).toThrow(new LimitExceeded('steps'))
  })

  it('knows what is left to decode', () => {
    const budget = createBudget(limits)
    expect(budget.remainingBytes()).toBe(3)
    budget.spend('decodedBytes', 2)
    expect(budget.remainingBytes()).toBe(1)
    expect(() => {
      budget.spend('decodedBytes', 5)
    }).toThrow(LimitExceeded)
    expect(budget.remainingBytes()).toBe(0)
  })

  it('names the limit that was passed', () => {
    const fault = new LimitExceeded('depth')
    expect([fault.name, fault.limit, fault.message]).toEqual(['LimitExceeded', 'depth', 'limit exceeded: depth'])
  })

  it('by default is that of a large honest file', () => {
    expect(defaultLimits).toEqual({
      steps: 6_000_000,
      decodedBytes: 100_663_296,
      objects: 400_000,
      depth: 100,
      sections: 1000,
      entries: 2_000_000,
      signatures: 200,
      fileBytes: 104_857_600,
    })
  })
})
