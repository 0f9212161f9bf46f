/**
 * Makes a handler of a running central store fail as a bug would, by having the database refuse its insert; and undoes
 * that.
 */
import path from 'node:path'
import BetterSqlite3 from 'better-sqlite3'

type Table = 'note' | 'identity_check' | 'request_attachment' | 'registration'

function inStore(dataDir: string, statement: string): void {
  const raw = new BetterSqlite3(path.join(dataDir, 'store.sqlite'), { timeout: 5000 })
  raw.exec(statement)
  raw.close()
}

export const breakInserts = (dataDir: string, table: Table): void =>
  inStore(dataDir, `create trigger broken_${table} before insert on ${table} begin select raise(abort, 'a fault'); end`)
export const mendInserts = (dataDir: string, table: Table): void => inStore(dataDir, `drop trigger broken_${table}`)
