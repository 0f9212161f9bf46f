/**
 * Compares the schema that the released migrations create with the stored schema of existing stores. A changed DDL
 * helper or a changed released migration would make new stores differ from old ones.
 */
import { readFile } from 'node:fs/promises'
import BetterSqlite3 from 'better-sqlite3'
import { Kysely } from 'kysely'
import { expect, test } from 'vitest'
import { sqliteDialect } from '../../src/central/store/engine/sqlite/dialect.ts'
import { SQLITE_WORDS } from '../../src/central/store/engine/sqlite/schema-words.ts'
import { migrate } from '../../src/central/store/migrate.ts'

const oneLine = (statement: string): string =>
  statement.replace(/\s+/g, ' ').replaceAll('( ', '(').replaceAll(' )', ')').trim()

test('the released migrations still create the same schema as when they were released', async () => {
  const raw = new BetterSqlite3(':memory:')
  const db = new Kysely<unknown>({ dialect: sqliteDialect(raw) })
  await migrate(db, SQLITE_WORDS, '0160-sealed-proofs')
  const made = raw
    .prepare<[], { sql: string }>(
      "select sql from sqlite_master where sql is not null and tbl_name not like 'kysely%' order by rowid",
    )
    .all()
    .map(({ sql }) => oneLine(sql))
  await db.destroy()
  const released = (await readFile(new URL('central-schema-0160.sql', import.meta.url), 'utf8')).trim().split('\n')
  expect(made).toEqual(released)
})
