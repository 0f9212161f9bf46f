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
      comparison: { answers: { onlyRestrict: 'erase', copyFirst: 'no-copy' }, paper: {}, settled: [] },
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

  it('report what the person answered; an answer that contradicts the erasure stops until it is resolved', () => {
    const given = (onlyRestrict: string | null, copyFirst: string | null, settled: object[] = []) =>
      checksOf(detail({ comparison: { answers: { onlyRestrict, copyFirst }, paper: {}, settled } }), []).filter(
        ({ check }) => check === 'answers' || check === 'questions',
      )
    expect(given('erase', 'no-copy')).toEqual([{ check: 'answers', outcome: 'ok', held: [] }])
    expect(given('restrict', 'copy')).toEqual([
      { check: 'answers', outcome: 'stop', held: ['restriction-wanted', 'copy-wanted'] },
    ])
    const copyGiven = { matter: 'copy-wanted', how: 'copy-given', paper: [], stated: 'copy' }
    expect(given('erase', 'copy', [copyGiven])).toEqual([{ check: 'answers', outcome: 'ok', held: [] }])
    expect(given('erase', null)).toMatchObject([{ check: 'questions', outcome: 'attention' }])
  })

  it('never take asked for answered: an earlier build recorded only that the questions were asked', () => {
    const questions = (questionsAsked: object | null) =>
      checksOf(detail({ questionsAsked, comparison: undefined }), []).find(({ check }) => check === 'questions')
    expect(questions({ onlyRestrict: true, copyFirst: true })).toMatchObject({ outcome: 'attention', open: [] })
    expect(questions({ onlyRestrict: true, copyFirst: false })).toMatchObject({
      outcome: 'attention',
      open: ['copyFirst'],
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
