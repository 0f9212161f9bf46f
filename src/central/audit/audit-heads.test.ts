/**
 * Whoever can write to the database and knows how the chain is made: each way to change the record is found, with the
 * signed heads that lie outside. The forger here has everything but the key ring.
 */
import { generateKeyPairSync } from 'node:crypto'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenedStore, openCentralStore } from '../open-central-store.ts'
import { SQLITE } from '../store/engine/sqlite/engine.ts'
import { auditHash, commitmentTo, FIRST_AUDIT_HASH } from './append-audit.ts'
import { keepHeads, readOwnHeads } from './keep-heads.ts'
import { type HeadFacts, type HeadsVerdict, publicKeyOf, readHeads, signHead } from './signed-heads.ts'
import { verifyAudit } from './verify-audit.ts'

const dir = mkdtempSync(path.join(tmpdir(), 'des-heads-'))
const file = path.join(dir, 'store.sqlite')
/** The chain has 30 entries; a head was written at each of these lengths. */
const HEADS_AT = [10, 20, 30]
let opened: OpenedStore
let heads: HeadsVerdict
let lines: string

beforeAll(async () => {
  opened = await openCentralStore({ dataDir: dir })
  const { store, keys, identity, files } = opened
  mkdirSync(files.heads)
  const keeper = keepHeads({ store, identity, keys, files, now: () => '2026-11-23T08:00:00.000Z' })
  for (let n = 1; n <= 30; n++) {
    await store.write((writing) => {
      writing.audited({ actor: 'a', device: null, action: 'test', subjectRef: null, body: { n } })
      return Promise.resolve()
    })
    if (HEADS_AT.includes(n)) await keeper.write('hour')
  }
  // Nothing was added since.
  await keeper.write('close')
  heads = readOwnHeads(files, keys)
  lines = readFileSync(path.join(files.heads, 'audit-heads.jsonl'), 'utf8')
})
afterAll(async () => {
  await opened.close()
  rmSync(dir, { recursive: true, force: true })
})

type Row = { n: number; at: string; actor: string; device: null; action: string; subject_ref: null; commitment: string }

/** Writes the chain anew from entry `k`, so that every hash is right. */
function rewriteFrom(raw: BetterSqlite3.Database, k: number): void {
  const rows = raw.prepare<[], Row>('select * from audit_entry order by n').all()
  const before = raw.prepare<[number], { hash: string }>('select hash from audit_entry where n = ?').get(k - 1)
  let prevHash = before?.hash ?? FIRST_AUDIT_HASH
  for (const row of rows.filter(({ n }) => n >= k)) {
    const { n, at, device, action, subject_ref: subjectRef } = row
    const salt = Buffer.alloc(16, 1)
    const body = `{"n":${String(n)},"forged":true}`
    const commitment = commitmentTo(salt, body)
    const hash = auditHash({ n, at, actor: 'mallory', device, action, subjectRef, commitment, prevHash })
    raw
      .prepare("update audit_entry set actor = 'mallory', commitment = ?, prev_hash = ?, hash = ? where n = ?")
      .run(commitment, prevHash, hash, n)
    raw.prepare('update audit_body set salt = ?, body = ? where n = ?').run(salt, body, n)
    prevHash = hash
  }
}
const cutFrom = (raw: BetterSqlite3.Database, k: number): void => {
  raw.prepare('delete from audit_body where n >= ?').run(k)
  raw.prepare('delete from audit_entry where n >= ?').run(k)
}

async function verdictAfter(forge: (raw: BetterSqlite3.Database) => void) {
  const copy = path.join(dir, 'forged.sqlite')
  await opened.store.forgetDeleted()
  copyFileSync(file, copy)
  const raw = new BetterSqlite3(copy)
  for (const act of ['changed', 'removed'])
    for (const table of ['entry', 'body']) raw.exec(`drop trigger audit_${table}_is_never_${act}`)
  raw.pragma('foreign_keys = off')
  forge(raw)
  raw.close()
  const forged = await SQLITE.open(copy, opened)
  const [alone, withHeads] = [
    await verifyAudit((work) => forged.read(work)),
    await verifyAudit((work) => forged.read(work), heads),
  ]
  await forged.close()
  return { alone, withHeads }
}

test('the chain as it is agrees with every head', async () => {
  expect(await verdictAfter(() => undefined)).toMatchObject({
    alone: { intact: true, entries: 30, heads: 0 },
    withHeads: { intact: true, entries: 30, heads: 3 },
  })
})

