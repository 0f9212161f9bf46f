/**
 * Kysely over one better-sqlite3 connection. It differs from Kysely's own SQLite driver in three ways. A transaction
 * that writes begins IMMEDIATE: a deferred one fails with SQLITE_BUSY_SNAPSHOT at its first write. Prepared statements
 * are cached, because the store runs the same few dozen for every command. Migrations run in a transaction.
 */
import type BetterSqlite3 from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type TransactionSettings,
} from 'kysely'

/**
 * Above this number the least recently prepared statements are dropped; queries with a variable number of parameters
 * create many.
 */
const STATEMENTS_KEPT = 400

/**
 * SQLite rolls a whole transaction back by itself when the disk is full or fails. Its later statements would each be
 * a commit of its own, and its rollback would fail and hide the cause.
 */
export class RolledBack extends Error {
  override readonly name = 'RolledBack'
}

function connectionOver(database: BetterSqlite3.Database, isBegun: () => boolean): DatabaseConnection {
  const statements = new Map<string, BetterSqlite3.Statement>()
  const prepared = (text: string): BetterSqlite3.Statement => {
    const known = statements.get(text)
    if (known) return known
    const statement = database.prepare(text)
    const oldest = statements.size >= STATEMENTS_KEPT ? statements.keys().next().value : undefined
    if (oldest !== undefined) statements.delete(oldest)
    statements.set(text, statement)
    return statement
  }
  return {
    executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      if (isBegun() && !database.inTransaction) throw new RolledBack('the database has rolled this transaction back')
      const statement = prepared(sql)
      if (statement.reader) return Promise.resolve({ rows: statement.all(...parameters) as R[] })
      const { changes } = statement.run(...parameters)
      return Promise.resolve({ numAffectedRows: BigInt(changes), rows: [] })
    },
    async *streamQuery<R>({ sql, parameters }: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
      // Not from the cache: a statement that is being iterated is busy.
      for (const row of database.prepare(sql).iterate(...parameters)) yield { rows: [row as R] }
    },
  }
}

const run = async (connection: DatabaseConnection, text: string): Promise<void> => {
  await connection.executeQuery(CompiledQuery.raw(text))
}

function driverOver(database: BetterSqlite3.Database): Driver {
  let begun = false
  const connection = connectionOver(database, () => begun)
  const end = async (given: DatabaseConnection, text: string): Promise<void> => {
    await run(given, text)
    begun = false
  }
  return {
    init: () => Promise.resolve(),
    acquireConnection: () => Promise.resolve(connection),
    async beginTransaction(given, settings: TransactionSettings) {
      await run(given, settings.accessMode === 'read only' ? 'begin' : 'begin immediate')
      begun = true
    },
    commitTransaction: (given) => end(given, 'commit'),
    async rollbackTransaction(given) {
      if (database.inTransaction) return end(given, 'rollback')
      begun = false
    },
    releaseConnection: () => Promise.resolve(),
    destroy: () => {
      database.close()
      return Promise.resolve()
    },
  }
}

/**
 * Kysely migrates SQLite without a transaction, because some changes of a table need a pragma that a transaction
 * ignores. No migration here uses one, and SQLite rolls back changes of the schema like any other. Without a
 * transaction a store that was killed in the middle of a migration would never open again.
 */
class SqliteTransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

export function sqliteDialect(database: BetterSqlite3.Database): Dialect {
  // Kysely serialises the use of the one connection because the adapter sets supportsMultipleConnections = false.
  return {
    createDriver: () => driverOver(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SqliteTransactionalAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  }
}
