/** The store conformance suite on SQLite, and tests of properties that only SQLite has. */
import BetterSqlite3 from 'better-sqlite3'
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { verifyAudit } from '../../src/central/audit/verify-audit.ts'
import { systemRandom } from '../../src/central/random.ts'
import { SQLITE } from '../../src/central/store/engine/sqlite/engine.ts'
import { MIGRATIONS } from '../../src/central/store/migrations/index.ts'
import { storeConformance } from '../support/central/store-conformance.ts'

const folder = () => mkdtemp(path.join(tmpdir(), 'des-store-'))
const openAt = (file: string, clock = Date.now) => SQLITE.open(file, { clock, random: systemRandom })

storeConformance({
  name: 'SQLite',
  async open(clock) {
    const dir = await folder()
    const file = path.join(dir, 'store.sqlite')
    return {
      store: await openAt(file, clock),
      again: () => openAt(file, clock),
      drop: () => rm(dir, { recursive: true, force: true }),
    }
  },
})

describe('on SQLite', () => {
  const inFolder = async (work: (dir: string, file: string) => Promise<void>): Promise<void> => {
    const dir = await folder()
    await work(dir, path.join(dir, 'store.sqlite')).finally(() => rm(dir, { recursive: true, force: true }))
  }

  test('every table is STRICT, and every migration number is a multiple of ten', () =>
    inFolder(async (_dir, file) => {
      await (await openAt(file)).close()
      const raw = new BetterSqlite3(file, { readonly: true })
      const loose = raw
        .prepare(
          "select name from pragma_table_list where type = 'table' and schema = 'main' and strict = 0 and name not like 'sqlite%' and name not like 'kysely%'",
        )
        .all()
      const mode = raw.pragma('journal_mode', { simple: true })
      raw.close()
      expect(loose).toEqual([])
      expect(mode).toBe('wal')
      expect(Object.keys(MIGRATIONS).map((name) => name.slice(0, 4))).toEqual(
        Object.keys(MIGRATIONS).map((_name, index) => String((index + 1) * 10).padStart(4, '0')),
      )
    }))

  test('deleted content is in no file once the store has forgotten it', () =>
    inFolder(async (dir, file) => {
      const store = await openAt(file)
      const secret = systemRandom.bytes(20_000)
      const bytes = async () =>
        Buffer.concat(
          await Promise.all(['store.sqlite', 'store.sqlite-wal'].map((name) => readFile(path.join(dir, name)))),
        )
      await store.write(({ db }) =>
        db
          .insertInto('meta')
          .values({ key: 'secret', value: Buffer.from(secret).toString('hex') })
          .execute(),
      )
      const parts = Array.from({ length: 40 }, (_, index) =>
        Buffer.from(secret.subarray(index * 500, index * 500 + 32)).toString('hex'),
      )
      const before = await bytes()
      expect(parts.filter((part) => before.includes(part)).length).toBeGreaterThan(30)
      await store.write(({ db }) => db.deleteFrom('meta').where('key', '=', 'secret').execute())
      await store.forgetDeleted()
      const after = await bytes()
      expect(parts.filter((part) => after.includes(part))).toEqual([])
      await store.close()
    }))

  test('forgetting waits for readers and does not fail because of them', () =>
    inFolder(async (_dir, file) => {
      const store = await openAt(file)
      const slow = store.read(async (db) => {
        await db.selectFrom('meta').selectAll().execute()
        await new Promise((resolve) => setTimeout(resolve, 50))
        return db.selectFrom('meta').selectAll().execute()
      })
      await Promise.all([
        slow,
        store.forgetDeleted(),
        store.write(({ db }) => db.insertInto('meta').values({ key: 'a', value: 'b' }).execute()),
      ])
      await store.close()
    }))

  test.each([
    [
      'a changed fact',
      "update audit_entry set actor = 'mallory' where n = 500",
      { intact: false, n: 500, fault: 'hash' },
    ],
    [
      'a changed hash',
      `update audit_entry set hash = '${'a'.repeat(64)}' where n = 500`,
      { intact: false, n: 500, fault: 'hash' },
    ],
    [
      'an entry taken out',
      'delete from audit_body where n = 500; delete from audit_entry where n = 500',
      { intact: false, n: 501, fault: 'gap' },
    ],
    [
      'a changed body',
      `update audit_body set body = '{"n":7}' where n = 500`,
      { intact: false, n: 500, fault: 'body' },
    ],
    ['a body taken out', 'delete from audit_body where n = 500', { intact: false, n: 500, fault: 'body-missing' }],
    ['all bodies taken out', 'delete from audit_body', { intact: false, n: 1, fault: 'body-missing' }],
    [
      'two bodies that changed places',
      'update audit_body set n = 5000 where n = 7; update audit_body set n = 7 where n = 8; update audit_body set n = 8 where n = 5000',
      { intact: false, n: 7, fault: 'body' },
    ],
    [
      'a body without an entry',
      "insert into audit_body values (9000, x'00', '{}')",
      { intact: false, n: 1500, fault: 'body-alone' },
    ],
    [
      'a chain begun anew',
      `update audit_entry set prev_hash = '${'0'.repeat(64)}' where n = 500`,
      { intact: false, n: 500, fault: 'link' },
    ],
  ])('the verifier finds %s by whoever can write to the file', (_what, statement, found) =>
    inFolder(async (dir, file) => {
      const store = await openAt(file)
      await store.write((writing) => {
        for (let n = 1; n <= 1500; n++)
          writing.audited({ actor: 'a', device: null, action: 'test', subjectRef: null, body: { n } })
        return Promise.resolve()
      })
      await store.close()
      const copy = path.join(dir, 'copy.sqlite')
      await copyFile(file, copy)
      const raw = new BetterSqlite3(copy)
      raw.exec(
        'drop trigger audit_entry_is_never_changed; drop trigger audit_entry_is_never_removed; drop trigger audit_body_is_never_changed; drop trigger audit_body_is_never_removed; pragma foreign_keys = off',
      )
      raw.exec(statement)
      raw.close()
      const tampered = await openAt(copy)
      expect(await verifyAudit((work) => tampered.read(work))).toMatchObject(found)
      await tampered.close()
    }),
  )
})
