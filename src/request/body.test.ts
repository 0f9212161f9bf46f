import { describe, expect, it } from 'vitest'
import { AT, registered, REQUEST_ID, SUPERVISOR } from '../../test/support/acts/request-of.ts'
import { ACT_KINDS } from './acts.ts'
import { requestBody, timelineEntry } from './body.ts'

const { kind: _kind, ...person } = SUPERVISOR
const stored = (act: string, facts: object) => ({
  id: REQUEST_ID,
  at: AT,
  actor: person,
  act,
  from: 'in_review',
  to: 'in_review',
  facts,
  offline: false,
})

describe('a request as it is stored', () => {
  it('is read as it was written', () => {
    const body = registered()
    expect(requestBody.parse(JSON.parse(JSON.stringify(body)))).toEqual(body)
  })

  it('has persons as authors where no kind is named, and the central store as author of the execution', () => {
    const { registeredBy, ...rest } = registered()
    const { kind: _none, ...old } = registeredBy
    expect(requestBody.parse({ ...rest, registeredBy: old }).registeredBy.kind).toBe('person')
    for (const act of ACT_KINDS)
      expect(timelineEntry.parse(stored(act, {})).actor.kind, act).toBe(
        act === 'begin' || act === 'executed' ? 'system' : 'person',
      )
  })

  it('is read with the facts of earlier builds', () => {
    const facts = (act: string, given: object) => timelineEntry.parse(stored(act, given)).facts
    expect(facts('join-request', { into: '5/01.09.2026' })).toEqual({ into: '5/01.09.2026' })
    expect(facts('decide-order', { first: '5/01.09.2026', second: '6/01.09.2026' })).toEqual({
      first: '5/01.09.2026',
      second: '6/01.09.2026',
    })
    expect(facts('return-request', { missing: 'kind,capacity' })).toEqual({ missing: 'kind,capacity' })
    expect(facts('extend-term', { days: 10 })).toEqual({ days: 10 })
    expect(
      facts('register-request', { number: '5/01.09.2026', provisional: null, channel: 'counter', kind: 'revert' }),
    ).toEqual({ provisional: null, channel: 'counter', kind: 'revert' })
    for (const act of ACT_KINDS) expect(facts(act, {}), act).toEqual({})
  })

  it('keeps the place in the history of an act that only a newer build knows', () => {
    const read = timelineEntry.parse(stored('seal-request', { seal: 'x' }))
    expect(read).toMatchObject({ act: 'unknown', facts: {}, from: 'in_review' })
    expect(timelineEntry.parse(read)).toEqual(read)
  })

  it('is refused if the facts do not belong to the act, so that no act is mistaken for another', () => {
    expect(timelineEntry.safeParse(stored('reject-request', { reason: 'tired' })).success).toBe(false)
    expect(timelineEntry.safeParse(stored('amend-request', { amended: 7 })).success).toBe(false)
  })
})
