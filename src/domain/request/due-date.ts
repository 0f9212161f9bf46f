/**
 * Terms: answer within 30 days of registration, one extension of at most 15 days, forwarding within 5 days (OG 27/2002
 * art. 8, 9 and 6^1). Whole calendar days of Europe/Bucharest; the term runs from the local registration, also when
 * offline.
 */
import { addDays, addMonths, type Day, daysBetween } from '../calendar/day.ts'
import { ok, refuse, type Result } from '../problem.ts'

/** Days to answer (OG 27/2002 art. 8). */
export const ANSWER_DAYS = 30
/** The most by which a supervisor may extend, once (art. 9). */
export const EXTENSION_DAYS = 15
/** Days to forward a misdirected request (art. 6^1). */
export const FORWARDING_DAYS = 5

export interface Term {
  /** Local day of registration. */
  readonly registrationDay: Day
  /** Days added by the one extension; 0 while there was none. */
  readonly extensionDays: number
}

/** The last day on which the answer is in time. */
export const dueDate = ({ registrationDay, extensionDays }: Term): Day =>
  addDays(registrationDay, ANSWER_DAYS + extensionDays)

/** The last day to forward a request that belongs to another institution. */
export const forwardingDueDate = (registrationDay: Day): Day => addDays(registrationDay, FORWARDING_DAYS)

/** The end of the month of GDPR art. 12(3), counted by Regulation 1182/71; it runs beside the term of the petition. */
export const gdprDueDate = (registrationDay: Day): Day => addMonths(registrationDay, 1)

/**
 * Extends a term once, by 1 to 15 days, before it has run out (the petitioner is informed before). Refuses with
 * `request.extended` where it was extended already and with `request.extension` where the days do not fit;
 * `maximumDays` is 0 when the term is over.
 */
export function extendTerm(term: Term, days: number, today: Day): Result<Term> {
  if (term.extensionDays > 0) return refuse('request.extended')
  if (today > dueDate(term)) return refuse('request.extension', { maximumDays: 0 })
  if (!Number.isInteger(days) || days < 1 || days > EXTENSION_DAYS)
    return refuse('request.extension', { maximumDays: EXTENSION_DAYS })
  return ok({ ...term, extensionDays: days })
}

/** Days left until a due day: 0 on that day, negative when overdue. */
export const daysLeft = (due: Day, today: Day): number => daysBetween(today, due)

/** Whether a due day has passed. */
export const isOverdue = (due: Day, today: Day): boolean => today > due
