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

it('starts without answers where none are recorded, also where an earlier build recorded that they were asked', () => {
  for (const kind of ['anonymise', 'revert'] as const)
    for (const questionsAsked of [null, { onlyRestrict: true, copyFirst: true }])
      expect(amendableOf(request({ kind, questionsAsked })).answers).toEqual({ onlyRestrict: '', copyFirst: '' })
})

it('has every field as it was stated', () => {
  const answers = { onlyRestrict: 'erase', copyFirst: null } as const
  const comparison = { answers, paper: {}, unreadPages: 0, settled: [] }
  expect(amendableOf(request({ comparison }))).toMatchObject({
    kind: 'anonymise',
    capacity: 'holder',
    holder: { surname: 'Țiru', cnp: '2220615229019', address: 'Str. Lungă 1' },
    representative: { surname: '' },
    answers: { onlyRestrict: 'erase', copyFirst: '' },
  })
})
