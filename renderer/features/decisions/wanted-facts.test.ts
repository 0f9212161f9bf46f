import { describe, expect, it } from 'vitest'
import { COMMAND_KINDS } from '../../../src/request/acts.ts'
import { byRequest, type Parked } from './parked-acts.ts'
import { wantedFacts } from './wanted-facts.ts'

const context = { t: (key: string) => key, tRequest: (key: string) => key, tPart: (key: string) => key }

describe('what an act would change', () => {
  it('is described in words, with personal data marked', () => {
    expect(wantedFacts('reject-request', { reason: 'unsigned', explanation: 'lipsește semnătura' }, context)).toEqual([
      { label: 'wanted.reason', value: 'rejection.unsigned', personal: false },
      { label: 'wanted.explanation', value: 'lipsește semnătura', personal: true },
    ])
    expect(wantedFacts('submit-request', {}, context)).toEqual([])
  })

  it('is left out where this version cannot read it', () => {
    expect(wantedFacts('seal-request', {}, context)).toBeNull()
    expect(wantedFacts('toString', {}, context)).toBeNull()
    for (const kind of COMMAND_KINDS)
      for (const payload of [null, 7, [], 'x']) expect(wantedFacts(kind, payload, context), kind).toBeNull()
  })
})

it('is grouped by request, in the order of each first act', () => {
  const act = (commandId: string, requestId: string) => ({ commandId, requestId }) as Parked
  expect(
    byRequest([act('1', 'a'), act('2', 'b'), act('3', 'a')]).map((group) => group.map(({ commandId }) => commandId)),
  ).toEqual([['1', '3'], ['2']])
})
