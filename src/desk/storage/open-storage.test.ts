import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { randomBytes } from 'node:crypto'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fileSecretStore } from '../keys/file-secret-store.ts'
import { openStorage } from './open-storage.ts'
import { StartBlocked } from './start-blocked.ts'

let dataDir: string
let lines: string[]
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'des-storage-'))
  lines = []
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

/** `secret` names the key of the operating system's store: another name is another key. */
async function openAndClose(secret: string) {
  const storage = await openStorage(
    { dataDir, secretStore: fileSecretStore(path.join(dataDir, secret)) },
    {
      randomBytes: (length) => randomBytes(length),
      stamp: () => 'then',
      log: pino({}, { write: (line: string) => lines.push(line) }),
    },
    false,
  )
  storage.close()
  return { cacheIsNew: storage.cacheIsNew, incidents: storage.incidents }
}
/** Why a start waits for a person; null if it does not. */
const blockedBy = (secret = 'one'): Promise<unknown> =>
  openAndClose(secret).then(
    () => null,
    (error: unknown) => (error instanceof StartBlocked ? error.reason : error),
  )
/** Every file of the folder with its bytes, so that a test sees whether one was touched. */
const everything = (): Map<string, string> =>
  new Map(
    readdirSync(dataDir, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => path.join(parentPath, name))
      .map((file) => [file, readFileSync(file).toString('base64')]),
  )
const inFolder = (name: string) => path.join(dataDir, name)
const remove = (...names: string[]) => {
  for (const name of names) rmSync(inFolder(name), { recursive: true })
}
/** A journal that has something in it: an empty one is no loss. */
async function withRecords() {
  const storage = await openStorage(
    { dataDir, secretStore: fileSecretStore(inFolder('one')) },
    { randomBytes, stamp: () => 'then', log: pino({ level: 'silent' }) },
    false,
  )
  storage.journal.append({ type: 'gone', deviceSeq: 1, chainHash: 'a'.repeat(64) })
  storage.close()
}
const KEYS = ['keys.json', 'keys.copy.json']

describe('the storage of a desk', () => {
  it('opens again with its keys, and reports nothing', async () => {
    expect(await openAndClose('one')).toEqual({ cacheIsNew: true, incidents: [] })
    expect(await openAndClose('one')).toEqual({ cacheIsNew: false, incidents: [] })
    expect(existsSync(inFolder('set-aside'))).toBe(false)
  })

  it.each([
    ['keys of another store', 'keys-foreign', (): void => {}, 'two'],
    ['both copies of the keys deleted', 'keys-missing', () => remove(...KEYS)],
    ['both copies cut', 'keys-foreign', () => KEYS.forEach((name) => truncateSync(inFolder(name), 40))],
    ['both copies empty', 'keys-foreign', () => KEYS.forEach((name) => truncateSync(inFolder(name), 0))],
    ['a folder instead of the keys', 'keys-unavailable', () => (remove(...KEYS), mkdirSync(inFolder('keys.json')))],
    ['cache and journal deleted', 'records-unreadable', () => remove('cache.db', 'journal')],
    [
      'cache empty, journal cut to nothing',
      'records-unreadable',
      () => (empty('cache.db'), empty('journal/journal.bin')),
    ],
    [
      'a folder instead of the journal',
      'files-unavailable',
      () => (remove('journal'), mkdirSync(inFolder('journal/journal.bin'), { recursive: true })),
    ],
  ] as const)('waits for a person and touches nothing: %s', async (_what, reason, damage, secret: string = 'one') => {
    await withRecords()
    damage()
    const before = everything()
    expect(await blockedBy(secret)).toBe(reason)
    expect(await blockedBy(secret)).toBe(reason)
    expect(everything()).toEqual(before)
  })

  it('does not open data with the keys of other data', async () => {
    await withRecords()
    const other = mkdtempSync(path.join(tmpdir(), 'des-storage-'))
    for (const name of ['cache.db', 'journal']) cpSync(inFolder(name), path.join(other, name), { recursive: true })
    remove(...KEYS, 'cache.db', 'journal')
    await withRecords()
    remove('cache.db', 'journal')
    for (const name of ['cache.db', 'journal']) cpSync(path.join(other, name), inFolder(name), { recursive: true })
    rmSync(other, { recursive: true })
    const before = everything()
    expect(await blockedBy()).toBe('keys-of-other-data')
    expect(everything()).toEqual(before)
  })

  it.each(KEYS.flatMap((name) => (['deleted', 'flipped', 'cut', 'empty'] as const).map((how) => [name, how] as const)))(
    'restores %s, %s, from the other copy, and keeps what it was',
    async (name, how) => {
      await withRecords()
      const whole = readFileSync(inFolder(name))
      const damaged = {
        deleted: null,
        flipped: Buffer.from(whole.toString().replace('"store":"file"', '"store":"fild"')),
        cut: whole.subarray(0, 40),
        empty: Buffer.alloc(0),
      }[how]
      if (damaged === null) remove(name)
      else writeFileSync(inFolder(name), damaged)
      expect(await openAndClose('one')).toMatchObject({ cacheIsNew: false, incidents: ['keys-repaired'] })
      expect(readFileSync(inFolder(name))).toEqual(whole)
      if (damaged !== null) expect(readFileSync(inFolder(`${name}.set-aside-1`))).toEqual(damaged)
      expect(await openAndClose('one')).toMatchObject({ incidents: [] })
    },
  )
})

function empty(name: string): void {
  truncateSync(inFolder(name), 0)
}
