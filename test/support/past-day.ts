/** The day on the paper in tests: the desk accepts it by every clock that they set, and by the real one. */
import { formatDay, localDay } from '../../src/domain/calendar/bucharest.ts'

const TWO_DAYS_MS = 2 * 24 * 60 * 60_000
/** Two days before the earliest clock that a test sets, and never in the future. */
const EARLIEST = '2026-11-20'
const recent = localDay(Date.now() - TWO_DAYS_MS)

/** As typed: dd.mm.yyyy. */
export const PAST_DAY = formatDay(recent < EARLIEST ? recent : EARLIEST)
