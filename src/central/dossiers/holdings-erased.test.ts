/**
 * Everything that a dossier can hold is counted, planned, erased and found in no file, whatever is added to the list.
 */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { afterEach, describe, expect, test } from 'vitest'
import {
  addHolder,
  approve,
  lease,
  type Office,
  openOffice,
  requestInReview,
} from '../../../test/support/central/office.ts'
import { ERASURE_CLASSES, type Holding, HOLDINGS } from '../../domain/dossier/holdings.ts'
import { heldBy } from './holdings.ts'

let office: Office | null = null
afterEach(async () => {
  await office?.close()
  office = null
})

const open = (dataDir: string) => new BetterSqlite3(path.join(dataDir, 'store.sqlite'))

/** Tables that refer to one of these, directly or through another. */
function referringTo(db: BetterSqlite3.Database, roots: readonly string[]): Set<string> {
  const tables = db.prepare<[], string>("select name from sqlite_master where type = 'table'").pluck().all()
  const found = new Set<string>()
  for (;;) {
    const before = found.size
    for (const table of tables)
      for (const { table: target } of db.pragma(`foreign_key_list(${table})`) as { table: string }[])
        if (roots.includes(target) || found.has(target)) found.add(table)
    if (found.size === before) return found
  }
}

/** One row for every class of a holding, all of its texts and bytes random; answers these as they stand in the file. */
function fill(db: BetterSqlite3.Database, { table, countedBy }: Holding, dossierId: string): Buffer[] {
  const columns = db.pragma(`table_info(${table})`) as { name: string; type: string }[]
  const secrets: Buffer[] = []
  const random = (type: string): string | Buffer => {
    const value = type.toLowerCase() === 'blob' ? randomBytes(24) : randomBytes(12).toString('hex')
    secrets.push(Buffer.from(value))
    return value
  }
  const given = (name: string, type: string, kind: string | null) => {
    if (name === 'dossier_id') return dossierId
    if (name === countedBy?.column) return kind
    return type.toLowerCase() === 'integer' ? 1 : random(type)
  }
  for (const kind of countedBy?.values ?? [null])
    db.prepare(`insert into ${table} values (${columns.map(() => '?').join(', ')})`).run(
      columns.map(({ name, type }) => given(name, type, kind)),
    )
  return secrets
}

async function bytesOnDisk(dataDir: string): Promise<Buffer> {
  const names = ['store.sqlite', 'store.sqlite-wal', 'store.sqlite-shm']
  return Buffer.concat(
    (await Promise.all(names.map((name) => readFile(path.join(dataDir, name)).catch(() => '')))) as Buffer[],
  )
}

describe('the list of holdings', () => {
  test('names every table that refers to a dossier, except the key, which is erased last', async () => {
    office = await openOffice()
    const db = open(office.dataDir)
    const referring = [...referringTo(db, ['dossier'])].sort()
    db.close()
    expect(referring).toEqual([...HOLDINGS.map(({ table }) => table), 'dossier_key'].sort())
  })

  test('has the columns that it names, and one class for each value by which it counts', async () => {
    office = await openOffice()
    const db = open(office.dataDir)
    for (const holding of HOLDINGS as readonly Holding[]) {
      const columns = (db.pragma(`table_info(${holding.table})`) as { name: string }[]).map(({ name }) => name)
      const named = [holding.key, holding.day, holding.ciphertext, holding.countedBy?.column ?? null, 'dossier_id']
      for (const name of named.filter((each) => each !== null)) expect(columns, holding.table).toContain(name)
      expect(holding.classes.length, holding.table).toBe(holding.countedBy?.values.length ?? 1)
    }
    db.close()
    expect(new Set(ERASURE_CLASSES).size).toBe(ERASURE_CLASSES.length)
  })
})

test('an item of every class is counted, is in the plan, and is in no file after the execution', async () => {
  office = await openOffice()
  const { cnp, dossierId } = await addHolder(office, { documents: 0 })
  const db = open(office.dataDir)
  db.pragma('ignore_check_constraints = on')
  const secrets = HOLDINGS.flatMap((holding) => fill(db, holding, dossierId))
  db.close()
  const { counts } = await office.central.store.read((reading) => heldBy(reading, dossierId))
  expect(counts).toEqual(Object.fromEntries(ERASURE_CLASSES.map((name) => [name, 1])))
  const before = await bytesOnDisk(office.dataDir)
  for (const secret of secrets) expect(before.includes(secret)).toBe(true)

  const id = await requestInReview(office, { cnp, sequence: await lease(office.desk) })
  const plan = await office.desk.must<{ counts: unknown }>('GET', `/v1/requests/${id}/plan`, {
    session: office.session.supervisor,
  })
  expect(plan.counts).toEqual(ERASURE_CLASSES.map((name) => ({ class: name, count: 1 })))
  expect(await approve(office, id)).toMatchObject({ outcome: 'applied' })
  await office.central.settled()

  const after = await bytesOnDisk(office.dataDir)
  expect(secrets.filter((secret) => after.includes(secret))).toEqual([])
  const certificate = await office.central.store.read((reading) =>
    reading.selectFrom('erasure_certificate').select('body').where('request_id', '=', id).executeTakeFirstOrThrow(),
  )
  const encrypted = HOLDINGS.filter(({ ciphertext }) => ciphertext !== null).flatMap(({ classes }) => classes)
  expect((JSON.parse(certificate.body) as { ciphertexts: string[] }).ciphertexts).toHaveLength(encrypted.length)
})
