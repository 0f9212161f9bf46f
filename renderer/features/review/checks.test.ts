import { describe, expect, it } from 'vitest'
import { problem } from '../../../src/domain/problem.ts'
import type { RequestDetail } from '../../../src/protocol/desk.ts'
import { checksOf } from './checks.ts'

const detail = (request: object, rest: object = {}) =>
  ({
    request: {
      kind: 'anonymise',
      capacity: 'holder',
      identityCheck: { outcome: 'passed', disagreements: [] },
      questionsAsked: { onlyRestrict: true, copyFirst: true },
      attachments: [],
      ...request,
    },
    missing: [],
    actions: [{ action: 'approve', refusal: null }],
    daysLeft: 10,
    ...rest,
  }) as unknown as RequestDetail
const outcomes = (detail: RequestDetail, obstacles: Parameters<typeof checksOf>[1] = []) =>
  Object.fromEntries(checksOf(detail, obstacles).map(({ check, outcome }) => [check, outcome]))

describe('the checks of a review', () => {
  it('are all in order for a request in order', () => {
    expect(Object.values(outcomes(detail({})))).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'ok'])
  })

  it('stop where identity failed or was never checked', () => {
    expect(outcomes(detail({ identityCheck: { outcome: 'failed', disagreements: [] } }))['identity']).toBe('stop')
    expect(outcomes(detail({ identityCheck: null }))['identity']).toBe('stop')
    expect(outcomes(detail({ identityCheck: { outcome: 'to-verify', disagreements: [{}] } }))).toMatchObject({
      identity: 'attention',
      agreement: 'attention',
    })
  })

  it('ask for the proof of capacity only of a representative, for the questions only before an erasure', () => {
    expect(outcomes(detail({}))['capacity']).toBeUndefined()
    expect(outcomes(detail({ capacity: 'proxy' }))['capacity']).toBe('attention')
    expect(outcomes(detail({ capacity: 'proxy', attachments: [{ role: 'proof-of-capacity' }] }))['capacity']).toBe('ok')
    expect(outcomes(detail({ kind: 'revert', questionsAsked: null }))['questions']).toBeUndefined()
  })

  it('say that the questions were asked only where both are recorded as asked', () => {
    const questions = (questionsAsked: object | null) =>
      checksOf(detail({ questionsAsked }), []).find(({ check }) => check === 'questions')
    expect(questions({ onlyRestrict: true, copyFirst: true })).toMatchObject({ outcome: 'ok', open: [] })
    expect(questions({ onlyRestrict: true, copyFirst: false })).toMatchObject({
      outcome: 'attention',
      open: ['copyFirst'],
    })
    expect(questions({ onlyRestrict: false, copyFirst: false })).toMatchObject({
      outcome: 'attention',
      open: ['onlyRestrict', 'copyFirst'],
    })
    // Of an older request nothing may be known of them: that is not the same as not asked.
    expect(questions(null)).toMatchObject({ outcome: 'attention', open: null })
  })

  it('show who could not sign, to be looked at', () => {
    expect(outcomes(detail({}))['unsigned']).toBeUndefined()
    expect(
      outcomes(
        detail({
          identityCheck: {
            outcome: 'passed',
            disagreements: [],
            unableToSign: { witnesses: ['Radu Ionescu', 'Ioana Lupu'] },
          },
        }),
      )['unsigned'],
    ).toBe('attention')
  })

  it('tell four eyes once, as a check and not as an obstacle beside it', () => {
    const found = checksOf(detail({}, { actions: [{ action: 'approve', refusal: problem('request.four-eyes') }] }), [
      problem('request.four-eyes'),
      problem('request.no-dossier'),
    ])
    expect(found.filter(({ outcome }) => outcome === 'stop').map(({ check }) => check)).toEqual(['eyes', 'obstacle'])
  })

  it('put what stops first', () => {
    const found = checksOf(detail({}, { daysLeft: -1, missing: ['holder-cnp'] }), [])
    expect(found.map(({ outcome }) => outcome)).toEqual(['stop', 'attention', 'ok', 'ok', 'ok', 'ok'])
  })
})
