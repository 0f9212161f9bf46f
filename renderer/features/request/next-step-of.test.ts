import { describe, expect, it } from 'vitest'
import { MISSING } from '../../../src/domain/request/completeness.ts'
import { mendedBy, nextStepOf } from './next-step-of.ts'

const every = () => true

describe('the next step of an incomplete request', () => {
  it.each(MISSING)('is the act that adds what is missing: %s', (code) => {
    expect(nextStepOf({ missing: [code] }, every)).toBe(mendedBy(code))
  })
  it('corrects the people before their identity is checked', () => {
    expect(nextStepOf({ missing: ['identity-check', 'holder-cnp'] }, every)).toBe('amend')
  })
  it('is nothing where nothing is missing, and never what the person may not do', () => {
    expect(nextStepOf({ missing: [] }, every)).toBeNull()
    expect(nextStepOf({ missing: ['identity-check', 'request-document'] }, (act) => act !== 'attach')).toBe(
      'check-identity',
    )
    expect(nextStepOf({ missing: [...MISSING] }, () => false)).toBeNull()
  })
})
