/**
 * The identity card that a fictional person would show: a machine-readable zone whose check digits all hold, to paste
 * or to scan at the demonstration.
 */
import { addDays, type Day } from '../../domain/calendar/day.ts'
import { mrzCheckDigit } from '../../domain/person/mrz/check-digit.ts'
import { toMrzName } from '../../domain/person/name.ts'
import { seeded } from '../seeded.ts'
import type { Person } from './people.ts'

export interface IdentityCard {
  /** `XX` is the series of no county. */
  readonly series: 'XX'
  readonly number: string
  readonly issuer: string
  readonly validUntil: Day
  /** Two lines of 36 characters, TD2. */
  readonly mrz: string
}

const short = (day: Day): string => day.slice(2).replaceAll('-', '')
const checked = (field: string): string => `${field}${String(mrzCheckDigit(field))}`

/**
 * The card of a person; its number follows from the CNP. `today` and the CNP decide until when it is valid, at least a
 * year on.
 */
export function identityCardOf(person: Person, today: Day): IdentityCard {
  const chance = seeded(`card/${person.cnp}`)
  const number = String(chance.integer(1, 999_999)).padStart(6, '0')
  const validUntil = addDays(today, 365 + chance.integer(0, 2500))
  const optional = person.cnp.charAt(0) + person.cnp.slice(7)
  const first = `IDROU${toMrzName(person, 31)}`
  const second = `${checked(`XX${number}<`)}ROU${checked(short(person.birthDay))}${person.sex === 'female' ? 'F' : 'M'}${checked(short(validUntil))}${optional}`
  const composite = mrzCheckDigit(second.slice(0, 10) + second.slice(13, 20) + second.slice(21))
  return {
    series: 'XX',
    number,
    issuer: 'SPCLEP Iași (demonstrativ)',
    validUntil,
    mrz: `${first}\n${second}${String(composite)}`,
  }
}
