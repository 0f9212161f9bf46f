/**
 * A look at a database before it is opened for work. It is read-only, so that neither a migration nor a checkpoint
 * changes a file that turns out to be damaged or of another store.
 */
import BetterSqlite3 from 'better-sqlite3'
import { StartRefused } from '../../../folder/start-refused.ts'
import { damageIn } from './damage.ts'

export interface Inspected {
  /** The table `meta`; empty where the store was not finished. */
  readonly meta: ReadonlyMap<string, string>
  /** The wrapped key of any dossier; null where there is none. */
  wrappedKey(): { readonly dossierId: string; readonly wrapped: Uint8Array } | null
  /** Hash of an entry of the audit chain; null where there is none. */
  auditHash(n: number): string | null
}

const hasTable = (database: BetterSqlite3.Database, name: string): boolean =>
  database.prepare("select 1 from sqlite_master where type = 'table' and name = ?").get(name) !== undefined

function readMeta(database: BetterSqlite3.Database): Map<string, string> {
  if (!hasTable(database, 'meta')) return new Map()
  const rows = database.prepare<[], { key: string; value: string }>('select key, value from meta').all()
  return new Map(rows.map(({ key, value }) => [key, value]))
}

const rowsOf = (database: BetterSqlite3.Database): Omit<Inspected, 'meta'> => ({
  wrappedKey: () =>
    (hasTable(database, 'dossier_key') &&
      database
        .prepare<[], { dossierId: string; wrapped: Uint8Array }>(
          'select dossier_id as dossierId, wrapped_key as wrapped from dossier_key limit 1',
        )
        .get()) ||
    null,
  auditHash: (n) =>
    (hasTable(database, 'audit_entry') &&
      database.prepare<[number], { hash: string }>('select hash from audit_entry where n = ?').get(n)?.hash) ||
    null,
})

/**
 * Opens a database to look at it, checks its pages, and closes it after the work.
 * @throws StartRefused where it is damaged or no database of a central store
 */
export function inspectStore<T>(file: string, work: (inspected: Inspected) => T): T {
  const damaged = (what: string) =>
    new StartRefused(
      `${file} is damaged (${what}). Nothing was changed: copy the whole folder aside, then put back its newest backup.`,
    )
  let database: BetterSqlite3.Database | null = null
  try {
    database = new BetterSqlite3(file, { readonly: true, timeout: 5000 })
    const [finding] = damageIn(database)
    if (finding !== undefined) throw damaged(finding)
    const opened = database
    return work({ meta: readMeta(opened), ...rowsOf(opened) })
  } catch (error) {
    throw error instanceof BetterSqlite3.SqliteError ? damaged(error.message) : error
  } finally {
    database?.close()
  }
}
