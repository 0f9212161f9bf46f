/** Turns short plots into stories: chooses times, staff, notes and the parent of a child. */
import { dayBegins } from '../../domain/calendar/bucharest.ts'
import { addDays, type Day } from '../../domain/calendar/day.ts'
import { ageClassOn } from '../../domain/person/capacity.ts'
import type { Channel, RequestKind } from '../../domain/request/request.ts'
import { FEMALE_NAMES } from '../population/names.ts'
import { fictionalCnp, type Person } from '../population/people.ts'
import type { Seeded } from '../seeded.ts'
import type { Decided, Population, Story } from './story.ts'

const NOTES = [
  'Titularul a fost informat la ghișeu despre diferența dintre restricționare și anonimizare.',
  'Persoana va reveni după recipisă săptămâna viitoare.',
  'A cerut să fie sunată când este gata răspunsul.',
  'Semnătura diferă puțin de cea din act; persoana a confirmat la ghișeu.',
  'A fost însoțită de fiică.',
] as const

export interface Plot {
  readonly person: Person
  readonly kind?: RequestKind
  readonly channel?: Channel
  /** How many days before today the request was registered and decided. */
  readonly ago: number
  readonly decidedAgo?: number
  readonly decided?: Decided
  readonly identity?: Story['identity']
  readonly signed?: boolean
  readonly submitted?: boolean
}

const HOUR = 3_600_000

/** A working day, `ago` days before today or shortly before that. */
function workingDay(today: Day, ago: number): Day {
  const day = addDays(today, -ago)
  const daysSinceFriday = { 6: 1, 0: 2 }[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? 0
  return daysSinceFriday === 0 ? day : addDays(day, -daysSinceFriday)
}

/** The parent who acts for a child at the counter. */
function parentOf(child: Person, chance: Seeded): Person {
  const birthDay = addDays(child.birthDay, -365 * chance.integer(24, 38))
  return {
    ...child,
    cnp: fictionalCnp('female', birthDay, chance.integer(70, 89)),
    givenNames: chance.pick(FEMALE_NAMES),
    sex: 'female',
    birthDay,
  }
}

export interface StoryWriter {
  /** Returns the id of the request. */
  add(plot: Plot): string
  readonly stories: Story[]
}

export function storyWriter({ today, clerks, supervisors }: Omit<Population, 'plans'>, chance: Seeded): StoryWriter {
  const stories: Story[] = []
  const add = (plot: Plot): string => {
    const day = workingDay(today, plot.ago)
    const registeredAt = Date.parse(dayBegins(day)) + Math.round((8.4 + chance.unit() * 6.8) * HOUR)
    const requestId = chance.id(registeredAt)
    const child = ageClassOn(plot.person.birthDay, day) === 'under-14'
    const decidedDay = workingDay(
      today,
      Math.min(plot.ago, Math.max(1, plot.decidedAgo ?? plot.ago - chance.integer(1, 4))),
    )
    stories.push({
      requestId,
      person: plot.person,
      kind: plot.kind ?? 'anonymise',
      channel: plot.channel ?? 'counter',
      capacity: child ? 'parent' : 'holder',
      representative: child ? parentOf(plot.person, chance) : null,
      day,
      registeredAt,
      clerk: chance.integer(0, clerks - 1),
      identity: plot.identity ?? 'passed',
      signed: plot.signed ?? true,
      note: chance.chance(0.35) ? chance.pick(NOTES) : null,
      submitted: plot.submitted ?? true,
      decision: plot.decided
        ? {
            ...plot.decided,
            at:
              Date.parse(dayBegins(decidedDay < day ? day : decidedDay)) +
              Math.round((15.6 + chance.unit() * 2) * HOUR),
            supervisor: chance.integer(0, supervisors - 1),
          }
        : null,
    })
    return requestId
  }
  return { add, stories }
}
