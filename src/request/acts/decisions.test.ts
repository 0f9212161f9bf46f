/** Sending to review and every decision on a request. */
import { describe, expect, it } from 'vitest'
import {
  after,
  approved,
  AT,
  CLERK,
  complete,
  file,
  inReview,
  lastFacts,
  OTHER_ID,
  refusal,
  registered,
  REQUEST_ID,
  SHA256,
  SUPERVISOR,
  SYSTEM,
} from '../../../test/support/acts/request-of.ts'

const bySupervisor = { by: SUPERVISOR }
const undecided = { reason: null, filing: null, explanation: '', missing: [], joinedInto: null, forwardedTo: null }
const decision = (what: object) => ({ ...undecided, by: SUPERVISOR, at: AT, ...what })

describe('sending to review', () => {
  it('requires that nothing is missing, judged by the day on which it arrives', () => {
    expect(refusal(registered(), 'submit-request', {})).toEqual({
      code: 'request.incomplete',
      details: { missing: ['identity-check', 'request-document'] },
    })
    expect(inReview()).toMatchObject({ state: 'in_review', decision: null })
    expect(lastFacts(inReview())).toEqual({})
  })
})

describe('an approval', () => {
  const payload = { planHash: SHA256, surname: 'POPESCU' }
  const refused = (change: object = {}, request = inReview(), given = payload) =>
    refusal(request, 'approve-request', given, { ...bySupervisor, ...change })

  it('is given online, by a person who was not involved, with the typed surname', () => {
    expect(refused()).toBeNull()
    expect(refused({ offline: true })).toMatchObject({ code: 'online.required' })
    expect(refused({ by: CLERK })).toMatchObject({ code: 'request.own-registration' })
    const evidence = after(inReview(), 'attach-document', file('proof-of-capacity', 'b'.repeat(64)), bySupervisor)
    expect(refused({}, evidence)).toMatchObject({ code: 'request.four-eyes' })
    const other = after(inReview(), 'attach-document', file('other', 'b'.repeat(64)), bySupervisor)
    expect(refused({}, other)).toBeNull()
    expect(refused({}, inReview(), { ...payload, surname: 'Alta' })).toMatchObject({ code: 'request.surname' })
    expect(approved()).toMatchObject({ state: 'approved', decision: decision({}) })
    expect(lastFacts(approved())).toEqual({ planHash: SHA256 })
  })

  it('is refused if something is missing again', () => {
    const request = inReview()
    const taken = {
      ...request,
      identityCheck: request.identityCheck && { ...request.identityCheck, outcome: 'failed' as const },
    }
    expect(refused({}, taken)).toEqual({ code: 'request.incomplete', details: { missing: ['identity-check'] } })
  })
})

