import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findDuplication, type RequestOfPerson } from './duplicates.ts'
import { isClosed } from './lifecycle.ts'
import { REQUEST_KINDS, REQUEST_STATES } from './request.ts'

const one = (change: Partial<RequestOfPerson>): RequestOfPerson => ({
  id: 'a',
  person: 'p',
  kind: 'anonymise',
  state: 'registered',
  registeredAt: '2026-11-20T08:00:00.000Z',
  number: '1/20.11.2026',
  ...change,
})
const mine = { id: 'z', person: 'p', kind: 'anonymise' } as const

describe('how a request relates to the others', () => {
  test('the earliest open duplicate, in any order of the list', () => {
    const others = [one({ id: 'b', registeredAt: '2026-11-21T08:00:00.000Z', number: '2/21.11.2026' }), one({})]
    expect(findDuplication(mine, others, 'active')).toEqual({ outcome: 'join', requestId: 'a', number: '1/20.11.2026' })
  })
  test('not itself, not another person, not what is closed', () => {
    expect(
      findDuplication(mine, [one({ id: 'z' }), one({ person: 'q' }), one({ state: 'rejected' })], 'active'),
    ).toEqual({ outcome: 'new' })
  })
  test('what is already so', () => {
    expect(findDuplication(mine, [one({ state: 'executed' })], 'anonymised')).toEqual({
      outcome: 'already-anonymised',
      executedBy: 'a',
    })
    expect(findDuplication(mine, [], 'anonymised')).toEqual({ outcome: 'already-anonymised', executedBy: null })
    expect(findDuplication(mine, [], 'none')).toEqual({ outcome: 'no-dossier' })
    expect(findDuplication({ ...mine, kind: 'revert' }, [], 'active')).toEqual({ outcome: 'not-anonymised' })
    expect(findDuplication({ ...mine, kind: 'revert' }, [], 'anonymised')).toEqual({ outcome: 'new' })
  })
  test('an opposite request still open will change what is there', () => {
    expect(findDuplication({ ...mine, kind: 'revert' }, [one({})], 'active')).toEqual({ outcome: 'new' })
    expect(findDuplication(mine, [one({ kind: 'revert', state: 'approved' })], 'anonymised')).toEqual({
      outcome: 'new',
    })
  })
  test('what the central store cannot be asked is not guessed', () => {
    expect(findDuplication(mine, [], 'unknown')).toEqual({ outcome: 'new' })
    expect(findDuplication({ ...mine, kind: 'revert' }, [], 'unknown')).toEqual({ outcome: 'new' })
  })
})

test('the order of the list never matters, and a request is only joined to an open duplicate', () => {
  const other = fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    person: fc.constantFrom('p', 'q'),
    kind: fc.constantFrom(...REQUEST_KINDS),
    state: fc.constantFrom(...REQUEST_STATES),
    registeredAt: fc.constantFrom('2026-11-20T08:00:00.000Z', '2026-11-21T08:00:00.000Z', '2026-11-21T10:00:00+02:00'),
    number: fc.constant('1/20.11.2026'),
  })
  fc.assert(
    fc.property(
      fc.uniqueArray(other, { selector: ({ id }) => id }),
      fc.constantFrom(...REQUEST_KINDS),
      fc.constantFrom('active', 'anonymised', 'none', 'unknown'),
      (others, kind, dossier) => {
        const result = findDuplication({ ...mine, kind }, others, dossier)
        expect(findDuplication({ ...mine, kind }, others.toReversed(), dossier)).toEqual(result)
        if (result.outcome !== 'join') return
        const duplicate = others.find(({ id }) => id === result.requestId)
        expect(duplicate).toMatchObject({ person: 'p', kind })
        expect(duplicate && isClosed(duplicate.state)).toBe(false)
      },
    ),
  )
})
