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
const told = stories({ plans, today: TODAY, clerks: 3, supervisors: 2 }, seeded('stories'))

test('documents are shared out to the last one, and the cast has its own', () => {
  expect(plans.reduce((sum, { documents }) => sum + documents, 0)).toBe(4000)
  for (const { person, documents } of plans)
    if (Object.values<Person>(CAST).includes(person)) expect(documents).toBeGreaterThan(0)
})

test('every decision there is has been taken, and some requests have none', () => {
  expect(new Set(told.map(({ decision }) => decision?.act ?? 'none'))).toEqual(
    new Set(['none', 'return', 'approve', 'reject', 'withdraw', 'join', 'forward', 'file', 'extend']),
  )
  expect(told.length).toBeGreaterThan(90)
})

test('everything happens on working days before today, and is decided after it was registered', () => {
  for (const { registeredAt, day, decision } of told) {
    expect(localDay(registeredAt)).toBe(day)
    expect(day < TODAY).toBe(true)
    expect([1, 2, 3, 4, 5]).toContain(new Date(`${day}T00:00:00Z`).getUTCDay())
    if (decision) expect(decision.at).toBeGreaterThan(registeredAt)
    if (decision) expect(localDay(decision.at) < TODAY).toBe(true)
  }
})

test('everybody asks in a capacity that the law knows at their age; of the cast only who must have been here before', () => {
  for (const { capacity, person, day } of told) expect(capacityRule(capacity, person.birthDay, day).possible).toBe(true)
  const seen = told.map(({ person }) => person)
  expect(
    Object.entries(CAST)
      .filter(([, person]) => seen.includes(person))
      .map(([name]) => name),
  ).toEqual(['vasile'])
})

test('the same seed tells the same stories', () => {
  expect(stories({ plans, today: TODAY, clerks: 3, supervisors: 2 }, seeded('stories'))).toEqual(told)
})