describe('from every entry on', () => {
  for (const k of [1, 2, 10, 11, 20, 29, 30]) {
    test(`a chain written anew from entry ${String(k)} is found, though every hash in it is right`, async () => {
      const { alone, withHeads } = await verdictAfter((raw) => rewriteFrom(raw, k))
      expect(alone).toMatchObject({ intact: true, entries: 30 })
      const head = HEADS_AT.find((n) => n >= k)
      expect(withHeads).toMatchObject({ intact: false, n: head, fault: 'head' })
    })
    test(`an end cut at entry ${String(k)} is found`, async () => {
      const { alone, withHeads } = await verdictAfter((raw) => cutFrom(raw, k))
      expect(alone).toMatchObject({ intact: true, entries: k - 1 })
      expect(withHeads).toMatchObject({ intact: false, n: 30, fault: 'cut' })
    })
    test(`a chain cut at ${String(k)} and grown again is found`, async () => {
      const { withHeads } = await verdictAfter((raw) => {
        rewriteFrom(raw, k)
        raw.exec('update audit_entry set device = null')
      })
      expect(withHeads).toMatchObject({ intact: false })
    })
  }
})

describe('in the file of heads', () => {
  const key = () => publicKeyOf(opened.keys.headKey)
  const at = (text: string, n: number): string => text.split('\n')[n] ?? ''
  const CHANGES: Readonly<Record<string, (text: string) => string>> = {
    'a changed length': (text) => text.replace('"n":20', '"n":21'),
    'a changed hash': (text) => text.replace(/"hash":"./, '"hash":"g'),
    'another count of bodies': (text) => text.replace('"bodies":20', '"bodies":19'),
    'another instant': (text) => text.replace('08:00', '09:00'),
    'another order of fields': (text) => text.replace(/\{("at":"[^"]+"),("bodies":10)/, '{$2,$1'),
    'an unknown field': (text) => text.replace('{"at"', '{"a":1,"at"'),
    'a line taken out': (text) => text.split('\n').toSpliced(1, 1).join('\n'),
    'the first line taken out': (text) => text.split('\n').slice(1).join('\n'),
    'two lines that changed places': (text) => [at(text, 1), at(text, 0), at(text, 2), ''].join('\n'),
    'a line twice': (text) => [at(text, 0), at(text, 0), ''].join('\n'),
    'an empty line': (text) => `\n${text}`,
    'a line that was cut': (text) => text.slice(0, -20),
    'a signature of another length': (text) => text.replace(/"signature":"..../, '"signature":"'),
  }
  for (const [what, change] of Object.entries(CHANGES))
    test(`${what} is found`, () => {
      expect(change(lines)).not.toBe(lines)
      expect(readHeads(change(lines), key())).toMatchObject({ ok: false })
    })

  test('heads signed by whoever does not have the key ring are found', () => {
    const forger = generateKeyPairSync('ed25519').privateKey
    if (!heads.ok) throw new Error('the heads hold')
    const [head] = heads.heads
    const { format, previous, key: _key, signature, ...facts } = head ?? ({} as never)
    expect([format, typeof signature]).toEqual(['des-audit-head/1', 'string'])
    const line = (facts_: HeadFacts) => `${signHead(facts_, previous, forger)}\n`
    expect(readHeads(line(facts), key())).toMatchObject({ ok: false, line: 1, fault: 'signature' })
    // Also where it names the right key.
    const named = line(facts).replace(/"key":"[0-9a-f]+"/, `"key":"${key()}"`)
    expect(readHeads(named, key())).toMatchObject({ ok: false, line: 1, fault: 'signature' })
  })

  test('a line that a power cut left unfinished is written again, and no whole line is lost', async () => {
    const { store, keys, identity, files } = opened
    const path_ = path.join(files.heads, 'audit-heads.jsonl')
    writeFileSync(path_, `${lines}{"at":"2026`)
    const keeper = keepHeads({ store, identity, keys, files, now: () => '2026-11-23T09:00:00.000Z' })
    await store.write((writing) => {
      writing.audited({ actor: 'a', device: null, action: 'test', subjectRef: null, body: {} })
      return Promise.resolve()
    })
    await Promise.all([keeper.write('hour'), keeper.write('hour')])
    expect(readOwnHeads(files, keys)).toMatchObject({ ok: true, heads: { length: 4 } })
    expect(readFileSync(path_, 'utf8').startsWith(lines)).toBe(true)
  })
})
