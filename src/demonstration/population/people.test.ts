import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, ageOn } from '../../domain/calendar/day.ts'
import { countyWarning, parseCnp } from '../../domain/person/cnp.ts'
import { normaliseRomanian } from '../../domain/person/name.ts'
import { seeded } from '../seeded.ts'
import { doctors } from './doctors.ts'
import { fictionalCnp, people } from './people.ts'
import { demonstrationLogins, STAFF } from './staff.ts'

const TODAY = '2026-11-23'
const holders = people(seeded('test'), 3000, TODAY)

describe('holders', () => {
  test('have valid, fictional, unique CNPs that match their birth day and sex', () => {
    for (const { cnp, birthDay, sex } of holders) {
      expect(parseCnp(cnp)).toMatchObject({ ok: true, value: { value: cnp, birthDate: birthDay, sex, county: '22' } })
      expect(Number(cnp.slice(9, 12))).toBeGreaterThanOrEqual(900)
      expect(countyWarning({ county: cnp.slice(7, 9) })).toBeNull()
    }
    expect(new Set(holders.map(({ cnp }) => cnp)).size).toBe(holders.length)
  })
  test('are the same for the same seed, and others for another seed', () => {
    expect(people(seeded('test'), 50, TODAY)).toEqual(holders.slice(0, 50))
    expect(people(seeded('other'), 50, TODAY)).not.toEqual(holders.slice(0, 50))
  })
  test('have normalised names, with and without diacritics, hyphens and second names', () => {
    for (const { surname, givenNames } of holders)
      expect(normaliseRomanian(`${surname} ${givenNames}`)).toBe(`${surname} ${givenNames}`)
    expect(holders.some(({ surname }) => /[ȘșȚț]/.test(surname))).toBe(true)
    expect(holders.some(({ surname }) => surname.includes('-'))).toBe(true)
    expect(holders.some(({ givenNames }) => givenNames.includes(' '))).toBe(true)
  })
  test('include every age group that has its own rules, and some deceased people', () => {
    const ages = holders.map(({ birthDay }) => ageOn(birthDay, TODAY))
    for (const [from, to] of [
      [0, 13],
      [14, 17],
      [18, 64],
      [65, 120],
    ] as const)
      expect(ages.filter((age) => age >= from && age <= to).length).toBeGreaterThan(100)
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(0)
    expect(holders.some(({ deceasedDay }) => deceasedDay !== null && deceasedDay < TODAY)).toBe(true)
  })
  test('have telephone numbers and addresses that reach nobody', () => {
    for (const { phone, email } of holders)
      expect([phone.slice(0, 4), email === '' || email.endsWith('@example.org')]).toEqual(['0700', true])
  })
})

test('a fictional CNP passes the check for every day, sex and serial', () => {
  fc.assert(
    fc.property(fc.constantFrom('male', 'female'), fc.nat(45_000), fc.nat(99), (sex, days, serial) => {
      const birthDay = addDays('1900-01-01', days)
      expect(parseCnp(fictionalCnp(sex, birthDay, serial))).toMatchObject({
        ok: true,
        value: { birthDate: birthDay, sex },
      })
    }),
  )
  expect(() => fictionalCnp('male', '2000-01-01', 100)).toThrow(RangeError)
})

test('doctors have unique stamp codes of the right form', () => {
  const { family, specialists } = doctors(seeded('test'))
  const codes = [...family, ...specialists].map(({ stampCode }) => stampCode)
  for (const code of codes) expect(code).toMatch(/^[0-9A-Z]{5,6}$/)
  expect(new Set(codes).size).toBe(codes.length)
})

test('the house has staff in every role, each with a different password', () => {
  const roles = STAFF.map(({ role }) => role)
  expect(
    ['clerk', 'supervisor', 'administrator', 'auditor'].map((role) => roles.filter((own) => own === role).length),
  ).toEqual([3, 2, 1, 1])
  const logins = demonstrationLogins()
  expect(new Set(logins.map(({ password }) => password)).size).toBe(STAFF.length)
  for (const { password } of logins) expect(password.length).toBeGreaterThanOrEqual(10)
})
