/** Queries that are compiled once give what the same query gives when it is built anew each time. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemRandom } from '../random.ts'
import { openSqliteStore } from './engine/sqlite/open-store.ts'
import { insertRow, prepared, preparedForIds, updateRow } from './prepared.ts'
import type { Store } from './store.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'des-prepared-'))
const open = (name: string): Promise<Store> =>
  openSqliteStore(path.join(folder, name), { clock: () => 0, random: systemRandom, durable: false })
let one: Store
let two: Store
beforeAll(async () => {
  one = await open('one.db')
  two = await open('two.db')
})
afterAll(async () => {
  await one.close()
  await two.close()
  rmSync(folder, { recursive: true })
})

const put = (store: Store, rows: Record<string, string>) =>
  store.write(async ({ db }) => {
    for (const [key, value] of Object.entries(rows)) await insertRow(db, 'meta', { key, value })
  })

let builds = 0
const valueOf = prepared((db, { key }: { key: string }) => {
  builds += 1
  return db.selectFrom('meta').select('value').where('key', '=', key)
})

test('is built once for each engine, and runs with other values each time', async () => {
  await put(one, { a: '1', b: '2' })
  await put(two, { a: '3' })
  const found = (store: Store, key: string) => store.read(async (db) => (await valueOf.first(db, { key }))?.value)
  expect([await found(one, 'a'), await found(one, 'b'), await found(one, 'c')]).toEqual(['1', '2', undefined])
  expect([await found(two, 'a'), await found(two, 'b')]).toEqual(['3', undefined])
  // One connection reads and one writes; each is an engine of its own.
  expect(builds).toBe(2)
})

test('keeps the constants of a query, beside its values', async () => {
  const others = prepared((db, { key }: { key: string }) =>
    db.selectFrom('meta').select('key').where('key', '!=', key).where('key', 'in', ['a', 'b']).limit(5),
  )
  expect(await one.read((db) => others.all(db, { key: 'a' }))).toEqual([{ key: 'b' }])
  expect(await one.read((db) => others.all(db, { key: 'b' }))).toEqual([{ key: 'a' }])
})

test('refuses a value that is missing, instead of running with another one', async () => {
  await expect(one.read((db) => valueOf.all(db, {} as { key: string }))).rejects.toThrow()
  await expect(
    one.write(({ db }) => insertRow(db, 'meta', { key: 'd', value: undefined as unknown as string })),
  ).rejects.toThrow()
  expect(await one.read((db) => valueOf.all(db, { key: 'd' }))).toEqual([])
})

test('finds rows of none, one and several ids', async () => {
  const byKeys = preparedForIds((db, keys) => db.selectFrom('meta').select('value').where('key', 'in', keys))
  const found = (keys: string[]) => one.read(async (db) => (await byKeys(db, keys)).map(({ value }) => value).sort())
  expect([await found(['a']), await found(['b']), await found(['a', 'b']), await found([])]).toEqual([
    ['1'],
    ['2'],
    ['1', '2'],
    [],
  ])
})

test('writes exactly the columns that are given, in whatever order', async () => {
  const day = '2026-11-23'
  await one.write(async ({ db }) => {
    const user = { failed_attempts: 0, locked_until: null, disabled: 0, version: 1, created_at: day } as const
    const more = { must_change_password: 0, password_by_other_at: null, unconfirmed_by: null } as const
    await insertRow(db, 'user_account', {
      ...{ id: 'u1', username: 'u1', name: 'Unu', role: 'clerk', password_hash: 'x', ...user, ...more },
    })
    await insertRow(db, 'user_account', {
      ...{ ...more, ...user, password_hash: 'y', role: 'auditor', name: 'Doi', username: 'u2', id: 'u2' },
    })
    await updateRow(db, 'user_account', 'u1', { name: 'Altul', version: 2 })
    await updateRow(db, 'user_account', 'u2', { version: 7, name: 'Nou' })
    await updateRow(db, 'user_account', 'u2', {})
    await updateRow(db, 'user_account', 'nobody', { name: 'Nimeni' })
  })
  expect(
    await one.read((db) =>
      db.selectFrom('user_account').select(['id', 'name', 'role', 'version', 'password_hash']).orderBy('id').execute(),
    ),
  ).toEqual([
    { id: 'u1', name: 'Altul', role: 'clerk', version: 2, password_hash: 'x' },
    { id: 'u2', name: 'Nou', role: 'auditor', version: 7, password_hash: 'y' },
  ])
})
