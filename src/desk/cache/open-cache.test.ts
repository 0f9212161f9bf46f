import Driver from 'better-sqlite3-multiple-ciphers'
import { randomBytes } from 'node:crypto'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MIGRATIONS, migrate } from './migrate.ts'
import { CacheInUse, type Database, isCorruption, openCache } from './open-cache.ts'

let folder = ''
let open: Database[] = []
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'des-cache-'))
  open = []
})
afterEach(() => {
  for (const db of open) db.close()
  rmSync(folder, { recursive: true, force: true })
})
const key = randomBytes(32)
const file = () => path.join(folder, 'cache.db')
const cache = (withKey: Uint8Array = key): Database => {
  const db = openCache(file(), withKey)
  open.push(db)
  return db
}
const reason = (act: () => unknown): unknown => {
  try {
    act()
  } catch (error) {
    return error
  }
  return null
}

describe('the cache', () => {
  it('is configured so that nothing is lost and nothing leaks', () => {
    const db = cache()
    const pragmas = Object.fromEntries(
      [
        'journal_mode',
        'synchronous',
        'secure_delete',
        'trusted_schema',
        'foreign_keys',
        'temp_store',
        'locking_mode',
      ].map((name) => [name, db.pragma(name, { simple: true })]),
    )
    expect(pragmas).toEqual({
      journal_mode: 'wal',
      synchronous: 2,
      secure_delete: 1,
      trusted_schema: 0,
      foreign_keys: 1,
      temp_store: 2,
      locking_mode: 'exclusive',
    })
  })
  it('has only strict tables', () => {
    const tables = cache()
      .prepare<[], { name: string; strict: number; type: string }>(
        `SELECT name, strict, type FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'`,
      )
      .all()
    expect(
      tables
        .filter(({ name, strict, type }) => strict === 0 && type === 'table' && !name.startsWith('request_search'))
        .map(({ name }) => name),
    ).toEqual([])
  })
  it('opens under its key only', () => {
    cache().close()
    expect(isCorruption(reason(() => openCache(file(), randomBytes(32))))).toBe(true)
    expect(readFileSync(file()).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3')
  })
  it('can be opened by one desk at a time', () => {
    cache()
    expect(reason(() => openCache(file(), key))).toBeInstanceOf(CacheInUse)
  })
  it('notices a flipped bit in a page', () => {
    const db = cache()
    const insert = db.prepare('INSERT INTO setting (key, value) VALUES (?, ?)')
    for (let n = 0; n < 400; n++) insert.run(`k${String(n)}`, 'x'.repeat(200))
    db.pragma('wal_checkpoint(TRUNCATE)')
    db.close()
    open = []
    const bytes = readFileSync(file())
    const at = bytes.length - 5000
    bytes[at] = (bytes[at] ?? 0) ^ 1
    writeFileSync(file(), bytes)
    expect(isCorruption(reason(() => cache().prepare('SELECT sum(length(value)) FROM setting').get()))).toBe(true)
  })
})

describe('migrations', () => {
  it('are numbered in tens, ascending', () => {
    const numbers = MIGRATIONS.map(({ number }) => number)
    expect(numbers).toEqual(numbers.map((_, index) => (index + 1) * 10))
  })
  it('bring a cache of every earlier version to the newest', () => {
    for (let known = 0; known <= MIGRATIONS.length; known++) {
      const db = new Driver(':memory:')
      open.push(db)
      migrate(db, MIGRATIONS.slice(0, known))
      migrate(db)
      expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.at(-1)?.number)
      expect(db.prepare('SELECT count(*) AS n FROM request_row').get()).toEqual({ n: 0 })
    }
  })
  it('keep no table that the desk does not use', () => {
    const files = globSync('src/desk/**/*.ts', { exclude: ['**/*.test.ts', 'src/desk/cache/migrations/**'] })
    const code = files.map((file) => readFileSync(file, 'utf8')).join('\n')
    const tables = cache()
      .prepare<[], string>(
        `SELECT name FROM pragma_table_list WHERE type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%'`,
      )
      .pluck()
      .all()
    expect(tables).toContain('draft')
    expect(tables.filter((name) => !new RegExp(`\\b${name}\\b`).test(code))).toEqual([])
  })
  it('run a step completely or not at all', () => {
    const db = cache()
    const broken = [
      ...MIGRATIONS,
      { number: 999, statements: ['CREATE TABLE half (a TEXT) STRICT', 'CREATE NONSENSE'] },
    ]
    expect(() => migrate(db, broken)).toThrow()
    expect(db.prepare(`SELECT count(*) AS n FROM sqlite_schema WHERE name = 'half'`).get()).toEqual({ n: 0 })
    expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.at(-1)?.number)
  })
  it('refuse the cache of a newer version', () => {
    const db = cache()
    db.pragma('user_version = 5000')
    expect(() => migrate(db)).toThrow(/schema 5000/)
  })
})
