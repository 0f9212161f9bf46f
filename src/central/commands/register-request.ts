/**
 * Registers a request. It applies whenever it is well-formed, whatever it will meet at review: what was printed at a
 * counter is never lost. A provisional number gets a real one here; both stay searchable.
 */
import { localDay } from '../../domain/calendar/bucharest.ts'
import { ok, problem, refuse } from '../../domain/problem.ts'
import { parseCnp } from '../../domain/person/cnp.ts'
import { dueDate } from '../../domain/request/due-date.ts'
import { formatRegistryNumber } from '../../domain/request/registry-number.ts'
import { canonicalJson } from '../../protocol/canonical.ts'
import { assignNumber, isLeasedTo } from '../store/repositories/number-blocks.ts'
import { supersedeVoid } from '../store/repositories/returned-blocks.ts'
import { requestRow, type RequestRow } from '../store/requests.ts'
import type { Registration } from './command.ts'

const issue = (path: string, message: string) => refuse('input.invalid', { issues: [{ path, message }] })

export const registerRequest: Registration = async ({ writing, keys, requestId, actor, device }, payload) => {
  const { db } = writing
  const { registry, year, provisional, day, at, sequence: given } = payload.registration
  if (Number(day.slice(0, 4)) !== year) return issue('registration.year', 'day_of_another_year')
  if (given === null && provisional === null) return issue('registration', 'without_number')
  // A revert's new record begins with the day of the request: a day to come would let in nothing until then.
  if (payload.requestedDay > day) return issue('requestedDay', 'after_registration')
  // An hour settles the order of opposite requests: it must be one of the day that the paper says.
  if (payload.requestedAt !== null && localDay(payload.requestedAt) !== payload.requestedDay)
    return issue('requestedAt', 'of_another_day')
  // Who is named beside the holder acts for them: the papers and the contact of an answer go by that.
  if (payload.capacity === 'holder' && payload.representative !== null) return issue('representative', 'of_a_holder')
  if (payload.channel === 'portal') return issue('channel', 'not_at_a_desk')
  const cnp = parseCnp(payload.holder.cnp)
  if (!cnp.ok) return cnp
  if (await requestRow(db, requestId)) return refuse('request.exists')
  if (given !== null) {
    const number = formatRegistryNumber({ sequence: given, day })
    if (!(await isLeasedTo(writing, device.id, { registry, year, sequence: given })))
      return refuse('number.not-leased', { number })
    const taken = await db
      .selectFrom('registration')
      .select('request_id')
      .where('registry', '=', registry)
      .where('year', '=', year)
      .where('sequence', '=', given)
      .executeTakeFirst()
    if (taken) return { ok: false, problem: problem('number.taken', { number }) }
  }
  if (provisional !== null) {
    const taken = await db
      .selectFrom('registration')
      .select('request_id')
      .where('provisional', '=', provisional)
      .executeTakeFirst()
    if (taken) return { ok: false, problem: problem('number.taken', { number: provisional }) }
  }
  const sequence = given ?? (await assignNumber(writing, registry, year))
  const row: RequestRow = {
    id: requestId,
    version: 1,
    revision: 1,
    kind: payload.kind,
    channel: payload.channel,
    state: 'registered',
    requested_day: payload.requestedDay,
    requested_at: payload.requestedAt,
    due_day: dueDate({ registrationDay: day, extensionDays: 0 }),
    extended_days: 0,
    holder_cnp: payload.holder.cnp,
    holder: canonicalJson(payload.holder),
    capacity: payload.capacity,
    representative: payload.representative && canonicalJson(payload.representative),
    questions_asked: payload.questionsAsked && canonicalJson(payload.questionsAsked),
    decision: null,
    registered_by: actor.id,
    registered_by_name: actor.name,
    // Its own desk's number, whatever the payload says.
    desk_number: device.deskNumber,
  }
  await db.insertInto('request').values(row).execute()
  const registration = { request_id: requestId, registry, year, sequence, provisional, day, at }
  await db.insertInto('registration').values(registration).execute()
  if (given !== null)
    await supersedeVoid(
      writing,
      { actor: actor.id, device: device.id, subjectRef: keys.subjectRef(row.holder_cnp) },
      registration,
    )
  return ok({
    row,
    facts: {
      number: formatRegistryNumber({ sequence, day }),
      provisional,
      channel: payload.channel,
      kind: payload.kind,
    },
  })
}
