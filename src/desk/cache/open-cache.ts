/**
 * The encrypted cache of a desk: SQLite in SQLCipher's format with a random key, so every page has a MAC and a flipped
 * bit is found when the page is read. One process holds the file. Temporary files stay in memory, because on disk they
 * would be unencrypted.
 */
import Driver, { type Database } from 'better-sqlite3-multiple-ciphers'
import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { KEY_ID_BYTES, keyIdOf } from '../keys/key-id.ts'
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
/**
 * Whether the disk refused the file as it is now (no permission, mounted read-only, too many open files): the same file
 * may open later, so it must not be taken for damaged.
 */
export const isRefusedByDisk = (error: unknown): boolean =>
  /^SQLITE_(CANTOPEN|READONLY|PERM|AUTH)/.test(codeOf(error)) ||
  (error instanceof Error && 'errno' in error && !isDiskFull(error))
/** Whether a write failed because the disk is full, or the account's share of it. */
export const isDiskFull = (error: unknown): boolean =>
  codeOf(error) === 'SQLITE_FULL' ||
  (error instanceof Error && ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? ''))

/** The first bytes of a cache: SQLCipher's salt, which is the id of the key. Null for a file that has not so many. */
export function keyIdOfCache(file: string): Buffer | null {
  if (!existsSync(file)) return null
  const handle = openSync(file, 'r')
  try {
    const id = Buffer.alloc(KEY_ID_BYTES)
    return readSync(handle, id, 0, KEY_ID_BYTES, 0) === KEY_ID_BYTES ? id : null
  } finally {
    closeSync(handle)
  }
}

/**
 * A raw key, because it is random and there is nothing to stretch, and the salt (SQLCipher, "Raw Key Data"). A cache of
 * an earlier version keeps the random salt that it has.
 */
function keyText(file: string, key: Uint8Array): string {
  const known = keyIdOfCache(file)
  const id = keyIdOf(key)
  const salt = known === null || known.equals(id) ? id.toString('hex') : ''
  return `x'${Buffer.from(key).toString('hex')}${salt}'`
}

/**
 * Opens (or creates) the cache and brings its schema up to date. Throws {@link CacheInUse}, or SQLite's error for a
 * damaged file.
 */
export function openCache(file: string, key: Uint8Array): Database {
  const text = keyText(file, key)
  // Created here, so that only this account may read it; SQLite gives its log the same mode.
  closeSync(openSync(file, 'a', 0o600))
  const db = new Driver(file, { timeout: 2000 })
  try {
    db.pragma(`cipher = 'sqlcipher'`)
    db.pragma('legacy = 4')
    // Three bodies of a request fit on such a page, one on the usual 4096: a third less to encrypt at the first pull
    // (npm run bench -- queue).
    db.pragma('legacy_page_size = 8192')
    db.pragma(`key = "${text}"`)
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
