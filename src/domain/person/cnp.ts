/**
 * CNP, the personal numeric code `S AA LL ZZ JJ NNN C` (Legea 105/1996; OUG 97/2005; HG 1375/2006). A person's CNP can
 * change, so it identifies a paper's subject at a moment and is never a person's key.
 */
import { type Day, dayOf } from '../calendar/day.ts'
import { ok, refuse, type Result } from '../problem.ts'

export type Sex = 'male' | 'female'

export interface Cnp {
  /** Thirteen digits. */
  readonly value: string
  /** S, 1–8: sex and century. */
  readonly sexDigit: number
  readonly sex: Sex
  /** Null for S = 7 or 8, which do not determine the century. */
  readonly birthDate: Day | null
  /** S = 7 or 8: a resident without Romanian citizenship. */
  readonly resident: boolean
  /** JJ, two digits. Never a reason for a refusal: see {@link countyWarning}. */
  readonly county: string
  /** NNN, three digits. */
  readonly serial: string
}

const CONTROL_KEY = [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9] as const
const CENTURIES: Readonly<Record<number, readonly number[]>> = {
  1: [1900],
  2: [1900],
  3: [1800],
  4: [1800],
  5: [2000],
  6: [2000],
  7: [1900, 2000],
  8: [1900, 2000],
}

/**
 * Control digit C of the first twelve digits: Σ dᵢ·kᵢ mod 11, where 10 is written 1. Throws RangeError unless given at
 * least twelve digits.
 */
export function cnpControlDigit(digits: string): number {
  if (!/^\d{12}/.test(digits)) throw new RangeError('a CNP has twelve digits before its control digit')
  const remainder = CONTROL_KEY.reduce((sum, key, index) => sum + key * Number(digits[index]), 0) % 11
  return remainder === 10 ? 1 : remainder
}

/**
 * Reads a CNP, spaces between its digits allowed. Refuses with `cnp.characters`, `cnp.length`, `cnp.tax-number` (S = 9
 * is a NIF), `cnp.first-digit` (S = 0), `cnp.date` (the birth date does not exist) or `cnp.control-digit`, in this
 * order.
 */
export function parseCnp(text: string): Result<Cnp> {
  const value = text.replace(/\s+/g, '')
  if (!/^\d*$/.test(value)) return refuse('cnp.characters')
  if (value.length !== 13) return refuse('cnp.length', { length: value.length })
  const sexDigit = Number(value[0])
  if (sexDigit === 9) return refuse('cnp.tax-number')
  const centuries = CENTURIES[sexDigit]
  if (centuries === undefined) return refuse('cnp.first-digit')
  const [year, month, day] = [Number(value.slice(1, 3)), Number(value.slice(3, 5)), Number(value.slice(5, 7))]
  const dates = centuries.map((century) => dayOf(century + year, month, day)).filter((date) => date !== null)
  const [date] = dates
  if (date === undefined) return refuse('cnp.date')
  if (cnpControlDigit(value) !== Number(value[12])) return refuse('cnp.control-digit')
  const resident = sexDigit >= 7
  return ok({
    value,
    sexDigit,
    sex: sexDigit % 2 === 1 ? 'male' : 'female',
    birthDate: resident ? null : date,
    resident,
    county: value.slice(7, 9),
    serial: value.slice(9, 12),
  })
}

/** How usual the county digits are: null = usual, `rare` = seldom seen, `unknown` = on no list. */
export type CountyWarning = 'rare' | 'unknown'

/**
 * A hint for the clerk to look again; never a refusal. JJ 01–46, 51 and 52 are counties and sectors, 70 is on every CNP
 * issued since 08.05.2024, 80–83 are consular; 47 and 48 are rare.
 */
export function countyWarning(cnp: Pick<Cnp, 'county'>): CountyWarning | null {
  const county = Number(cnp.county)
  if (
    (county >= 1 && county <= 46) ||
    county === 51 ||
    county === 52 ||
    county === 70 ||
    (county >= 80 && county <= 83)
  )
    return null
  return county === 47 || county === 48 ? 'rare' : 'unknown'
}

/**
 * `285••••••0019`, as a CNP is shown in lists (ui.md, principle 7). A text without thirteen characters is hidden
 * completely.
 */
export const maskCnp = (value: string): string =>
  value.length === 13 ? `${value.slice(0, 3)}••••••${value.slice(9)}` : '•'.repeat(value.length)
