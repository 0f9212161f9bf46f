import { expect, it } from 'vitest'
import type { RequestBody } from '../../../src/request/body.ts'
import { amendableOf } from './amendable.ts'

const contact = { address: 'Str. Lungă 1', phone: '', email: '' }
const request = (part: Partial<RequestBody>) =>
  ({
    kind: 'anonymise',
    capacity: 'holder',
    holder: { surname: 'Țiru', givenNames: 'Ștefana', cnp: '2220615229019', contact },
    representative: null,
    questionsAsked: null,
    ...part,
  }) as RequestBody

it('starts with no question asked where nothing is recorded about them', () => {
  for (const kind of ['anonymise', 'revert'] as const)
    expect(amendableOf(request({ kind })).questionsAsked).toEqual({ onlyRestrict: false, copyFirst: false })
})

it('has every field as it was stated', () => {
  const questionsAsked = { onlyRestrict: true, copyFirst: false }
  expect(amendableOf(request({ questionsAsked }))).toMatchObject({
    kind: 'anonymise',
    capacity: 'holder',
    holder: { surname: 'Țiru', cnp: '2220615229019', address: 'Str. Lungă 1' },
    representative: { surname: '' },
    questionsAsked,
  })
})
