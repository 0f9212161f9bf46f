/**
 * Gives a registration its number: a leased number is checked, a provisional one gets a real one, and both stay
 * searchable.
 */
import { ok, refuse, type Result } from '../../../domain/problem.ts'
import { formatRegistryNumber } from '../../../domain/request/registry-number.ts'
import type { CommandPayload } from '../../../request/acts.ts'
import { numberOf } from '../../../request/paper-facts.ts'
import { assignNumber, isLeasedTo } from '../numbers/number-blocks.ts'
import { supersedeVoid } from '../numbers/returned-blocks.ts'
import type { Reading } from '../../store/schema.ts'
import type { CommandContext, Keeping } from '../../commands/command.ts'

type Registration = CommandPayload<'register-request'>['registration']

/** The stated number that already belongs to another request; null if there is none. */
async function takenNumber(db: Reading, { registry, year, sequence, provisional, day }: Registration) {
  const taken = db.selectFrom('registration').select('request_id')
  if (
    sequence !== null &&
    (await taken
      .where('registry', '=', registry)
      .where('year', '=', year)
      .where('sequence', '=', sequence)
      .executeTakeFirst())
  )
    return formatRegistryNumber({ sequence, day })
  if (provisional !== null && (await taken.where('provisional', '=', provisional).executeTakeFirst()))
    return provisional
  return null
}

async function numbered(
  { writing, device }: CommandContext,
  registration: Registration,
): Promise<Result<Registration & { sequence: number }>> {
  const { registry, year, sequence, day } = registration
  if (sequence !== null && !(await isLeasedTo(writing, device.id, { registry, year, sequence })))
    return refuse('number.not-leased', { number: formatRegistryNumber({ sequence, day }) })
  const number = await takenNumber(writing.db, registration)
  if (number !== null) return refuse('number.taken', { number })
  return ok({ ...registration, sequence: sequence ?? (await assignNumber(writing, registry, year)) })
}

export const registerRequest: Keeping<'register-request'> = {
  prepare: async (context, _none, payload) => {
    const registration = await numbered(context, payload.registration)
    if (!registration.ok) return registration
    // The number of the calling desk, whatever the payload states.
    return ok({ ...payload, registration: registration.value, deskNumber: context.device.deskNumber })
  },
  kept: async ({ writing, keys, by, device }, { after }) => {
    const { registration, holder } = after
    if (registration.sequence !== null)
      await supersedeVoid(
        writing,
        { actor: by.id, device: device.id, subjectRef: keys.subjectRef(holder.cnp) },
        { request_id: after.id, ...registration, sequence: registration.sequence },
      )
    return { number: numberOf(after) }
  },
}
