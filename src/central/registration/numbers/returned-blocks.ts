/**
 * Blocks of numbers that are no longer used, and the voiding of their unused numbers. A block ends only when its own
 * desk reports that it will use none of it again, or when an administrator ends the work of the desk. It never ends by
 * time alone, because a desk that is out of contact may have registered with any of its numbers.
 */
import { localDay } from '../../../domain/calendar/bucharest.ts'
import { ok, refuse, type Result } from '../../../domain/problem.ts'
import type { VoidReason } from '../../../domain/request/registry-account.ts'
import { unusedRanges } from '../../../domain/request/registry-number.ts'
import type { VoidedRange } from '../../../protocol/central/numbers.ts'
import { insertRow, prepared } from '../../store/prepared.ts'
import type { Database, Reading } from '../../store/schema.ts'
import type { Writing } from '../../store/store.ts'
import type { Device } from '../../workstations/workstations.ts'

type Block = Database['number_block']
interface By {
  /** The id of who ends it: the desk, a person, or the store itself for the command line. */
  readonly actor: string
  readonly device: string | null
}

const open = (db: Reading) =>
  db
    .selectFrom('number_block')
    .leftJoin('block_return', 'block_return.block_id', 'number_block.id')
    .selectAll('number_block')
    .where('block_return.block_id', 'is', null)

/** The blocks that a desk may still take numbers from. */
export const openBlocksOf = (db: Reading, deviceId: string): Promise<Block[]> =>
  open(db).where('device_id', '=', deviceId).orderBy('year').orderBy('first').execute()

/** The same with the highest number that is registered; null if none is. */
export async function openBlocksWithUse(
  db: Reading,
  deviceId: string,
): Promise<(Block & { highest: number | null })[]> {
  const blocks = await openBlocksOf(db, deviceId)
  return Promise.all(
    blocks.map(async (block) => {
      const used = await db
        .selectFrom('registration')
        .select((eb) => eb.fn.max('sequence').as('highest'))
        .where('registry', '=', block.registry)
        .where('year', '=', block.year)
        .where('sequence', '>=', block.first)
        .where('sequence', '<=', block.last)
        .executeTakeFirst()
      return { ...block, highest: used?.highest ?? null }
    }),
  )
}

export async function isRetired(db: Reading, deviceId: string): Promise<boolean> {
  return (
    (await db
      .selectFrom('device_retirement')
      .select('device_id')
      .where('device_id', '=', deviceId)
      .executeTakeFirst()) !== undefined
  )
}

export async function isReturned(db: Reading, blockId: string): Promise<boolean> {
  return (
    (await db.selectFrom('block_return').select('block_id').where('block_id', '=', blockId).executeTakeFirst()) !==
    undefined
  )
}

const voidsOf = async (db: Reading, blockId: string): Promise<VoidedRange[]> => {
  const rows = await db.selectFrom('number_void').selectAll().where('block_id', '=', blockId).orderBy('first').execute()
  return rows.map(({ first, last, reason }) => ({ from: first, to: last, reason }))
}

/**
 * Ends a block: numbers without a registration are void. Numbers below `unusedFrom` were given out at the desk, but
 * their registrations were not accepted here.
 */
async function endBlock(
  writing: Writing,
  block: Block,
  { actor, device }: By,
  reason: VoidReason,
  unusedFrom = block.first,
): Promise<VoidedRange[]> {
  const { db, at } = writing
  const { id, registry, year, first, last } = block
  const used = await db
    .selectFrom('registration')
    .select('sequence')
    .where('registry', '=', registry)
    .where('year', '=', year)
    .where('sequence', '>=', first)
    .where('sequence', '<=', last)
    .execute()
  const voided = unusedRanges(
    { registry, year, from: first, to: last },
    used.map(({ sequence }) => sequence),
  ).flatMap(({ from, to }): VoidedRange[] => [
    ...(from < unusedFrom ? [{ from, to: Math.min(to, unusedFrom - 1), reason: 'not-taken' as const }] : []),
    ...(to >= unusedFrom ? [{ from: Math.max(from, unusedFrom), to, reason }] : []),
  ])
  await db.insertInto('block_return').values({ block_id: id, reason, by_id: actor, at }).execute()
  for (const range of voided)
    await db
      .insertInto('number_void')
      .values({ block_id: id, first: range.from, last: range.to, reason: range.reason })
      .execute()
  writing.audited({
    actor,
    device,
    action: 'numbers.voided',
    subjectRef: null,
    body: { blockId: id, registry, year, from: first, to: last, reason, voided },
  })
  return voided
}

