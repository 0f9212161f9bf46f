/**
 * SQLite rolls a transaction back by itself when its disk is full. The cause reaches the caller, nothing of the
 * transaction stays, also not of statements after the failure, and the store goes on.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { Kysely, sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sqliteDialect } from './dialect.ts'

let folder = ''
let file: BetterSqlite3.Database
let db: Kysely<{ row: { n: number; filling: string } }>
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'des-rolled-back-'))
  file = new BetterSqlite3(path.join(folder, 'store.sqlite'))
  file.pragma('journal_mode = WAL')
  db = new Kysely({ dialect: sqliteDialect(file) })
  await sql`create table row (n integer primary key, filling text not null)`.execute(db)
  await db.insertInto('row').values({ n: 0, filling: '' }).execute()
})
afterEach(async () => {
  await db.destroy()
  rmSync(folder, { recursive: true, force: true })
})
const limit = (pages: number) => file.pragma(`max_page_count = ${String(pages)}`)
const rows = () => file.prepare('select n from row').pluck().all()
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'committed',
    (error: unknown) => (error as { code?: string }).code ?? (error as Error).name,
  )
const insert = (n: number) => db.insertInto('row').values({ n, filling: 'x'.repeat(30_000) })

/** What a transaction does with the failure of a statement in the middle of it. */
const REACTIONS: Readonly<Record<string, (failure: unknown) => Promise<void>>> = {
  'throws it': (failure) => Promise.reject(failure as Error),
  'ignores it and goes on': () => Promise.resolve(),
}
test.each(Object.keys(REACTIONS))('a work that %s leaves nothing behind, and the next one succeeds', async (how) => {
  const pages = file.pragma('page_count', { simple: true }) as number
  for (let room = 0; room < 12; room += 3) {
    limit(pages + room)
    const outcome = await codeOf(
      db.transaction().execute(async (given) => {
        await given.insertInto('row').values({ n: 1, filling: '' }).execute()
        for (const n of [2, 3])
          await given.executeQuery(insert(n).compile()).catch((failure: unknown) => REACTIONS[how]?.(failure))
        await given.insertInto('row').values({ n: 4, filling: '' }).execute()
      }),
    )
    expect([room, outcome]).toEqual([room, how === 'throws it' ? 'SQLITE_FULL' : 'RolledBack'])
    expect(rows()).toEqual([0])
    expect(file.inTransaction).toBe(false)
  }
  limit(10_000)
  expect(await codeOf(db.transaction().execute((given) => given.executeQuery(insert(5).compile())))).toBe('committed')
  expect(rows()).toEqual([0, 5])
})
