/**
 * Every file of a central store, damaged in every way, after a kill: the store refuses to start in one sentence and
 * changes nothing, or the damage is noticed in words, or nothing was lost. Which of them is written down for each cell.
 */
import {
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readOwnHeads } from '../../src/central/audit/keep-heads.ts'
import { type Central, startCentral } from '../../src/central/central.ts'
import { checkIntegrity } from '../../src/central/integrity/check-integrity.ts'
import { StartRefused } from '../../src/central/folder/start-refused.ts'
import { makePrivate } from '../../src/files/private-folder.ts'
import { sha256Hex } from '../../src/files/sha256.ts'
import { createUser } from '../../src/central/people/users.ts'
import { undoing } from '../support/undoing.ts'

const { folder } = undoing(afterAll)
const SCAN = new TextEncoder().encode('o cerere scanată')
const ATTACHED = path.join('attachments', sha256Hex(SCAN).slice(0, 2), sha256Hex(SCAN))

/** What happens: refused · noticed (in the log, or by the check) · whole (nothing of what was committed is missing). */
type Outcome = 'refused' | 'noticed' | 'whole'
const HARMS = ['deleted', 'flipped', 'cut', 'empty', 'foreign', 'older'] as const
type Harm = (typeof HARMS)[number]

const EXPECTED: Readonly<Record<string, Readonly<Record<Harm, Outcome>>>> = {
  'store.sqlite': {
    deleted: 'refused',
    flipped: 'refused',
    cut: 'refused',
    empty: 'refused',
    foreign: 'refused',
    older: 'refused',
  },
  'store.sqlite-wal': {
    deleted: 'refused',
    flipped: 'refused',
    cut: 'refused',
    empty: 'refused',
    foreign: 'refused',
    older: 'refused',
  },
  'keys/key-ring.json': {
    deleted: 'refused',
    flipped: 'refused',
    cut: 'refused',
    empty: 'refused',
    foreign: 'refused',
    older: 'whole',
  },
  'keys/seal.p12': {
    deleted: 'refused',
    flipped: 'refused',
    cut: 'refused',
    empty: 'refused',
    foreign: 'refused',
    older: 'whole',
  },
  'keys/seal.password': {
    deleted: 'refused',
    flipped: 'refused',
    cut: 'refused',
    empty: 'refused',
    foreign: 'refused',
    older: 'whole',
  },
  'keys/seal-authority.der': {
    deleted: 'whole',
    flipped: 'refused',
    cut: 'refused',
    empty: 'refused',
    foreign: 'refused',
    older: 'whole',
  },
  [ATTACHED]: {
    deleted: 'noticed',
    flipped: 'noticed',
    cut: 'noticed',
    empty: 'noticed',
    foreign: 'noticed',
    older: 'whole',
  },
  'heads/audit-heads.jsonl': {
    deleted: 'refused',
    flipped: 'refused',
    cut: 'refused',
    empty: 'refused',
    foreign: 'refused',
    older: 'refused',
  },
  'heads/last-commit': {
    deleted: 'refused',
    flipped: 'refused',
    cut: 'refused',
    empty: 'refused',
    foreign: 'refused',
    older: 'whole',
  },
  'store.open': { deleted: 'whole', flipped: 'whole', cut: 'whole', empty: 'whole', foreign: 'whole', older: 'whole' },
}
/** Made anew at each start, and of no meaning to it. */
const MADE_ANEW = ['store.sqlite-shm', 'in-use.lock', 'in-use.pid']

const filesIn = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(path.join(dir, name)).isFile())
const contentsOf = (dir: string): Record<string, string> =>
  Object.fromEntries(
    filesIn(dir)
      .filter((name) => !MADE_ANEW.includes(name) && statSync(path.join(dir, name)).size > 0)
      .map((name) => [name, sha256Hex(readFileSync(path.join(dir, name)))]),
  )

const start = (dataDir: string, log = pino({ level: 'silent' })) =>
  startCentral({ dataDir, host: '127.0.0.1', port: 0, demonstration: true, log })

async function fill(central: Central, round: number): Promise<void> {
  for (let n = 0; n < 40; n++)
    await central.store.write(async (writing) => {
      const id = central.random.id(Date.parse(writing.at))
      const username = `p${String(round)}.${String(n)}`
      await createUser(writing, { id, username, name: 'Persoana', role: 'clerk', passwordHash: 'x'.repeat(60) })
      writing.audited({ actor: id, device: null, action: 'user.created', subjectRef: null, body: { round, n } })
    })
  await central.attachments.put(sha256Hex(SCAN), 0, SCAN.length, SCAN)
}

/** Three copies of a folder: after its first clean end; of another store; and as a kill in the third run left it. */
let older = ''
let foreign = ''
let killed = ''
beforeAll(async () => {
  const data = folder('data')
  const run = async (dir: string, round: number) => {
    const central = await start(dir)
    await fill(central, round)
    return central
  }
  await (await run(data, 1)).close()
  older = folder('older')
  cpSync(data, older, { recursive: true })
  await (await run(data, 2)).close()
  const open = await run(data, 3)
  killed = folder('killed')
  cpSync(data, killed, { recursive: true })
  // The log of the first run: the file at rest has none.
  copyFileSync(path.join(killed, 'store.sqlite-wal'), path.join(older, 'store.sqlite-wal'))
  truncateSync(path.join(older, 'store.sqlite-wal'), 32 + 3 * (24 + 4096))
  await open.close()
  const other = folder('other')
  const elsewhere = await run(other, 1)
  foreign = folder('foreign')
  cpSync(other, foreign, { recursive: true })
  await elsewhere.close()
  copyFileSync(path.join(killed, 'store.open'), path.join(older, 'store.open'))
})

