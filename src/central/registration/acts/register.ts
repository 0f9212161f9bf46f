/**
 * Gives a registration its number: a leased number is checked, a provisional one gets a real one, and both stay
 * searchable. Its day is kept within what the store knows of the session and of the number (ADR 0087).
 */
import { localDay } from '../../../domain/calendar/bucharest.ts'
import { ok, refuse, type Result } from '../../../domain/problem.ts'
import { formatRegistryNumber } from '../../../domain/request/registry-number.ts'
import type { CommandPayload } from '../../../request/acts.ts'
import { numberOf } from '../../../request/paper-facts.ts'
import { type Possible, withinPossible } from '../../../domain/request/registration-day.ts'
import { assignNumber, blockOf, previousAt } from '../numbers/number-blocks.ts'
import { supersedeVoid } from '../numbers/returned-blocks.ts'
import { prepared } from '../../store/prepared.ts'
import type { Database, Reading } from '../../store/schema.ts'
import type { CommandContext, Keeping } from '../../commands/command.ts'

type Payload = CommandPayload<'register-request'>
type Registration = Payload['registration']

const withSequence = prepared((db, given: { registry: string; year: number; sequence: number }) =>
  db
    .selectFrom('registration')
    .select('request_id')
    .where('registry', '=', given.registry)
    .where('year', '=', given.year)
    .where('sequence', '=', given.sequence),
)
const withProvisional = prepared((db, { provisional }: { provisional: string }) =>
  db.selectFrom('registration').select('request_id').where('provisional', '=', provisional),
)

/** The stated number that already belongs to another request; null if there is none. */
async function takenNumber(db: Reading, { registry, year, sequence, provisional, day }: Registration) {
  if (sequence !== null && (await withSequence.first(db, { registry, year, sequence })))
    return formatRegistryNumber({ sequence, day })
  if (provisional !== null && (await withProvisional.first(db, { provisional }))) return provisional
  return null
}

type Block = Database['number_block']

/** The desk's block of a stated number; null where only a provisional one is stated. */
async function leasedBlock(
  { writing, madeAt }: CommandContext,
  { registry, year, sequence, day }: Registration,
): Promise<Result<Block | null>> {
  if (sequence === null) return ok(null)
  const block = await blockOf(writing, madeAt.id, { registry, year, sequence })
  return block ? ok(block) : refuse('number.not-leased', { number: formatRegistryNumber({ sequence, day }) })
}

/** A number is not given out before its block was leased, nor before the number in front of it. */
async function possibleFor(
  { writing, possible }: CommandContext,
  block: Block | null,
  sequence: number | null,
): Promise<Possible> {
  if (block === null || sequence === null) return possible
  const before = [possible.earliest, block.leased_at, (await previousAt(writing, block, sequence)) ?? '']
  const earliest = before.reduce((last, at) => (at > last ? at : last))
  return { earliest: earliest > possible.latest ? possible.latest : earliest, latest: possible.latest }
}

/** The payload with a possible day; it also names the stated one, where that was moved. */
function dated(payload: Payload, possible: Possible): Result<Payload> {
  const { registration, requestedDay, requestedAt } = payload
  const { day, at, year, sequence } = registration
  const times = withinPossible({ day, at, requestedDay, requestedAt }, possible)
  const yearOfDay = Number(times.day.slice(0, 4))
  if (yearOfDay !== year && sequence !== null)
    return refuse('registration.day', {
      number: formatRegistryNumber({ sequence, day }),
      from: localDay(possible.earliest),
      to: localDay(possible.latest),
    })
  const moved = { ...registration, day: times.day, at: times.at, year: yearOfDay }
  return ok({
    ...payload,
    ...{ registration: moved, requestedDay: times.requestedDay, requestedAt: times.requestedAt },
    ...(times.day === day ? {} : { statedDay: day }),
  })
}

/**
 * A registration that somebody took over keeps the number on the person's paper; where another request has that number,
 * it gets a new one, and the number on the paper stays with it.
 */
async function numbered(
  { writing, first }: CommandContext,
  registration: Registration,
): Promise<Result<Registration & { sequence: number }>> {
  const { registry, year, sequence } = registration
  const number = await takenNumber(writing.db, registration)
  if (number !== null && first === undefined) return refuse('number.taken', { number })
  if (number !== null)
    return ok({
      ...registration,
      sequence: await assignNumber(writing, registry, year),
      provisional: null,
      givenBefore: number,
    })
  return ok({ ...registration, sequence: sequence ?? (await assignNumber(writing, registry, year)) })
}

export const registerRequest: Keeping<'register-request'> = {
  prepare: async (context, _none, payload) => {
    const { sequence } = payload.registration
    const block = await leasedBlock(context, payload.registration)
    if (!block.ok) return block
    const possible = dated(payload, await possibleFor(context, block.value, sequence))
    if (!possible.ok) return possible
    const registration = await numbered(context, possible.value.registration)
    if (!registration.ok) return registration
    // The number of the desk at which it was done, whatever the payload states.
    return ok({ ...possible.value, registration: registration.value, deskNumber: context.madeAt.deskNumber })
  },
  leavesRequests: true,
  kept: async ({ writing, subjectRef, by, device, madeAt }, { after }) => {
    const { registration, holder } = after
    const { registry, year, sequence } = registration
    // A number that the central store gives out lies in no block, so it was never voided.
    const block = sequence === null ? undefined : await blockOf(writing, madeAt.id, { registry, year, sequence })
    if (block !== undefined && sequence !== null)
      await supersedeVoid(writing, { actor: by.id, device: device.id, subjectRef: subjectRef(holder.cnp) }, block, {
        requestId: after.id,
        sequence,
      })
    return { number: numberOf(after), ...(registration.givenBefore ? { givenBefore: registration.givenBefore } : {}) }
  },
}
