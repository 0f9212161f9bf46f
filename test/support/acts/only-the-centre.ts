/**
 * The complete list of what a desk cannot predict about its own acts: refusals that only the central store can decide,
 * and values that only it can add to a request. Everything else must be predicted.
 */
import { expect } from 'vitest'
import { localDay } from '../../../src/domain/calendar/bucharest.ts'
import type { ProblemCode } from '../../../src/domain/problem.ts'
import type { CommandKind } from '../../../src/request/acts.ts'
import { dueDate } from '../../../src/domain/request/due-date.ts'
import type { RequestBody } from '../../../src/request/body.ts'
import { DAY_AFTER, DAY_BEFORE } from './stated.ts'

/** The central store looks up a person's rights; at the desk its procedures do so before an act is performed. */
const ANY: readonly ProblemCode[] = ['right.missing']

const OF_KIND: Partial<Record<CommandKind, readonly ProblemCode[]>> = {
  // The central store knows who leased a number, and whether another request has it.
  'register-request': ['number.not-leased', 'number.taken'],
  // Obstacles to an execution depend on the dossier and on the person's other requests.
  'approve-request': [
    'request.plan-changed',
    'request.deceased',
    'request.name-of-another',
    'request.duplicate',
    'request.order',
    'request.already-anonymised',
    'request.not-anonymised',
    'request.no-dossier',
  ],
  // The other request.
  'join-request': ['request.unknown', 'request.different-person', 'request.state'],
  'decide-order': [
    'request.unknown',
    'request.not-opposite',
    'request.state',
    'request.four-eyes',
    'request.own-registration',
    'request.stale',
    'request.order-known',
  ],
}

export const refusedByCentreAlone = (kind: CommandKind, code: ProblemCode): boolean =>
  [...ANY, ...(OF_KIND[kind] ?? [])].includes(code)

/**
 * The confirmed request without what only the central store can know: the real number in place of a provisional one,
 * and the day in place of an impossible one (ADR 0087). Sealed papers are added later with their own version, and so is
 * the entry of an order decided on another request.
 */
export function asFarAsKnown(confirmed: RequestBody, predicted: RequestBody): RequestBody {
  const { sequence, day } = predicted.registration
  const known = sequence === null ? { ...confirmed, registration: { ...confirmed.registration, sequence } } : confirmed
  const moved = STATED_WRONGLY.get(day)
  return moved === undefined ? known : asStated(known, predicted, moved)
}

/** The days that a desk states with a wrong clock, and the days between which all of them are registered. */
const STATED_WRONGLY: ReadonlyMap<string, string> = new Map([
  [DAY_BEFORE.slice(0, 10), '2026-11-23'],
  [DAY_AFTER.slice(0, 10), '2026-11-23'],
])

/** The request with the stated day again, once it is shown that it was moved as it must be, and with what follows. */
function asStated(confirmed: RequestBody, predicted: RequestBody, moved: string): RequestBody {
  const { registration, requestedDay, requestedAt, dueDay } = predicted
  const [entry, ...rest] = confirmed.timeline
  if (entry === undefined) throw new RangeError('a request begins with its registration')
  const { statedDay, ...facts } = entry.facts as { statedDay?: string }
  expect([statedDay, confirmed.registration.day, confirmed.requestedDay]).toEqual([registration.day, moved, moved])
  expect(confirmed.dueDay).toBe(dueDate({ registrationDay: moved, extensionDays: confirmed.extendedDays }))
  expect(localDay(confirmed.registration.at)).toBe(moved)
  const stated = { ...confirmed.registration, day: registration.day, at: registration.at }
  const timeline = [{ ...entry, facts }, ...rest] as RequestBody['timeline']
  return { ...confirmed, registration: stated, requestedDay, requestedAt, dueDay, timeline }
}
