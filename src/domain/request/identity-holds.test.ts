import fc from 'fast-check'
import { expect, test } from 'vitest'
import { identityHolds, type StatedPeople } from './identity-holds.ts'

const ana = { surname: 'Ștefănescu', givenNames: 'Ana-Maria', cnp: '2850615229007' }
const ion = { surname: 'Lungu', givenNames: 'Ion', cnp: null }
const stated: StatedPeople = { holder: ana, capacity: 'proxy', representative: ion }

test('spelling that folds away changes nobody', () => {
  expect(identityHolds(stated, { ...stated, holder: { ...ana, surname: 'STEFANESCU', givenNames: 'Ana Maria' } })).toBe(
    true,
  )
  expect(identityHolds(stated, { ...stated, holder: { ...ana, surname: 'Ştefănescu' } })).toBe(true)
})

test('another CNP, name, capacity or representative is to be checked anew', () => {
  const changes: Partial<StatedPeople>[] = [
    { holder: { ...ana, cnp: '2850615229015' } },
    { holder: { ...ana, surname: 'Ștefan' } },
    { holder: { ...ana, givenNames: 'Ana' } },
    { capacity: 'guardian' },
    { representative: null },
    { representative: { ...ion, cnp: '1800101229005' } },
    { representative: { ...ion, givenNames: 'Ioan' } },
  ]
  for (const change of changes) {
    expect(identityHolds(stated, { ...stated, ...change }), JSON.stringify(change)).toBe(false)
    expect(identityHolds({ ...stated, ...change }, stated), JSON.stringify(change)).toBe(false)
  }
})

test('is the same both ways, and every statement holds against itself', () => {
  const person = fc.record({
    surname: fc.constantFrom('Pop', 'POP', 'Popă', 'Rusu'),
    givenNames: fc.constantFrom('Ana', 'Ion'),
    cnp: fc.constantFrom('1', '2'),
  })
  const people: fc.Arbitrary<StatedPeople> = fc.record({
    holder: person,
    capacity: fc.constantFrom('holder' as const, 'proxy' as const),
    representative: fc.option(person),
  })
  fc.assert(
    fc.property(people, people, (one, other) => {
      expect(identityHolds(one, one)).toBe(true)
      expect(identityHolds(one, other)).toBe(identityHolds(other, one))
    }),
  )
})
