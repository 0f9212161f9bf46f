/** A year of the registry as the store holds it, and its account (`src/domain/request/registry-account.ts`). */
import { accountForYear, type RegistryAccount } from '../../../domain/request/registry-account.ts'
import type { Reading } from '../../store/schema.ts'

export async function accountOfYear(db: Reading, registry: string, year: number): Promise<RegistryAccount> {
  const counter = await db
    .selectFrom('registry_counter')
    .select('next')
    .where('registry', '=', registry)
    .where('year', '=', year)
    .executeTakeFirst()
  const registered = await db
    .selectFrom('registration')
    .select(['sequence', 'provisional', 'given_before'])
    .where('registry', '=', registry)
    .where('year', '=', year)
    .execute()
  const blocks = await db
    .selectFrom('number_block')
    .innerJoin('device', 'device.id', 'number_block.device_id')
    .leftJoin('block_return', 'block_return.block_id', 'number_block.id')
    .select(['number_block.id', 'first', 'last', 'desk_number', 'block_return.at as returned_at'])
    .where('registry', '=', registry)
    .where('year', '=', year)
    .execute()
  const ofYear = db.selectFrom('number_block').select('id').where('registry', '=', registry).where('year', '=', year)
  const voids = await db.selectFrom('number_void').selectAll().where('block_id', 'in', ofYear).execute()
  const superseded = await db.selectFrom('superseded_void').select('sequence').where('block_id', 'in', ofYear).execute()
  return accountForYear({
    next: counter?.next ?? 1,
    registered: registered.map(({ sequence, provisional, given_before: givenBefore }) => ({
      sequence,
      byCentre: provisional !== null || givenBefore !== null,
    })),
    blocks: blocks.map(({ id, first, last, desk_number: deskNumber, returned_at: returnedAt }) => ({
      id,
      from: first,
      to: last,
      deskNumber,
      open: returnedAt === null,
    })),
    voids: voids.map(({ block_id: blockId, first, last, reason }) => ({ blockId, from: first, to: last, reason })),
    superseded: superseded.map(({ sequence }) => sequence),
  })
}

/** The registries and years in which a number was assigned or a registration exists. */
export async function registryYears(db: Reading): Promise<{ registry: string; year: number }[]> {
  const given = db.selectFrom('registry_counter').select(['registry', 'year'])
  const registered = db.selectFrom('registration').select(['registry', 'year'])
  return given.union(registered).orderBy('registry').orderBy('year').execute()
}
