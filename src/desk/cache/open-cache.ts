/**
 * The encrypted cache of a desk: SQLite in SQLCipher's format with a random key, so every page has a MAC and a flipped
 * bit is found when the page is read. One process holds the file. Temporary files stay in memory, because on disk they
 * would be unencrypted.
 */
import Driver, { type Database } from 'better-sqlite3-multiple-ciphers'
import { migrate } from './migrate.ts'

export type { Database } from 'better-sqlite3-multiple-ciphers'

/** Another desk has the file open. */
export class CacheInUse extends Error {
  override readonly name = 'CacheInUse'
}

const codeOf = (error: unknown): string => (error instanceof Driver.SqliteError ? error.code : '')

/** Whether an error means that the file itself can no longer be trusted or read. */
export const isCorruption = (error: unknown): boolean =>
  /^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(codeOf(error)) && !isDiskFull(error)
/** Whether the error came from SQLite, for whatever reason. */
export const isSqliteFailure = (error: unknown): boolean => error instanceof Driver.SqliteError
/** Whether a write failed because the disk is full. */
export const isDiskFull = (error: unknown): boolean =>
  codeOf(error) === 'SQLITE_FULL' || (error instanceof Error && (error as NodeJS.ErrnoException).code === 'ENOSPC')

/**
 * Opens (or creates) the cache and brings its schema up to date. Throws {@link CacheInUse}, or SQLite's error for a
 * damaged file.
 */
export function openCache(file: string, key: Uint8Array): Database {
  const db = new Driver(file, { timeout: 2000 })
  try {
    db.pragma(`cipher = 'sqlcipher'`)
    db.pragma('legacy = 4')
    // Three bodies of a request fit on such a page, one on the usual 4096: a third less to encrypt at the first pull
    // (npm run bench -- queue).
    db.pragma('legacy_page_size = 8192')
    // A raw key: it is random, so there is nothing to stretch (SQLCipher, "Raw Key Data").
    db.pragma(`key = "x'${Buffer.from(key).toString('hex')}'"`)
    db.pragma('locking_mode = EXCLUSIVE')
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('secure_delete = ON')
    db.pragma('trusted_schema = OFF')
    db.pragma('foreign_keys = ON')
    db.pragma('temp_store = MEMORY')
    db.pragma('cache_size = -65536')
    // Copying the WAL back is a quarter of the work of a first pull when done every 1000 pages.
    db.pragma('wal_autocheckpoint = 4000')
    migrate(db)
    return db
  } catch (error) {
    db.close()
    if (codeOf(error).startsWith('SQLITE_BUSY')) throw new CacheInUse('another desk has this data folder open')
    throw error
  }
}

/** Copies the WAL back and empties it, so that no deleted page remains in it. */
export function truncateWal(db: Database): void {
  db.pragma('wal_checkpoint(TRUNCATE)')
}
