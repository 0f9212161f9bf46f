/** The parked commands as a supervisor sees them: who did what to which request, and why it could not be applied. */
import type { z } from 'zod'
import { formatRegistryNumber } from '../../../domain/request/registry-number.ts'
import { COMMANDS, isKnown } from '../../../request/acts.ts'
import { momentOf } from '../../../protocol/moment-of.ts'
import type { parkedCommand } from '../../../protocol/central/parked.ts'
import { columns } from '../../store/repositories/requests.ts'
import type { Reading } from '../../store/schema.ts'
import { parkedRows, type ParkedRow } from './parked-rows.ts'

type Subject = Pick<z.infer<typeof parkedCommand>, 'number' | 'person'>
const UNKNOWN: Subject = { number: '', person: null }

/** The number and person stated by a registration that is itself parked. */
function statedBy({ envelope }: ParkedRow): Subject | undefined {
  if (envelope.kind !== 'register-request') return undefined
  const payload = COMMANDS['register-request'].payload.safeParse(envelope.payload)
  if (!payload.success) return undefined
  const { registration, holder } = payload.data
  const number =
    registration.sequence === null
      ? (registration.provisional ?? '')
      : formatRegistryNumber({ sequence: registration.sequence, day: registration.day })
  return { number, person: { surname: holder.surname, givenNames: holder.givenNames } }
}

export async function listParked(db: Reading): Promise<z.infer<typeof parkedCommand>[]> {
  const parked = await parkedRows(db)
  if (parked.length === 0) return []
  const ids = [...new Set(parked.map(({ row }) => row.aggregate_id))]
  const requests = await db
    .selectFrom('request')
    .innerJoin('registration', 'registration.request_id', 'request.id')
    .select(['request.id', 'holder', 'sequence', 'day'])
    .where('request.id', 'in', ids)
    .execute()
  const subjects = new Map<string, Subject>()
  for (const entry of parked) {
    const stated = statedBy(entry)
    if (stated) subjects.set(entry.row.aggregate_id, stated)
  }
  for (const request of requests) {
    const { surname, givenNames } = columns.holder(request.holder)
    subjects.set(request.id, { number: formatRegistryNumber(request), person: { surname, givenNames } })
  }
  const devices = new Map(
    (await db.selectFrom('device').select(['id', 'desk_number', 'name']).execute()).map((device) => [
      device.id,
      device,
    ]),
  )
  const people = new Map(
    (await db.selectFrom('user_account').select(['id', 'name']).execute()).map(({ id, name }) => [id, name]),
  )
  const begun = new Set<string>()
  return parked.map(({ row, envelope, problem }) => {
    const first = !begun.has(row.aggregate_id)
    begun.add(row.aggregate_id)
    const device = devices.get(row.device_id)
    return {
      commandId: row.command_id,
      requestId: row.aggregate_id,
      kind: row.kind,
      known: isKnown(envelope),
      first,
      problem,
      actor: { id: envelope.actorId, name: people.get(envelope.actorId) ?? '' },
      desk: { number: device?.desk_number ?? 0, name: device?.name ?? '' },
      occurredAt: momentOf(envelope),
      receivedAt: row.received_at,
      offline: envelope.offline,
      ...(subjects.get(row.aggregate_id) ?? UNKNOWN),
      payload: envelope.payload,
    }
  })
}
