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
  it('all pass for a request in order', () => {
    expect(Object.values(outcomes(detail({})))).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'ok'])
  })

  it('stop the approval where the identity check failed or is missing', () => {
    expect(outcomes(detail({ identityCheck: { outcome: 'failed', disagreements: [] } }))['identity']).toBe('stop')
    expect(outcomes(detail({ identityCheck: null }))['identity']).toBe('stop')
    expect(outcomes(detail({ identityCheck: { outcome: 'to-verify', disagreements: [{}] } }))).toMatchObject({
      identity: 'attention',
      agreement: 'attention',
    })
  })

  it('require the proof of capacity only from a representative, and the questions only before an erasure', () => {
    expect(outcomes(detail({}))['capacity']).toBeUndefined()
    expect(outcomes(detail({ capacity: 'proxy' }))['capacity']).toBe('attention')
    expect(outcomes(detail({ capacity: 'proxy', attachments: [{ role: 'proof-of-capacity' }] }))['capacity']).toBe('ok')
    expect(outcomes(detail({ kind: 'revert', questionsAsked: null }))['questions']).toBeUndefined()
  })

  it('report the questions as asked only where both are recorded as asked', () => {
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
    // An older request may have no record of the questions, which is not the same as not asked.
    expect(questions(null)).toMatchObject({ outcome: 'attention', open: null })
  })

  it('list an applicant who could not sign, as something to look at', () => {
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

  it('list four eyes once, as a check and not again as an obstacle', () => {
    const found = checksOf(detail({}, { actions: [{ action: 'approve', refusal: problem('request.four-eyes') }] }), [
      problem('request.four-eyes'),
      problem('request.no-dossier'),
    ])
    expect(found.filter(({ outcome }) => outcome === 'stop').map(({ check }) => check)).toEqual(['eyes', 'obstacle'])
  })

  it('are ordered with blocking ones first', () => {
    const found = checksOf(detail({}, { daysLeft: -1, missing: ['holder-cnp'] }), [])
    expect(found.map(({ outcome }) => outcome)).toEqual(['stop', 'attention', 'ok', 'ok', 'ok', 'ok'])
  })
})
