/**
 * The embedded store: one SQLite file, one connection that writes, one that reads. Waiting happens in Kysely's queue
 * for each connection, never in the busy handler of SQLite.
 */
import { closeSync, openSync } from 'node:fs'
import BetterSqlite3 from 'better-sqlite3'
import { CompiledQuery, Kysely } from 'kysely'
import type { ChainEnd } from '../../../audit/append-audit.ts'
import { instantOf } from '../../../random.ts'
import { migrate } from '../../migrate.ts'
import type { Database } from '../../schema.ts'
import { RolledBack, sqliteDialect } from './dialect.ts'
import { SQLITE_WORDS } from './schema-words.ts'
import { type Store, writingIn } from '../../store.ts'
import type { StoreOptions } from '../engine.ts'

const SAVEPOINT = {
  begin: CompiledQuery.raw('savepoint attempt'),
  keep: CompiledQuery.raw('release savepoint attempt'),
  undo: CompiledQuery.raw('rollback to savepoint attempt'),
} as const

function openConnection(file: string, readonly: boolean, durable: boolean): BetterSqlite3.Database {
  // Created here, so that only this account may read it; SQLite gives its log the same mode.
  if (!readonly) closeSync(openSync(file, 'a', 0o600))
  const database = new BetterSqlite3(file, { readonly, timeout: 5000 })
  if (!readonly) {
    database.pragma('journal_mode = WAL')
    // The default of the driver under WAL is NORMAL, which may lose the last commits at a power failure. Here every
    // commit was confirmed to a desk and must survive.
    database.pragma(durable ? 'synchronous = FULL' : 'synchronous = OFF')
    database.pragma('secure_delete = ON')
  }
  database.pragma('foreign_keys = ON')
  database.pragma('trusted_schema = OFF')
  database.pragma('cache_size = -65536')
  return database
}

/** The disk refuses: no room, or a limit; bytes that are not a database; or it fails, or has become read-only. */
const FULL = /^(SQLITE_FULL|ENOSPC|EDQUOT|EFBIG)$/
const DAMAGED = /^(SQLITE_(CORRUPT|NOTADB|IOERR|READONLY|CANTOPEN)(_|$)|(EIO|EROFS)$)/

function problemOf(error: unknown): 'store.full' | 'store.damaged' | null {
  const code = (error as { code?: unknown } | null)?.code
  if (typeof code !== 'string') return null
  if (FULL.test(code)) return 'store.full'
  return DAMAGED.test(code) ? 'store.damaged' : null
}

/** Opens the store in a file, which is created if it does not exist. */
export async function openSqliteStore(file: string, { clock, random, durable = true }: StoreOptions): Promise<Store> {
  const writerFile = openConnection(file, false, durable)
  const writer = new Kysely<Database>({ dialect: sqliteDialect(writerFile) })
  await migrate(writer, SQLITE_WORDS)
  const readerFile = openConnection(file, true, durable)
  const reader = new Kysely<Database>({ dialect: sqliteDialect(readerFile) })
  const listeners = new Set<(head: number) => void>()
  const auditListeners = new Set<(end: ChainEnd) => void>()

  return {
    read: (work) => reader.transaction().setAccessMode('read only').execute(work),
    async write(work) {
      let ended: { head: number | null; auditEnd: ChainEnd | null } = { head: null, auditEnd: null }
      const value = await writer.transaction().execute(async (db) => {
        const writing = writingIn(db, {
          at: instantOf(clock()),
          random,
          savepoint: async (act) => {
            // A full disk rolled everything back already; the cause is what the caller throws.
            if (act === 'undo' && !writerFile.inTransaction) return
            await db.executeQuery(SAVEPOINT[act])
            // After a rollback the savepoint still exists, so it is released too.
            if (act === 'undo') await db.executeQuery(SAVEPOINT.keep)
          },
        })
        const result = await work(writing)
        await writing.publish()
        ended = { head: writing.head(), auditEnd: writing.auditEnd() }
        return result
      })
      const { head, auditEnd } = ended
      if (auditEnd !== null) for (const listener of auditListeners) listener(auditEnd)
      if (head !== null) for (const listener of listeners) listener(head)
      return value
    },
    forgetDeleted: () =>
      // No snapshot may be open, else the log cannot be truncated.
      reader.connection().execute(() =>
        writer.connection().execute((db) => {
          void db
          const [result] = writerFile.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
          if (result?.busy !== 0) throw new Error('the log could not be truncated')
          return Promise.resolve()
        }),
      ),
    problemOf,
    isFailure: (error) =>
      error instanceof RolledBack ||
      (error instanceof BetterSqlite3.SqliteError && !error.code.startsWith('SQLITE_CONSTRAINT')),
    onAudit(listener) {
      auditListeners.add(listener)
      return () => auditListeners.delete(listener)
    },
    onHead(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      listeners.clear()
      auditListeners.clear()
      await reader.destroy()
      // Kysely closes only the connections it has used; one left open would prevent the log file from being merged.
      readerFile.close()
      await writer.destroy()
    },
  }
}
