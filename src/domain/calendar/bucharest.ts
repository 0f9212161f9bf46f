/**
 * Time as the house counts it: instants in UTC, days of Europe/Bucharest. The rules of the time zone come from Intl, so
 * both clock changes (03:00→04:00 in March, 04:00→03:00 in October) need no table here.
 */
import { ok, refuse, type Result } from '../problem.ts'
import { addDays, type Day, dayOf, partsOfDay } from './day.ts'

export { addDays, daysBetween, type Day } from './day.ts'

/** A moment: ISO 8601 text with offset, or milliseconds since 1970-01-01T00:00Z. */
export type Instant = string | number

const ZONE = 'Europe/Bucharest'

const wallClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  calendar: 'gregory',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** The wall-clock time at the office. */
interface WallTime {
  readonly day: Day
  readonly hour: number
  readonly minute: number
  readonly second: number
}

function milliseconds(instant: Instant): number {
  const value = typeof instant === 'number' ? instant : Date.parse(instant)
  if (!Number.isFinite(value)) throw new RangeError(`not an instant: ${String(instant)}`)
  return value
}

function wallTime(instant: Instant): WallTime {
  const part: Record<string, number> = {}
  for (const { type, value } of wallClock.formatToParts(milliseconds(instant))) part[type] = Number(value)
  const { year = NaN, month = NaN, day = NaN, hour = NaN, minute = NaN, second = NaN } = part
  const local = dayOf(year, month, day)
  if (local === null) throw new RangeError(`beyond the calendar: ${String(instant)}`)
  return { day: local, hour, minute, second }
}

/** Local time minus UTC, in milliseconds. */
function offsetAt(at: number): number {
  const wall = wallTime(at)
  const asUtc = Date.parse(`${wall.day}T00:00:00Z`) + ((wall.hour * 60 + wall.minute) * 60 + wall.second) * 1000
  return asUtc - Math.floor(at / 1000) * 1000
}

/** The day in Bucharest at an instant. Throws RangeError for an invalid instant. */
export const localDay = (instant: Instant): Day => wallTime(instant).day

/**
 * The first instant of a local day, as ISO text in UTC. It is sought among the offsets valid the day before and the day
 * after, so it is right on days of 23 and 25 hours and in the years when the clock changed at midnight (1991–1993).
 */
export function dayBegins(day: Day): string {
  partsOfDay(day)
  const midnight = Date.parse(`${day}T00:00:00Z`)
  const candidates = [midnight - offsetAt(midnight + 86_400_000), midnight - offsetAt(midnight - 86_400_000)]
  const first = Math.min(...candidates.filter((candidate) => localDay(candidate) === day))
  return new Date(first).toISOString()
}

/** The instant at which a local day ends, the first that no longer belongs to it, as ISO text in UTC. */
export const dayEnds = (day: Day): string => dayBegins(addDays(day, 1))

/** `23.11.2026`. Throws RangeError if the day does not exist. */
export function formatDay(day: Day): string {
  partsOfDay(day)
  return `${day.slice(8, 10)}.${day.slice(5, 7)}.${day.slice(0, 4)}`
}

const two = (value: number): string => String(value).padStart(2, '0')

/** `14:05` on the wall clock of Bucharest. */
export function formatTime(instant: Instant): string {
  const { hour, minute } = wallTime(instant)
  return `${two(hour)}:${two(minute)}`
}

/** `23.11.2026 14:05`. */
export const formatDayAndTime = (instant: Instant): string => `${formatDay(localDay(instant))} ${formatTime(instant)}`

const TYPED = /^(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4})$/
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/

/**
 * A day as people type it: `23.11.2026`, `3.1.2026`, `23/11/2026`, `23 11 2026`, `23112026` or `2026-11-23`; the day
 * comes before the month. Years have four digits, because a guessed century would be a wrong birth date. Refuses with
 * `document.date`.
 */
export function parseDay(text: string): Result<Day> {
  const trimmed = text.slice(0, 40).trim().replace(/\.$/, '')
  const iso = ISO.exec(trimmed)
  const typed =
    TYPED.exec(trimmed) ?? /^(\d{1,2})\s+(\d{1,2})\s+(\d{4})$/.exec(trimmed) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(trimmed)
  const [, year, month, date] = iso ?? (typed ? [typed[0], typed[3], typed[2], typed[1]] : [])
  const day = year === undefined ? null : dayOf(Number(year), Number(month), Number(date))
  return day === null ? refuse('document.date') : ok(day)
}
