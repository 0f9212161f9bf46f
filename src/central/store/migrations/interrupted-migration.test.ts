/** A migration interrupted by a full disk or a kill leaves the store as it was; the next start completes it. */
import BetterSqlite3 from 'better-sqlite3'
import { Kysely } from 'kysely'
import { expect, test } from 'vitest'
import { sqliteDialect } from '../engine/sqlite/dialect.ts'
import { SQLITE_WORDS } from '../engine/sqlite/schema-words.ts'
import { migrate } from '../migrate.ts'
import { MIGRATIONS } from './index.ts'

const names = Object.keys(MIGRATIONS)
const schemaOf = (file: BetterSqlite3.Database) =>
  file.prepare("select type, name, sql from sqlite_schema where name not like 'sqlite_%' order by name").all()
const stepsOf = (file: BetterSqlite3.Database) => file.prepare('select name from kysely_migration').pluck().all()

/** A connection whose writing statement number `n` fails, and every one after it. */
function failingAt(
  file: BetterSqlite3.Database,
  n: number,
): { database: BetterSqlite3.Database; written: () => number } {
  let written = 0
  const prepare = (text: string) => {
    const statement = file.prepare(text)
    if (statement.reader || /^(begin|commit|rollback)/.test(text)) return statement
    written += 1
    if (written > n) throw new Error('database or disk is full')
    return statement
  }
  return {
    database: new Proxy(file, {
      get: (target, key) => {
        if (key === 'prepare') return prepare
        const value: unknown = Reflect.get(target, key)
        return typeof value === 'function' ? (value.bind(target) as unknown) : value
      },
    }),
    written: () => written,
  }
}

async function storeAt(step: string | undefined): Promise<BetterSqlite3.Database> {
  const file = new BetterSqlite3(':memory:')
  file.pragma('foreign_keys = ON')
  if (step !== undefined) await migrate(new Kysely({ dialect: sqliteDialect(file) }), SQLITE_WORDS, step)
  return file
}

// After the last step nothing is left to interrupt.
test.each([undefined, ...names.slice(0, -1).filter((_, index) => index % 5 === 4)])(
  'from %s on, interrupted at every statement',
  async (step) => {
    const whole = await storeAt(step)
    const counting = failingAt(whole, Number.POSITIVE_INFINITY)
    await migrate(new Kysely({ dialect: sqliteDialect(counting.database) }), SQLITE_WORDS)
    expect(counting.written()).toBeGreaterThan(0)
    for (let n = 0; n < counting.written(); n += 1) {
      const file = await storeAt(step)
      const before = step === undefined ? [] : stepsOf(file)
      const broken = new Kysely({ dialect: sqliteDialect(failingAt(file, n).database) })
      await expect(migrate(broken, SQLITE_WORDS), `statement ${String(n)}`).rejects.toThrow('could not be migrated')
      if (step !== undefined) expect(stepsOf(file)).toEqual(before)
      await migrate(new Kysely({ dialect: sqliteDialect(file) }), SQLITE_WORDS)
      expect(schemaOf(file), `after statement ${String(n)}`).toEqual(schemaOf(whole))
      file.close()
    }
    whole.close()
  },
)
