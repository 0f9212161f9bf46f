import BetterSqlite3 from 'better-sqlite3'
import { Kysely } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { sqliteDialect } from '../engine/sqlite/dialect.ts'
import { SQLITE_WORDS } from '../engine/sqlite/schema-words.ts'
import { columnSql, bytes, day, flag, instant, integer, json, text } from './columns.ts'
import { ddlOf } from './ddl.ts'

const raw = new BetterSqlite3(':memory:')
raw.pragma('foreign_keys = ON')
const ddl = ddlOf(new Kysely<unknown>({ dialect: sqliteDialect(raw) }), SQLITE_WORDS)
afterEach(() => {
  const tables = raw.prepare<[], { name: string }>("select name from sqlite_master where type = 'table'").all()
  for (const { name } of tables.toReversed()) raw.exec(`drop table ${name}`)
})

test('a column states its kind, whether it may be null, and which values it may have', () => {
  const { types } = SQLITE_WORDS
  expect(columnSql('id', text({ key: true }), types)).toBe('id text primary key not null')
  expect(columnSql('n', integer({ key: true }), types)).toBe('n integer primary key')
  expect(columnSql('by', text({ nullable: true, references: 'person.id' }), types)).toBe(
    'by text references person (id)',
  )
  expect(columnSql('done', flag({ default: 0 }), types)).toBe('done integer not null default 0 check (done in (0, 1))')
  expect(columnSql('state', text({ oneOf: ['a', 'b'] }), types)).toBe("state text not null check (state in ('a', 'b'))")
})

test('a table refuses another type, a null, an unknown reference, and a third value of a flag', async () => {
  await ddl.createTable('person', { id: text({ key: true }) })
  await ddl.createTable(
    'thing',
    {
      id: text({ key: true }),
      person_id: text({ references: 'person.id' }),
      done: flag(),
      made: instant(),
      from_day: day(),
      facts: json(),
      content: bytes(),
      size: integer({ check: 'size > 0' }),
    },
    { unique: ['person_id', 'size'], check: 'size < 100' },
  )
  raw.exec("insert into person values ('p')")
  raw.exec("insert into thing values ('a', 'p', 1, '', '', '{}', x'00', 1)")
  for (const row of [
    "'b', 'p', 2, '', '', '{}', x'00', 2",
    "'b', 'q', 1, '', '', '{}', x'00', 2",
    "'b', 'p', 1, null, '', '{}', x'00', 2",
    "'b', 'p', 1, '', '', '{}', 'text', 2",
    "'b', 'p', 1, '', '', '{}', x'00', 'two'",
    "'b', 'p', 1, '', '', '{}', x'00', 0",
    "'b', 'p', 1, '', '', '{}', x'00', 1",
    "'b', 'p', 1, '', '', '{}', x'00', 100",
  ])
    expect(() => raw.exec(`insert into thing values (${row})`), row).toThrow()
})

test('adds a column, renames a table, indexes some rows, protects rows from change', async () => {
  await ddl.createTable('old_name', { id: text({ key: true }) })
  await ddl.renameTable('old_name', 'entry')
  await ddl.addColumn('entry', 'state', text({ nullable: true }))
  await ddl.createIndex('one_open', 'entry', ['state'], { unique: true, where: "state = 'open'" })
  await ddl.appendOnly('entry')
  raw.exec("insert into entry values ('a', 'open'), ('b', 'closed'), ('c', 'closed')")
  expect(() => raw.exec("insert into entry values ('d', 'open')")).toThrow('UNIQUE')
  expect(() => raw.exec("update entry set state = 'closed'")).toThrow('entry is append-only')
  expect(() => raw.exec('delete from entry')).toThrow('entry is append-only')
})
