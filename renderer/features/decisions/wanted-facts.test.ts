import { describe, expect, it } from 'vitest'
import { COMMAND_KINDS } from '../../../src/request/acts.ts'
import { byRequest, type Parked } from './parked-acts.ts'
import { wantedFacts } from './wanted-facts.ts'

const speech = { say: (key: string) => key, sayRequest: (key: string) => key }

describe('what an act wanted', () => {
  it('is told in words, with what is personal marked as such', () => {
    expect(wantedFacts('reject-request', { reason: 'unsigned', explanation: 'lipsește semnătura' }, speech)).toEqual([
      { label: 'wanted.reason', value: 'rejection.unsigned', personal: false },
      { label: 'wanted.explanation', value: 'lipsește semnătura', personal: true },
    ])
    expect(wantedFacts('submit-request', {}, speech)).toEqual([])
  })

  it('is not guessed where this version cannot read it', () => {
    expect(wantedFacts('seal-request', {}, speech)).toBeNull()
    expect(wantedFacts('toString', {}, speech)).toBeNull()
    for (const kind of COMMAND_KINDS)
      for (const payload of [null, 7, [], 'x']) expect(wantedFacts(kind, payload, speech), kind).toBeNull()
  })
})

it('stands by request, in the order in which the first of each came', () => {
  const act = (commandId: string, requestId: string) => ({ commandId, requestId }) as Parked
  expect(
    byRequest([act('1', 'a'), act('2', 'b'), act('3', 'a')]).map((group) => group.map(({ commandId }) => commandId)),
  ).toEqual([['1', '3'], ['2']])
})
