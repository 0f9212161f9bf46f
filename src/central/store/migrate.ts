/** Brings a store to the newest schema: each step once, in order, each in its own transaction, recorded with the store. */
import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import * as metaAndFeed from './migrations/0010-meta-and-feed.ts'
import * as audit from './migrations/0020-audit.ts'
import * as people from './migrations/0030-people.ts'
import * as workstations from './migrations/0040-workstations.ts'
import * as holdersAndDossiers from './migrations/0050-holders-and-dossiers.ts'
import * as registry from './migrations/0060-registry.ts'
import * as recordsOfARequest from './migrations/0070-records-of-a-request.ts'
import * as papers from './migrations/0080-papers.ts'
import * as commandReceipts from './migrations/0090-command-receipts.ts'
import * as executions from './migrations/0100-executions.ts'

export const MIGRATIONS: Record<string, Migration> = {
  '0010-meta-and-feed': metaAndFeed,
  '0020-audit': audit,
  '0030-people': people,
  '0040-workstations': workstations,
  '0050-holders-and-dossiers': holdersAndDossiers,
  '0060-registry': registry,
  '0070-records-of-a-request': recordsOfARequest,
  '0080-papers': papers,
  '0090-command-receipts': commandReceipts,
  '0100-executions': executions,
}

/** Migrates up to a step (all of them unless one is named). Throws when a step fails or when the store is newer than this build. */
export async function migrate<T>(db: Kysely<T>, upTo?: string): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } })
  const { error } = upTo === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(upTo)
  if (error !== undefined) throw new Error('the store could not be migrated', { cause: error })
}
