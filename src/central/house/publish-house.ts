/**
 * Stores the data of the house as of this start, and sends them to the desks if they have changed since the last start.
 */
import { z } from 'zod'
import { type HouseData, demonstrationHouse } from '../../domain/house/house.ts'
import { canonicalJson } from '../../protocol/canonical.ts'
import { houseBody } from '../../protocol/house.ts'
import type { Reading } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import { type HouseFile, nameOfHouse } from './house-file.ts'

const KEY = 'house'
const kept = z.object({ version: z.int().positive(), house: houseBody })

/**
 * `verifyUrl`: the address of this store, unless the file states the public one. Throws WrongHouseFile if a real house
 * has no name.
 */
export function houseData(
  file: HouseFile | null,
  { demonstration, verifyUrl }: { demonstration: boolean; verifyUrl: string },
): HouseData {
  const name = nameOfHouse(file, demonstration)
  if (file === null) return { ...demonstrationHouse(verifyUrl), name }
  const { address, telephone, email, fiscalCode } = file
  return {
    name,
    contact: { address, telephone, email, fiscalCode },
    verifyUrl: file.verifyUrl ?? verifyUrl,
    demonstration,
  }
}

const readKept = async (db: Reading): Promise<z.infer<typeof kept> | null> => {
  const row = await db.selectFrom('meta').select('value').where('key', '=', KEY).executeTakeFirst()
  return row === undefined ? null : kept.parse(JSON.parse(row.value))
}

/** The name of the house as the desks have it. Throws in a store that was never started. */
export async function readHouseName(db: Reading): Promise<HouseData['name']> {
  const found = await readKept(db)
  if (found === null) throw new Error('the house is stored at the first start of the store')
  return found.house.name
}

/** For the feed: the house by the id of its store. */
export const readHouse = async (
  db: Reading,
  ids: readonly string[],
): Promise<Map<string, z.infer<typeof houseBody>>> => {
  const found = ids.length === 0 ? null : await readKept(db)
  return new Map(found === null ? [] : ids.map((id) => [id, found.house]))
}

export async function publishHouse(store: Store, storeId: string, house: HouseData): Promise<void> {
  await store.write(async (writing) => {
    const before = await readKept(writing.db)
    if (before !== null && canonicalJson(before.house) === canonicalJson(house)) return
    const version = (before?.version ?? 0) + 1
    const value = canonicalJson({ version, house })
    await writing.db
      .insertInto('meta')
      .values({ key: KEY, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute()
    writing.changed({ entity: 'house', id: storeId, version, op: 'upsert' })
    writing.audited({ actor: storeId, device: null, action: 'house.changed', subjectRef: null, body: { version } })
  })
}
