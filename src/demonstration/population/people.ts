/** Generates the holders of the demonstration: fictional people with valid CNPs that no real person can have. */
import { type Day, addDays, ageOn } from '../../domain/calendar/day.ts'
import { cnpControlDigit, type Sex } from '../../domain/person/cnp.ts'
import type { Seeded } from '../seeded.ts'
import { FEMALE_NAMES, LOCALITIES, MALE_NAMES, STREETS, SURNAMES } from './names.ts'

export interface Person {
  readonly cnp: string
  readonly surname: string
  readonly givenNames: string
  readonly sex: Sex
  readonly birthDay: Day
  readonly address: string
  readonly phone: string
  readonly email: string
  /** Null while alive. */
  readonly deceasedDay: Day | null
}

/** The county code (JJ) of Iași, and serial numbers that no county reaches in a day: 900–999. */
const COUNTY = '22'
const FIRST_SERIAL = 900
const SERIALS = 100

/** Age groups in years with their weights, as in an ageing county. */
const AGES = [
  [[0, 13], 11],
  [[14, 17], 6],
  [[18, 34], 20],
  [[35, 54], 29],
  [[55, 74], 25],
  [[75, 96], 9],
] as const satisfies readonly (readonly [readonly [number, number], number])[]

/** A fictional CNP; `serial` is 0–99. Throws a RangeError otherwise. */
export function fictionalCnp(sex: Sex, birthDay: Day, serial: number): string {
  if (!Number.isInteger(serial) || serial < 0 || serial >= SERIALS)
    throw new RangeError('There are only 100 fictional serial numbers per birth day and sex')
  const century = birthDay < '2000' ? 1 : 5
  const first = String(century + (sex === 'female' ? 1 : 0))
  const twelve = `${first}${birthDay.slice(2).replaceAll('-', '')}${COUNTY}${String(FIRST_SERIAL + serial)}`
  return `${twelve}${String(cnpControlDigit(twelve))}`
}

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase()

function surnameOf(chance: Seeded): string {
  const first = chance.pick(SURNAMES)
  if (!chance.chance(0.06)) return first
  const second = chance.pick(SURNAMES)
  return second === first ? first : `${first}-${second}`
}

function givenNamesOf(chance: Seeded, sex: Sex): string {
  const list = sex === 'female' ? FEMALE_NAMES : MALE_NAMES
  const first = chance.pick(list)
  if (!chance.chance(0.45)) return first
  const second = chance.pick(list)
  if (second === first) return first
  return chance.chance(0.25) ? `${first}-${second}` : `${first} ${second}`
}

/** `count` people with the given `today`, no two with the same CNP. */
export function people(chance: Seeded, count: number, today: Day): Person[] {
  const taken = new Map<string, number>()
  return Array.from({ length: count }, () => {
    const [from, to] = chance.weighted<readonly [number, number]>(AGES)
    const sex: Sex = chance.chance(0.52) ? 'female' : 'male'
    const age = chance.integer(from, to)
    let birthDay = addDays(today, -Math.floor(age * 365.25) - chance.integer(30, 364))
    // Rounding must not move a person out of their age group.
    while (ageOn(birthDay, today) > to) birthDay = addDays(birthDay, 30)
    const serial = taken.get(sex + birthDay) ?? 0
    taken.set(sex + birthDay, serial + 1)
    const surname = surnameOf(chance)
    const givenNames = givenNamesOf(chance, sex)
    const locality = chance.weighted(LOCALITIES)
    const mail = `${folded(givenNames.split(/[ -]/)[0] ?? '')}.${folded(surname.split('-')[0] ?? '')}`
    return {
      cnp: fictionalCnp(sex, birthDay, serial),
      surname,
      givenNames,
      sex,
      birthDay,
      address: `${chance.pick(STREETS)} nr. ${String(chance.integer(1, 180))}, ${locality}, jud. Iași`,
      // No operator has the prefix 0700; example.org is reserved (RFC 2606).
      phone: `0700 ${String(chance.integer(100, 999))} ${String(chance.integer(100, 999))}`,
      email: chance.chance(0.6) ? `${mail}${String(chance.integer(1, 99))}@example.org` : '',
      deceasedDay: age > 60 && chance.chance(0.03) ? addDays(today, -chance.integer(20, 900)) : null,
    }
  })
}
