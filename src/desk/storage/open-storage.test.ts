import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { randomBytes } from 'node:crypto'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fileSecretStore } from '../keys/file-secret-store.ts'
import { openStorage } from './open-storage.ts'

let dataDir: string
let lines: string[]
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'des-storage-'))
  lines = []
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

/** `secret` names the key of the operating system's store: another name is another key. */
async function openAndClose(secret: string): Promise<{ cacheIsNew: boolean }> {
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
  return { cacheIsNew: storage.cacheIsNew }
}
const errors = () => lines.map((line) => JSON.parse(line) as { level: number }).filter(({ level }) => level >= 50)

describe('the storage of a desk', () => {
  it('opens again with its keys, and reports nothing', async () => {
    expect(await openAndClose('one')).toEqual({ cacheIsNew: true })
    expect(await openAndClose('one')).toEqual({ cacheIsNew: false })
    expect(errors()).toEqual([])
    expect(existsSync(path.join(dataDir, 'set-aside'))).toBe(false)
  })

  it('starts anew with keys that cannot be unwrapped, deletes nothing, and reports it', async () => {
    await openAndClose('one')
    expect(await openAndClose('two')).toEqual({ cacheIsNew: true })
    expect(readdirSync(path.join(dataDir, 'set-aside', 'then')).sort()).toEqual(
      expect.arrayContaining(['cache.db', 'journal']),
    )
    expect(readdirSync(dataDir).filter((name) => name.startsWith('keys.json'))).toHaveLength(2)
    expect(errors()).toMatchObject([{ msg: expect.stringContaining('keys') as string }])
  })
})
