import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../calendar/day.ts'
import { CAPACITIES } from '../request/request.ts'
import { ageClassOn, applicantOf, capacityRule, capacityRules, needsProof } from './capacity.ts'

const possible = (birthDate: string | null): string[] =>
  capacityRules(birthDate, '2026-11-23')
    .filter((rule) => rule.possible)
    .map((rule) => rule.capacity)

test('the ages of the law, reached on the birthday', () => {
  expect(ageClassOn('2012-11-24', '2026-11-23')).toBe('under-14')
  expect(ageClassOn('2012-11-23', '2026-11-23')).toBe('14-to-18')
  expect(ageClassOn('2008-11-24', '2026-11-23')).toBe('14-to-18')
  expect(ageClassOn('2008-11-23', '2026-11-23')).toBe('adult')
  expect(ageClassOn(null, '2026-11-23')).toBe('unknown')
})

test('who may ask at which age', () => {
  expect(possible('2020-01-01')).toEqual(['parent', 'guardian'])
  expect(possible('2010-01-01')).toEqual(['holder', 'parent', 'guardian', 'special-guardian'])
  expect(possible('1985-06-15')).toEqual(['holder', 'special-guardian', 'proxy'])
  expect(possible(null)).toEqual([...CAPACITIES])
})

test('every representative proves it and is named; consent is asked only from 14 to 18', () => {
  fc.assert(
    fc.property(fc.constantFrom(...CAPACITIES), fc.nat(40_000), (capacity, days) => {
      const birthDate = addDays('2026-11-23', -days)
      const rule = capacityRule(capacity, birthDate, '2026-11-23')
      expect(rule.proof === null).toBe(capacity === 'holder')
      expect(rule.representative).toBe(capacity !== 'holder')
      if (ageClassOn(birthDate, '2026-11-23') !== '14-to-18') expect(rule.consentOf).toBeNull()
    }),
  )
})

test('whoever has been born can act somehow, at every age', () => {
  fc.assert(fc.property(fc.nat(40_000), (days) => possible(addDays('2026-11-23', -days)).length > 0))
})

test('from 14 to 18 the minor and the parent or guardian act together', () => {
  const consents = (birthDate: string) =>
    Object.fromEntries(capacityRules(birthDate, '2026-11-23').map(({ capacity, consentOf }) => [capacity, consentOf]))
  const none = { holder: null, parent: null, guardian: null, 'special-guardian': null, proxy: null }
  expect(consents('2010-01-01')).toEqual({ ...none, holder: 'parent', parent: 'minor', guardian: 'minor' })
  expect(consents('2020-01-01')).toEqual(none)
  expect(consents('1985-06-15')).toEqual(none)
})

test('each capacity but the holder’s has its own proof, and another applicant', () => {
  const proofs = Object.fromEntries(
    CAPACITIES.map((capacity) => [capacity, capacityRule(capacity, null, '2026-11-23').proof]),
  )
  expect(proofs).toEqual({
    holder: null,
    parent: 'birth-certificate',
    guardian: 'guardianship-decision',
    'special-guardian': 'court-decision',
    proxy: 'authentic-power-of-attorney',
  })
  for (const capacity of CAPACITIES) {
    expect(needsProof(capacity)).toBe(capacity !== 'holder')
    expect(applicantOf(capacity)).toBe(capacity === 'holder' ? 'holder' : 'representative')
  }
})