export interface Returned {
  readonly blockId: string
  /** The last command that the desk had written when it closed the block: everything up to it must have arrived. */
  readonly afterSeq: number
  /** The first number of the block that the desk has not given out; null if it lost the record of the block. */
  readonly unusedFrom: number | null
}

/**
 * A desk returns a block: it has closed the block and will use none of it again. Repeating the call returns the same
 * answer. Refused while commands of the desk are still to come (`push.gap`), and during the year of the block unless
 * the desk has lost it.
 */
export async function returnBlock(
  writing: Writing,
  device: Device,
  { blockId, afterSeq, unusedFrom }: Returned,
): Promise<Result<{ voided: VoidedRange[] }>> {
  const { db, at } = writing
  const invalid = (path: string, message: string) => refuse('input.invalid', { issues: [{ path, message }] })
  const block = await db.selectFrom('number_block').selectAll().where('id', '=', blockId).executeTakeFirst()
  if (block?.device_id !== device.id) return invalid('blockId', 'unknown')
  if (await isReturned(db, blockId)) return ok({ voided: await voidsOf(db, blockId) })
  if (afterSeq > device.last_seq) return refuse('push.gap', { expected: device.last_seq + 1 })
  const past = block.year < Number(localDay(at).slice(0, 4))
  if (unusedFrom === null)
    return ok({ voided: await endBlock(writing, block, { actor: device.id, device: device.id }, 'block-lost') })
  if (!past) return invalid('blockId', 'year_runs')
  if (unusedFrom < block.first || unusedFrom > block.last + 1) return invalid('unusedFrom', 'not_in_block')
  return ok({
    voided: await endBlock(writing, block, { actor: device.id, device: device.id }, 'year-ended', unusedFrom),
  })
}

/**
 * Ends all blocks of a desk because an administrator ends its work. Registrations not yet sent are still accepted when
 * they arrive.
 */
export async function voidBlocksOf(
  writing: Writing,
  deviceId: string,
  by: By,
  reason: Extract<VoidReason, 'desk-retired' | 'desk-revoked'>,
): Promise<number> {
  const blocks = await openBlocksOf(writing.db, deviceId)
  for (const block of blocks) await endBlock(writing, block, by, reason)
  return blocks.length
}

/**
 * Retires a desk: it gets no more numbers, and those it holds are void. What it still has to send is accepted.
 * Repeating the call changes nothing.
 */
export async function retireDesk(
  writing: Writing,
  device: Device,
  by: By,
  explanation: string,
): Promise<{ blocks: number }> {
  if (await isRetired(writing.db, device.id)) return { blocks: 0 }
  await writing.db
    .insertInto('device_retirement')
    .values({ device_id: device.id, explanation, by_id: by.actor, at: writing.at })
    .execute()
  writing.audited({
    ...by,
    action: 'device.retired',
    subjectRef: null,
    body: { deviceId: device.id, deskNumber: device.desk_number },
  })
  return { blocks: await voidBlocksOf(writing, device.id, by, 'desk-retired') }
}

const voidIn = prepared((db, given: { blockId: string; sequence: number }) =>
  db
    .selectFrom('number_void')
    .select('reason')
    .where('block_id', '=', given.blockId)
    .where('first', '<=', given.sequence)
    .where('last', '>=', given.sequence),
)

/**
 * A registration arrived with a number that had been voided. The registration keeps its number, because that number is
 * on a paper that someone holds; the void is superseded on the record. `block` is the one in which the number lies.
 */
export async function supersedeVoid(
  writing: Writing,
  by: By & { subjectRef: string },
  { id: blockId, registry, year }: Block,
  { requestId, sequence }: { readonly requestId: string; readonly sequence: number },
): Promise<void> {
  const { db, at } = writing
  const voided = await voidIn.first(db, { blockId, sequence })
  if (!voided) return
  await insertRow(db, 'superseded_void', { request_id: requestId, block_id: blockId, sequence, at })
  writing.audited({
    ...by,
    action: 'numbers.void-superseded',
    body: { requestId, registry, year, sequence, blockId, reason: voided.reason },
  })
}
