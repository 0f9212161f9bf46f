import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyCommand, commandsAllowedIn, isClosed, REQUEST_COMMANDS, statesAllowing } from './lifecycle.ts'
import { CLOSED_STATES, REQUEST_STATES, type RequestState } from './request.ts'

const state = fc.constantFrom(...REQUEST_STATES)
const command = fc.constantFrom(...REQUEST_COMMANDS)
const after = (from: RequestState, ...commands: (typeof REQUEST_COMMANDS)[number][]): RequestState | string => {
  let at = from
  for (const given of commands) {
    const next = applyCommand(at, given)
    if (!next.ok) return next.problem.code
    at = next.value
  }
  return at
}

/** The table written out once more by hand, so that a slip in it shows: the arrows that change the state. */
const ARROWS: Record<RequestState, Record<string, RequestState>> = {
  registered: {
    submit: 'in_review',
    reject: 'rejected',
    withdraw: 'withdrawn',
    join: 'joined',
    forward: 'forwarded',
    file: 'filed',
  },
  in_review: {
    return: 'returned',
    approve: 'approved',
    reject: 'rejected',
    withdraw: 'withdrawn',
    join: 'joined',
    forward: 'forwarded',
    file: 'filed',
  },
  returned: {
    submit: 'in_review',
    reject: 'rejected',
    withdraw: 'withdrawn',
    join: 'joined',
    forward: 'forwarded',
    file: 'filed',
  },
  approved: { begin: 'executing', reject: 'rejected', withdraw: 'withdrawn' },
  executing: { complete: 'executed' },
  executed: {},
  rejected: {},
  withdrawn: {},
  joined: {},
  forwarded: {},
  filed: {},
}

test.each(REQUEST_STATES)('every arrow out of %s', (from) => {
  const arrows = REQUEST_COMMANDS.flatMap((given) => {
    const next = applyCommand(from, given)
    return next.ok && next.value !== from ? [[given, next.value]] : []
  })
  expect(Object.fromEntries(arrows)).toEqual(ARROWS[from])
})

test('every cell answers, and the lists agree with it', () => {
  fc.assert(
    fc.property(state, command, (from, given) => {
      const next = applyCommand(from, given)
      expect(commandsAllowedIn(from).includes(given)).toBe(next.ok)
      expect(statesAllowing(given).includes(from)).toBe(next.ok)
      if (!next.ok) expect(next.problem).toEqual({ code: 'request.state', details: { state: from, command: given } })
    }),
  )
})

describe('laws', () => {
  test('notes, scans and contact facts apply in every state and move nothing', () => {
    for (const from of REQUEST_STATES)
      for (const given of ['note', 'attach', 'contact'] as const) expect(after(from, given)).toBe(from)
  })
  test('a closed request never moves again', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CLOSED_STATES), fc.array(command), (from, commands) => {
        for (const given of commands) {
          const next = applyCommand(from, given)
          if (next.ok) expect(next.value).toBe(from)
        }
      }),
    )
  })
  test('nothing is executed that was not approved, whatever is tried', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        let at: RequestState = 'registered'
        let approved = false
        for (const given of commands) {
          const next = applyCommand(at, given)
          if (!next.ok) continue
          approved ||= given === 'approve'
          at = next.value
          if (at === 'executing' || at === 'executed') expect(approved).toBe(true)
        }
      }),
    )
  })
  test('approved can be withdrawn until it starts, and no later', () => {
    expect(after('registered', 'submit', 'approve', 'withdraw')).toBe('withdrawn')
    expect(after('registered', 'submit', 'approve', 'begin', 'withdraw')).toBe('request.state')
    expect(after('registered', 'submit', 'approve', 'begin', 'complete')).toBe('executed')
  })
  test('the term is not extended once the decision is taken', () => {
    expect(statesAllowing('extend')).toEqual(['registered', 'in_review', 'returned'])
  })
  test('closed means closed', () => {
    expect(REQUEST_STATES.filter(isClosed)).toEqual([...CLOSED_STATES])
  })
})
