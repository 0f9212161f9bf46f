/**
 * The identity card of a fictional person. Its machine-readable zone has valid check digits and can be pasted or
 * scanned
 * in the demonstration.
 */
import { addDays, type Day } from '../../domain/calendar/day.ts'
import { mrzCheckDigit } from '../../domain/person/mrz/check-digit.ts'
import { toMrzName } from '../../domain/person/name.ts'
import { seeded } from '../seeded.ts'
import type { Person } from './people.ts'

export interface IdentityCard {
  /** No county uses the series `XX`. */
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
 * The card of a person. Its number depends on the CNP; its expiry, at least a year from `today`, on both.
 */
export function identityCardOf(person: Person, today: Day): IdentityCard {
  const chance = seeded(`card/${person.cnp}`)
  const number = String(chance.integer(1, 999_999)).padStart(6, '0')
  const validUntil = addDays(today, 365 + chance.integer(0, 2500))
  const optional = person.cnp.charAt(0) + person.cnp.slice(7)
  const first = `IDROU${toMrzName(person, 31)}`
  const sex = person.sex === 'female' ? 'F' : 'M'
  const dates = `${checked(short(person.birthDay))}${sex}${checked(short(validUntil))}`
  const second = `${checked(`XX${number}<`)}ROU${dates}${optional}`
  const composite = mrzCheckDigit(second.slice(0, 10) + second.slice(13, 20) + second.slice(21))
  return {
    series: 'XX',
    number,
    issuer: 'SPCLEP Iași (demonstrativ)',
    validUntil,
    mrz: `${first}\n${second}${String(composite)}`,
  }
}
