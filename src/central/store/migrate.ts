/**
 * Brings a store to the newest schema: each step once, in order, recorded with the store. All in one
 * transaction: an interrupted migration leaves the store as it was.
 */
import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { ddlOf, type SchemaWords } from './ddl/ddl.ts'
import { MIGRATIONS } from './migrations/index.ts'

/** Migrates up to a step, or through all of them. Throws if a step fails or the store is newer than this build. */
export async function migrate<T>(db: Kysely<T>, words: SchemaWords, upTo?: string): Promise<void> {
  const steps = Object.fromEntries(
    Object.entries(MIGRATIONS).map(([name, step]): [string, Migration] => [
      name,
      { up: (within: Kysely<unknown>) => step(ddlOf(within, words)) },
    ]),
  )
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(steps) } })
  const { error } = upTo === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(upTo)
  if (error !== undefined) throw new Error('the store could not be migrated', { cause: error })
}
