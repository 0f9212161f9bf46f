/**
 * Calendar days without time or zone, as `YYYY-MM-DD` (ISO 8601-1 section 5.2.2.1). They are strings, so that they sort
 * as text.
 */

/** A day of the Gregorian calendar, `2026-11-23`. */
export type Day = string

const MILLISECONDS_OF_A_DAY = 86_400_000
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/

/** Whether year, month (1–12) and day (1–31) name a day that exists. Years 1–9999. */
export function dayExists(year: number, month: number, day: number): boolean {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return false
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** Number of days of a month (1–12). */
function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** `YYYY-MM-DD` of a day, or null if it does not exist. */
export function dayOf(year: number, month: number, day: number): Day | null {
  if (!dayExists(year, month, day)) return null
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** Whether a text is an existing day, written `YYYY-MM-DD`. */
export function isDay(text: string): text is Day {
  const match = SHAPE.exec(text)
  return match !== null && dayExists(Number(match[1]), Number(match[2]), Number(match[3]))
}

/**
 * Year, month (1–12) and day of a day. Throws RangeError if the day does not exist: check with {@link isDay} at the
 * boundary.
 */
export function partsOfDay(day: Day): { readonly year: number; readonly month: number; readonly day: number } {
  if (!isDay(day)) throw new RangeError(`not a day: ${day}`)
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) }
}

/** Days since 1970-01-01; negative before. Throws RangeError if the day does not exist. */
export function dayNumber(day: Day): number {
  const { year, month, day: date } = partsOfDay(day)
  // Date.UTC interprets years 0–99 as 1900–1999, so the year is set separately.
  return new Date(0).setUTCFullYear(year, month - 1, date) / MILLISECONDS_OF_A_DAY
}

/** The day that many days later (earlier when negative). Throws RangeError beyond the years 1–9999. */
export function addDays(day: Day, days: number): Day {
  const moved = new Date((dayNumber(day) + days) * MILLISECONDS_OF_A_DAY)
  const result = dayOf(moved.getUTCFullYear(), moved.getUTCMonth() + 1, moved.getUTCDate())
  if (result === null) throw new RangeError(`beyond the calendar: ${day} + ${String(days)} days`)
  return result
}

/**
 * The same day of a later month, or the last day of that month if it has no such day (Regulation 1182/71 art. 3(2)(c)).
 */
export function addMonths(day: Day, months: number): Day {
  const { year, month, day: date } = partsOfDay(day)
  const index = year * 12 + (month - 1) + months
  const newYear = Math.floor(index / 12)
  const newMonth = index - newYear * 12 + 1
  const result = dayOf(newYear, newMonth, Math.min(date, daysInMonth(newYear, newMonth)))
  if (result === null) throw new RangeError(`beyond the calendar: ${day} + ${String(months)} months`)
  return result
}

/** How many days `to` is after `from`; negative if before. */
export const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from)

/**
 * Whole years of age on a day. A person born on 29 February becomes older on 1 March of common years. Negative before
 * birth.
 */
export function ageOn(birthDate: Day, day: Day): number {
  const birth = partsOfDay(birthDate)
  const on = partsOfDay(day)
  const hadBirthday = on.month > birth.month || (on.month === birth.month && on.day >= birth.day)
  return on.year - birth.year - (hadBirthday ? 0 : 1)
}
