/**
 * The day of a registration, as far as somebody else than the desk can vouch for it. The legal term runs from that day,
 * so it is not whatever a workstation states: it lies between what is known to have come before and after (ADR 0087).
 */
import { localDay } from '../calendar/bucharest.ts'

/** When something can have happened: instants, both possible themselves. */
export interface Possible {
  readonly earliest: string
  readonly latest: string
}
/** The times that a registration states. */
export interface StatedTimes {
  readonly day: string
  readonly at: string
  readonly requestedDay: string
  readonly requestedAt: string | null
}

/** Clocks that agree this closely say the same: around midnight the day on the paper stands. */
const TOLERANCE_MS = 5 * 60_000

const instantOf = (milliseconds: number): string => new Date(milliseconds).toISOString()
const dayAt = (instant: string, shiftMs: number): string => localDay(Date.parse(instant) + shiftMs)

/**
 * The times of a registration on a possible day; the same object where its day is one. Otherwise its time is moved to
 * the nearest possible one, and the day follows. The time of the request moves with it, if it was taken from the same
 * clock (it is of the same day), and is never after the registration.
 */
export function withinPossible(stated: StatedTimes, { earliest, latest }: Possible): StatedTimes {
  const isPossible = stated.day >= dayAt(earliest, -TOLERANCE_MS) && stated.day <= dayAt(latest, TOLERANCE_MS)
  if (isPossible && stated.day === localDay(stated.at)) return stated
  const notBefore = stated.at < earliest ? earliest : stated.at
  const at = notBefore > latest ? latest : notBefore
  const day = localDay(at)
  if (stated.requestedDay !== stated.day) {
    const isEarlier = stated.requestedDay <= day
    return { ...stated, day, at, ...(isEarlier ? {} : { requestedDay: day, requestedAt: null }) }
  }
  if (stated.requestedAt === null) return { day, at, requestedDay: day, requestedAt: null }
  const moved = Date.parse(at) - Date.parse(stated.at)
  const requestedAt = instantOf(Math.min(Date.parse(at), Date.parse(stated.requestedAt) + moved))
  return { day, at, requestedDay: localDay(requestedAt), requestedAt }
}
