import { expect, test } from 'vitest'
import { localDay } from '../../domain/calendar/bucharest.ts'
import { capacityRule } from '../../domain/person/capacity.ts'
import { CAST } from '../population/cast.ts'
import { people, type Person } from '../population/people.ts'
import { seeded } from '../seeded.ts'
import { shareDocuments } from './dossiers.ts'
import { stories } from './stories.ts'

const TODAY = '2026-11-23'
const plans = shareDocuments(
  [...Object.values(CAST), ...people(seeded('people'), 400, TODAY)],
  4000,
  TODAY,
  seeded('share'),
  (person) => Object.values<Person>(CAST).includes(person),
)
const planned = stories({ plans, today: TODAY, clerks: 3, supervisors: 2 }, seeded('stories'))

test('all documents are distributed, and every person of the cast has some', () => {
  expect(plans.reduce((sum, { documents }) => sum + documents, 0)).toBe(4000)
  for (const { person, documents } of plans)
    if (Object.values<Person>(CAST).includes(person)) expect(documents).toBeGreaterThan(0)
})

test('every kind of decision occurs, and some requests have none', () => {
  expect(new Set(planned.map(({ decision }) => decision?.act ?? 'none'))).toEqual(
    new Set(['none', 'return', 'approve', 'reject', 'withdraw', 'join', 'forward', 'file', 'extend']),
  )
  expect(planned.length).toBeGreaterThan(90)
})

test('everything happens on working days before today, and decisions come after registration', () => {
  for (const { registeredAt, day, decision } of planned) {
    expect(localDay(registeredAt)).toBe(day)
    expect(day < TODAY).toBe(true)
    expect([1, 2, 3, 4, 5]).toContain(new Date(`${day}T00:00:00Z`).getUTCDay())
    if (decision) expect(decision.at).toBeGreaterThan(registeredAt)
    if (decision) expect(localDay(decision.at) < TODAY).toBe(true)
  }
})

test('every applicant has a capacity that is possible at their age; of the cast only Vasile has a past request', () => {
  for (const { capacity, person, day } of planned)
    expect(capacityRule(capacity, person.birthDay, day).possible).toBe(true)
  const seen = planned.map(({ person }) => person)
  expect(
    Object.entries(CAST)
      .filter(([, person]) => seen.includes(person))
      .map(([name]) => name),
  ).toEqual(['vasile'])
})

test('the same seed gives the same stories', () => {
  expect(stories({ plans, today: TODAY, clerks: 3, supervisors: 2 }, seeded('stories'))).toEqual(planned)
})
