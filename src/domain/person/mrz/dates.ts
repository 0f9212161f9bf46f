/** Two-digit years of the machine-readable zone, given their century. */
import { addDays, type Day, dayOf } from '../../calendar/day.ts'
import { ok, refuse, type Result } from '../../problem.ts'
import type { Validity } from '../identity-document.ts'

const inCenturies = (yymmdd: string, centuries: readonly number[]): Day[] =>
  centuries
    .map((century) => dayOf(century + Number(yymmdd.slice(0, 2)), Number(yymmdd.slice(2, 4)), Number(yymmdd.slice(4))))
    .filter((day) => day !== null)

/**
 * The birth date: the latest one that is not after `today`. Null if parts of it are unknown and filled (ICAO Doc 9303-3
 * section 4.8). Refuses with `document.date` if no century has such a day.
 */
export function birthDateOf(field: string, today: Day): Result<Day | null> {
  if (field.includes('<')) return /^(\d\d|<<){3}$/.test(field) ? ok(null) : refuse('document.date')
  const day = inCenturies(field, [2000, 1900, 1800]).find((candidate) => candidate <= today)
  return day === undefined ? refuse('document.date') : ok(day)
}

/**
 * Years of the past and the future among which an expiry date is sought: no machine-readable document at a counter
 * expired 20 years ago, and unlimited ones are sometimes dated 2099.
 */
const EXPIRED_SINCE_AT_MOST_DAYS = 20 * 366

/** The expiry date, or unlimited if the field is filled. Refuses with `document.date` if it does not exist. */
export function expiryDateOf(field: string, today: Day): Result<Validity> {
  if (/^<+$/.test(field)) return ok('unlimited')
  if (field.includes('<')) return refuse('document.date')
  const earliest = addDays(today, -EXPIRED_SINCE_AT_MOST_DAYS)
  const day = inCenturies(field, [1900, 2000, 2100]).find((candidate) => candidate >= earliest)
  return day === undefined ? refuse('document.date') : ok(day)
}
