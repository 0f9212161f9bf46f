/** Registration numbers: blocks leased to desks, and single numbers assigned here to provisional registrations. */
import { localDay } from '../../../domain/calendar/bucharest.ts'
import { ok, refuse, type Result } from '../../../domain/problem.ts'
import type { NumberBlock } from '../../../protocol/central/numbers.ts'
import { isRetired, isReturned } from './returned-blocks.ts'
import { prepared } from '../../store/prepared.ts'
import type { Database } from '../../store/schema.ts'
import type { Writing } from '../../store/store.ts'

async function takeNumbers(
  { db }: Writing,
  registry: string,
  year: number,
  size: number,
): Promise<{ first: number; last: number }> {
  await db
    .insertInto('registry_counter')
    .values({ registry, year, next: 1 })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { next } = await db
    .updateTable('registry_counter')
    .set((eb) => ({ next: eb('next', '+', size) }))
    .where('registry', '=', registry)
    .where('year', '=', year)
    .returning('next')
    .executeTakeFirstOrThrow()
  return { first: next - size, last: next - 1 }
}

/**
 * Leases a block of this year or the next; the same `blockId` from the same desk returns the same block. A retired desk
 * gets none, and learns from this refusal that the numbers it holds are void.
 */
export async function leaseBlock(
  writing: Writing,
  {
    blockId,
    deviceId,
    registry,
    year,
    size,
  }: { blockId: string; deviceId: string; registry: string; year: number; size: number },
): Promise<Result<NumberBlock> | null> {
  const { db, at } = writing
  const known = await db.selectFrom('number_block').selectAll().where('id', '=', blockId).executeTakeFirst()
  if (known) {
    // A block that was returned belongs to no desk any more.
    if (known.device_id !== deviceId || (await isReturned(db, blockId))) return null
    return ok({ registry: known.registry, year: known.year, from: known.first, to: known.last })
  }
  if (await isRetired(db, deviceId)) return refuse('device.retired')
  const present = Number(localDay(at).slice(0, 4))
  if (year !== present && year !== present + 1)
    return refuse('input.invalid', { issues: [{ path: 'year', message: 'not_this_or_the_next' }] })
  const { first, last } = await takeNumbers(writing, registry, year, size)
  await db
    .insertInto('number_block')
    .values({ id: blockId, registry, year, first, last, device_id: deviceId, leased_at: at })
    .execute()
  writing.audited({
    actor: deviceId,
    device: deviceId,
    action: 'numbers.leased',
    subjectRef: null,
    body: { blockId, registry, year, from: first, to: last },
  })
  return ok({ registry, year, from: first, to: last })
}

const blockWith = prepared((db, given: { deviceId: string; registry: string; year: number; sequence: number }) =>
  db
    .selectFrom('number_block')
    .selectAll()
    .where('device_id', '=', given.deviceId)
    .where('registry', '=', given.registry)
    .where('year', '=', given.year)
    .where('first', '<=', given.sequence)
    .where('last', '>=', given.sequence),
)
/** The block of this desk in which a number lies. */
export const blockOf = (
  { db }: Writing,
  deviceId: string,
  { registry, year, sequence }: { registry: string; year: number; sequence: number },
): Promise<Database['number_block'] | undefined> => blockWith.first(db, { deviceId, registry, year, sequence })

const atOfNumber = prepared((db, given: { registry: string; year: number; sequence: number }) =>
  db
    .selectFrom('registration')
    .select('at')
    .where('registry', '=', given.registry)
    .where('year', '=', given.year)
    .where('sequence', '=', given.sequence),
)
const atOfNumberBefore = prepared((db, given: { registry: string; year: number; first: number; sequence: number }) =>
  db
    .selectFrom('registration')
    .select('at')
    .where('registry', '=', given.registry)
    .where('year', '=', given.year)
    .where('sequence', '>=', given.first)
    .where('sequence', '<', given.sequence)
    .orderBy('sequence', 'desc')
    .limit(1),
)
/** When the number before this one was given out of the same block; null for the first. */
export async function previousAt(
  { db }: Writing,
  { registry, year, first }: Database['number_block'],
  sequence: number,
): Promise<string | null> {
  if (sequence === first) return null
  // Nearly always the number right before it, which is found in a quarter of the time.
  const neighbour = await atOfNumber.first(db, { registry, year, sequence: sequence - 1 })
  const row = neighbour ?? (await atOfNumberBefore.first(db, { registry, year, first, sequence }))
  return row?.at ?? null
}

/** The real number for a registration that has only a provisional one. */
export const assignNumber = async (writing: Writing, registry: string, year: number): Promise<number> =>
  (await takeNumbers(writing, registry, year, 1)).first