describe('a decision', () => {
  it('to return states what is missing', () => {
    const returned = after(
      inReview(),
      'return-request',
      { missing: ['kind', 'capacity'], explanation: 'x' },
      bySupervisor,
    )
    expect(returned).toMatchObject({
      state: 'returned',
      decision: decision({ missing: ['kind', 'capacity'], explanation: 'x' }),
    })
    expect(lastFacts(returned)).toEqual({ missing: 'kind capacity' })
  })

  it('to reject, withdraw, forward, file or join records its one reason', () => {
    const reject = after(inReview(), 'reject-request', { reason: 'unsigned', explanation: 'x' }, bySupervisor)
    expect(reject).toMatchObject({ state: 'rejected', decision: decision({ reason: 'unsigned', explanation: 'x' }) })
    expect(lastFacts(reject)).toEqual({ reason: 'unsigned' })
    const withdrawn = after(inReview(), 'withdraw-request', { how: 'in-writing', explanation: 'x' }, bySupervisor)
    expect(withdrawn).toMatchObject({ state: 'withdrawn', decision: decision({ explanation: 'x' }) })
    expect(lastFacts(withdrawn)).toEqual({ how: 'in-writing' })
    expect(lastFacts(after(inReview(), 'withdraw-request', { explanation: '' }))).toEqual({})
    const forwarded = after(inReview(), 'forward-request', { to: 'CAS Vaslui' }, bySupervisor)
    expect(forwarded).toMatchObject({ state: 'forwarded', decision: decision({ forwardedTo: 'CAS Vaslui' }) })
    expect(lastFacts(forwarded)).toEqual({ to: 'CAS Vaslui' })
    const filed = after(inReview(), 'file-request', { reason: 'unidentified', explanation: 'x' }, bySupervisor)
    expect(filed).toMatchObject({ state: 'filed', decision: decision({ filing: 'unidentified', explanation: 'x' }) })
    expect(lastFacts(filed)).toEqual({ reason: 'unidentified' })
    const joined = after(inReview(), 'join-request', { into: OTHER_ID }, bySupervisor)
    expect(joined).toMatchObject({ state: 'joined', decision: decision({ joinedInto: OTHER_ID }) })
    expect(lastFacts(joined)).toEqual({ into: OTHER_ID })
    expect(refusal(inReview(), 'join-request', { into: REQUEST_ID })).toMatchObject({ code: 'request.unknown' })
  })

  it('to extend sets a new last day, once and in time', () => {
    const extended = after(inReview(), 'extend-term', { days: 10, explanation: 'x' }, bySupervisor)
    expect(extended).toMatchObject({ state: 'in_review', extendedDays: 10, dueDay: '2027-01-02' })
    expect(lastFacts(extended)).toEqual({ days: 10, dueDay: '2027-01-02' })
    expect(refusal(extended, 'extend-term', { days: 5, explanation: 'x' })).toMatchObject({ code: 'request.extended' })
    expect(
      refusal(inReview(), 'extend-term', { days: 5, explanation: 'x' }, { at: '2026-12-24T09:00:00.000Z' }),
    ).toEqual({ code: 'request.extension', details: { maximumDays: 0 } })
  })
})

describe('a decision on the order', () => {
  const payload = { other: OTHER_ID, otherRevision: 4, first: OTHER_ID, reason: 'ora' }
  const refused = (change: object = {}, given: object = {}) =>
    refusal(inReview(), 'decide-order', { ...payload, ...given }, { ...bySupervisor, ...change })

  it('names both requests, whichever was first', () => {
    const decided = after(inReview(), 'decide-order', payload, bySupervisor)
    const by = { by: SUPERVISOR, at: AT, reason: 'ora' }
    expect(decided.orderDecisions).toEqual([{ first: OTHER_ID, second: REQUEST_ID, ...by }])
    expect(lastFacts(decided)).toEqual({ first: OTHER_ID, second: REQUEST_ID })
    const again = after(decided, 'decide-order', { ...payload, first: REQUEST_ID }, bySupervisor)
    expect(again.orderDecisions?.[1]).toEqual({ first: REQUEST_ID, second: OTHER_ID, ...by })
    expect(again.orderDecisions).toHaveLength(2)
  })

  it('is made online, on both revisions seen, by a person who was not involved', () => {
    expect(refused()).toBeNull()
    expect(refused({ offline: true })).toMatchObject({ code: 'online.required' })
    expect(refused({}, { first: SUPERVISOR.id })).toEqual({
      code: 'input.invalid',
      details: { issues: [{ path: 'first', message: 'neither_of_the_two' }] },
    })
    expect(refused({ by: CLERK })).toMatchObject({ code: 'request.own-registration' })
  })
})

it('the central store begins and completes what was approved', () => {
  const bySystem = { by: SYSTEM }
  const begun = after(approved(), 'begin', {}, bySystem)
  expect(begun.state).toBe('executing')
  const done = after(begun, 'executed', { generation: 1, certificate: SHA256 }, bySystem)
  expect(done.state).toBe('executed')
  expect(lastFacts(done)).toEqual({ generation: 1, certificate: SHA256 })
  expect(refusal(complete(), 'begin', {}, bySystem)).toMatchObject({ code: 'request.state' })
})
