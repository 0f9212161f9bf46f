/** A registry page from the store, as of this moment. */
import { dayBegins, dayEnds, type Day } from '../../domain/calendar/bucharest.ts'
import type { RegistryPageFacts } from '../../domain/papers/registry-page.ts'
import { formatRegistryNumber } from '../../domain/request/registry-number.ts'
import { holder } from '../../protocol/request.ts'
import type { Reading } from '../store/schema.ts'

type Rows = Pick<RegistryPageFacts, 'registered' | 'voided'>

/**
 * Registrations of the local days `from` to `to`, by number, and the numbers voided in that time. Null if there are
 * more than `most`.
 */
export async function rowsOfRegistryPage(
  db: Reading,
  registry: string,
  from: Day,
  to: Day,
  most: number,
): Promise<Rows | null> {
  const registered = await db
    .selectFrom('registration')
    .innerJoin('request', 'request.id', 'registration.request_id')
    .select([
      'sequence',
      'provisional',
      'day',
      'registration.at as at',
      'holder',
      'kind',
      'channel',
      'state',
      'registered_by_name as registeredBy',
      'desk_number as deskNumber',
    ])
    .where('registry', '=', registry)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('year')
    .orderBy('sequence')
    .limit(most + 1)
    .execute()
  if (registered.length > most) return null
  const voided = await db
    .selectFrom('number_void')
    .innerJoin('number_block', 'number_block.id', 'number_void.block_id')
    .innerJoin('block_return', 'block_return.block_id', 'number_void.block_id')
    .innerJoin('device', 'device.id', 'number_block.device_id')
    .select([
      'number_void.first as from',
      'number_void.last as to',
      'number_void.reason as reason',
      'desk_number as deskNumber',
      'block_return.at as at',
    ])
    .where('registry', '=', registry)
    .where('block_return.at', '>=', dayBegins(from))
    .where('block_return.at', '<', dayEnds(to))
    .orderBy('number_block.year')
    .orderBy('number_void.first')
    .execute()
  return {
    registered: registered.map(({ sequence, day, holder: stated, ...row }) => ({
      ...row,
      number: formatRegistryNumber({ sequence, day }),
      applicant: holder.parse(JSON.parse(stated)),
    })),
    voided,
  }
}