/** Flips a bit where the format has no slack: a page's header, the middle of a log, of a text or of a file. */
function flip(file: string): void {
  const bytes = readFileSync(file)
  if (bytes.length === 0) return
  const place = file.endsWith('store.sqlite') ? 4096 * 3 : Math.floor(bytes.length / 2)
  bytes[place] = (bytes[place] ?? 0) ^ (file.endsWith('store.sqlite') ? 0x40 : 1)
  writeFileSync(file, bytes)
}
function harm(dir: string, name: string, how: Harm): void {
  const file = path.join(dir, name)
  if (how === 'deleted') rmSync(file)
  else if (how === 'flipped') flip(file)
  else if (how === 'cut') truncateSync(file, Math.floor(statSync(file).size / 2))
  else if (how === 'empty') truncateSync(file)
  else if (how === 'foreign' && name === ATTACHED) writeFileSync(file, 'altceva')
  else copyFileSync(path.join(how === 'foreign' ? foreign : older, name), file)
}

/** A copy does not keep the modes of folders. */
function copyKilled(dir: string): void {
  cpSync(killed, dir, { recursive: true })
  makePrivate(dir)
}
function committed(dir: string): { users: number; audit: number } {
  const raw = new BetterSqlite3(path.join(dir, 'store.sqlite'), { readonly: true })
  const count = (table: string): number =>
    raw.prepare<[], { n: number }>(`select count(*) as n from ${table}`).get()?.n ?? 0
  const found = { users: count('user_account'), audit: count("audit_entry where action = 'user.created'") }
  raw.close()
  return found
}

async function outcomeOf(dir: string): Promise<{ outcome: Outcome; words: string[] }> {
  const before = contentsOf(dir)
  const words: string[] = []
  const log = pino(
    { level: 'error' },
    { write: (line: string) => words.push((JSON.parse(line) as { msg: string }).msg) },
  )
  let central: Central
  try {
    central = await start(dir, log)
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error
    expect(error.message).not.toContain('\n')
    expect(error.message).toMatch(/Put back|put back|belongs to/)
    const after = contentsOf(dir)
    // The seal is the last to be opened. Until then the database has taken up its log, and was closed again.
    const untouched = error.message.includes('seal') ? Object.keys(before).filter((name) => /^keys/.test(name)) : null
    for (const name of untouched ?? Object.keys(before)) expect([name, after[name]]).toEqual([name, before[name]])
    return { outcome: 'refused', words: [error.message] }
  }
  const { store, files, keys } = central
  words.push(...(await checkIntegrity({ store, files, readOwnHeads: () => readOwnHeads(files, keys) })))
  await central.close()
  expect(committed(dir)).toEqual({ users: 120, audit: 120 })
  return { outcome: words.length > 0 ? 'noticed' : 'whole', words }
}

test('every file of the folder has its row', () => {
  const known = [...Object.keys(EXPECTED), ...MADE_ANEW]
  expect(filesIn(killed).filter((name) => !known.includes(name))).toEqual([])
})

test('the folder as the kill left it opens, and has everything', async () => {
  const dir = folder('untouched')
  copyKilled(dir)
  expect((await outcomeOf(dir)).outcome).toBe('whole')
})

describe.each(Object.keys(EXPECTED))('%s', (name) => {
  test.each(HARMS)('%s', async (how) => {
    const dir = folder('harmed')
    copyKilled(dir)
    harm(dir, name, how)
    const { outcome, words } = await outcomeOf(dir)
    expect({ outcome, words: outcome === 'whole' ? [] : words }).toEqual({
      outcome: EXPECTED[name]?.[how],
      words: outcome === 'whole' ? [] : [expect.stringMatching(/.{30}/), ...words.slice(1)],
    })
    rmSync(dir, { recursive: true })
  })
})

test('what was lost can be accepted, on the record, and only then does the store start', async () => {
  const dir = folder('accepted')
  copyKilled(dir)
  rmSync(path.join(dir, 'store.sqlite-wal'))
  const { openCentralStore } = await import('../../src/central/open-central-store.ts')
  const opened = await openCentralStore({ dataDir: dir, alone: true, explainedLoss: 'discul s-a stricat' })
  expect(opened.acceptedLoss).toContain('is missing')
  expect(existsSync(path.join(dir, `heads.before-${opened.identity.epoch}`))).toBe(true)
  await opened.close()
  const central = await start(dir)
  expect(central.epoch).toBe(opened.identity.epoch)
  const entry = await central.store.read((db) =>
    db
      .selectFrom('audit_entry')
      .innerJoin('audit_body', 'audit_body.n', 'audit_entry.n')
      .select('body')
      .where('action', '=', 'store.loss-accepted')
      .executeTakeFirstOrThrow(),
  )
  expect(JSON.parse(entry.body)).toMatchObject({ explanation: 'discul s-a stricat' })
  await central.close()
})
