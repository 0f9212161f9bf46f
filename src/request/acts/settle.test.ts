/** Answers recorded at registration, corrected, and resolved on the record. */
import { expect, test } from 'vitest'
import {
  after,
  CLERK,
  complete,
  contextOf,
  identityCheck,
  inReview,
  lastFacts,
  payloadToRegister,
  refusal,
  registered,
  SHA256,
  SUPERVISOR,
} from '../../../test/support/acts/request-of.ts'
import type { Payload } from '../acts.ts'
import { applyAct, checkAct } from '../apply.ts'

const comparing = (answers: object, paper: object = {}, settled: readonly object[] = []) =>
  ({ comparison: { answers, paper, unreadPages: 0, settled } }) as never
const YES = { onlyRestrict: 'erase', copyFirst: 'no-copy' }
const approval = { planHash: SHA256, surname: 'Popescu' }
const review = (change: never) => after(complete(change), 'submit-request', {})

test.each([
  ['restriction-wanted', { ...YES, onlyRestrict: 'restrict' }, 'restrict', 'erasure-wanted'],
  ['copy-wanted', { ...YES, copyFirst: 'copy' }, 'copy', 'copy-given'],
  ['copy-wanted', { ...YES, copyFirst: 'copy' }, 'copy', 'copy-waived'],
] as const)('%s holds the approval until it is resolved: %j', (matter, answers, stated, how) => {
  const request = review(comparing(answers))
  const refused = refusal(request, 'approve-request', approval, { by: SUPERVISOR })
  expect(refused).toEqual({ code: 'request.wish', details: { wishes: [matter] } })
  const resolved = after(request, 'settle-difference', { matter, how, note: 'a', paper: [], stated })
  expect(resolved.comparison?.settled).toEqual([
    { matter, how, note: 'a', paper: [], stated, by: CLERK, at: expect.any(String) as string },
  ])
  expect(lastFacts(resolved)).toEqual({ matter, how })
  expect(resolved.revision).toBe(request.revision + 1)
  expect(refusal(resolved, 'approve-request', approval, { by: SUPERVISOR })).toBeNull()
})

const COPY_GIVEN: Payload<'settle-difference'> = {
  matter: 'copy-wanted',
  how: 'copy-given',
  note: '',
  paper: [],
  stated: 'copy',
}

test('a supervisor who resolved it does not approve', () => {
  const request = review(comparing({ ...YES, copyFirst: 'copy' }))
  const given = COPY_GIVEN
  const resolved = after(request, 'settle-difference', given, { by: SUPERVISOR })
  expect(refusal(resolved, 'approve-request', approval, { by: SUPERVISOR })).toMatchObject({
    code: 'request.four-eyes',
  })
})

test('only a difference that exists can be answered, for the values that are there', () => {
  const request = review(comparing({ ...YES, copyFirst: 'copy' }))
  const given = COPY_GIVEN
  for (const wrong of [
    { ...given, matter: 'day' as const },
    { ...given, how: 'confirmed' as const },
    { ...given, stated: 'no-copy' },
    { ...given, paper: ['copy'] },
  ])
    expect(refusal(request, 'settle-difference', wrong), JSON.stringify(wrong)).toMatchObject({ code: 'input.invalid' })
  expect(refusal(inReview(), 'settle-difference', given)).toMatchObject({ code: 'input.invalid' })
})

test('a difference without an answer stops submission and approval; the registration always succeeds', () => {
  const open = complete(comparing(YES, { kind: ['revert'] }))
  expect(refusal(open, 'submit-request', {})).toEqual({
    code: 'request.incomplete',
    details: { missing: ['paper-differs'] },
  })
  const answer: Payload<'settle-difference'> = {
    ...COPY_GIVEN,
    matter: 'kind',
    how: 'misread',
    paper: ['revert'],
    stated: 'anonymise',
  }
  expect(refusal(complete(comparing(YES, { kind: ['revert'] }, [answer])), 'submit-request', {})).toBeNull()
  expect(refusal(after(open, 'settle-difference', answer), 'submit-request', {})).toBeNull()
})

test('an answer in a way that is none of its matter is refused at registration', () => {
  const answer = { matter: 'dossier', how: 'misread', note: '', paper: ['active'], stated: 'revert' } as const
  expect(refusal(null, 'register-request', payloadToRegister(comparing(YES, {}, [answer])))).toMatchObject({
    code: 'input.invalid',
  })
})

test('a registration and an amendment of an earlier build keep their meaning: asked, the answer not known', () => {
  const { comparison: _none, ...rest } = payloadToRegister() as Record<string, unknown>
  const questionsAsked = { onlyRestrict: true, copyFirst: true }
  const payload = { ...rest, questionsAsked } as never
  const act = { kind: 'register-request', payload, expectedRevision: null } as const
  expect(checkAct(null, act, contextOf())).toBeNull()
  const old = applyAct(null, act, contextOf())
  expect(old).toMatchObject({ questionsAsked })
  expect(old).not.toHaveProperty('comparison')
  const checked = after(old, 'record-identity-check', identityCheck)
  expect(refusal(checked, 'submit-request', {})).toMatchObject({ details: { missing: ['request-document'] } })
  // The old amendment changes what was asked, and no recorded answer.
  const amended = after(registered(), 'amend-request', { questionsAsked: { onlyRestrict: false, copyFirst: true } })
  expect(amended).toMatchObject({
    questionsAsked: { onlyRestrict: false, copyFirst: true },
    comparison: { answers: YES },
  })
  expect(after(old, 'amend-request', { answers: { onlyRestrict: 'erase', copyFirst: 'copy' } })).toMatchObject({
    questionsAsked,
    comparison: { answers: { copyFirst: 'copy' }, paper: {}, settled: [] },
  })
})
