/** The people who may appear in stories, each at most once unless a story needs them again. */
import { addDays, ageOn, type Day } from '../../domain/calendar/day.ts'
import { ageClassOn } from '../../domain/person/capacity.ts'
import { CAST } from '../population/cast.ts'
import type { Person } from '../population/people.ts'
import type { Seeded } from '../seeded.ts'
import type { DossierPlan } from './dossiers.ts'

export interface Applicants {
  readonly adults: Person[]
  readonly withoutDossier: Person[]
  readonly deceased: Person[]
  /** Removes a person from a list and returns them. */
  next(list: Person[]): Person
  /** An adult, or sometimes a child whose parent acts for them. */
  anyone(): Person
}

export function applicants(plans: readonly DossierPlan[], today: Day, chance: Seeded): Applicants {
  const cast = new Set<Person>(Object.values(CAST))
  const free = plans.filter(({ person }) => !cast.has(person))
  const isAdult = ({ person }: DossierPlan) => person.deceasedDay === null && ageOn(person.birthDay, today) >= 19
  const isChild = ({ person }: DossierPlan) => ageClassOn(person.birthDay, addDays(today, -60)) === 'under-14'
  const personOf = ({ person }: DossierPlan) => person
  const withDossier = free.filter(({ documents }) => documents > 0)
  const adults = withDossier.filter(isAdult).map(personOf)
  const children = withDossier.filter(isChild).map(personOf)
  const next = (list: Person[]): Person => {
    const person = list.splice(chance.integer(0, list.length - 1), 1)[0]
    if (!person) throw new RangeError('a larger population is needed')
    return person
  }
  return {
    adults,
    withoutDossier: free.filter((plan) => plan.documents === 0 && isAdult(plan)).map(personOf),
    deceased: free.filter(({ person }) => person.deceasedDay !== null).map(personOf),
    next,
    anyone: () => (chance.chance(0.12) && children.length > 0 ? next(children) : next(adults)),
  }
}
