/** Locks and modes of the folders of an office, a central store and a desk, with real processes. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lockFolder } from './folder-lock.ts'
import { makePrivate } from './private-folder.ts'

let folder = ''
let holder: ChildProcess | null = null
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'des-lock-'))))
afterEach(() => {
  holder?.kill('SIGKILL')
  holder = null
  rmSync(folder, { recursive: true, force: true })
})
const take = () => lockFolder(folder, (file) => new BetterSqlite3(file, { timeout: 0 }))

/** Another process that holds the lock of the folder until it ends. */
async function heldElsewhere(): Promise<ChildProcess> {
  const script = `import B from 'better-sqlite3'
import { lockFolder } from ${JSON.stringify(path.resolve('src/files/folder-lock.ts'))}
process.stdout.write(String(lockFolder(${JSON.stringify(folder)}, (file) => new B(file, { timeout: 0 })).ok))
setInterval(() => undefined, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  holder = child
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  expect(said.toString()).toBe('true')
  return child
}

describe('the lock of a folder', () => {
  test('is acquired once, and again after it was released', () => {
    const first = take()
    if (!first.ok) throw new Error('a free folder was refused')
    expect(take()).toEqual({ ok: false, pid: process.pid })
    first.lock.release()
    const again = take()
    expect(again.ok).toBe(true)
    if (again.ok) again.lock.release()
  })

  test('names the process that has it, and ends with that process, however it ends', async () => {
    const child = await heldElsewhere()
    expect(take()).toEqual({ ok: false, pid: child.pid })
    child.kill('SIGKILL')
    await once(child, 'exit')
    const taken = take()
    expect(taken.ok).toBe(true)
    if (taken.ok) taken.lock.release()
  })

  test('does not depend on what was left in its files', () => {
    for (const left of ['', 'x', String(process.ppid)]) {
      writeFileSync(path.join(folder, 'in-use.pid'), left)
      const taken = take()
      expect(taken.ok).toBe(true)
      if (taken.ok) taken.lock.release()
    }
  })

  test('is refused where the folder is missing', () => {
    rmSync(folder, { recursive: true })
    expect(take).toThrow('ENOENT')
  })
})

test('a folder is closed to others with what lies in it, and says what was open', () => {
  const inner = path.join(folder, 'inner')
  mkdirSync(inner, { mode: 0o755 })
  chmodSync(inner, 0o755)
  const files = ['a', 'b', 'kept'].map((name) => path.join(inner, name))
  for (const file of files) {
    writeFileSync(file, '')
    chmodSync(file, 0o644)
  }
  chmodSync(files[0] ?? '', 0o600)
  symlinkSync('/etc/hostname', path.join(inner, 'link'))
  chmodSync(folder, 0o755)
  expect(makePrivate(folder, [files[2] ?? '']).sort()).toEqual([folder, inner, files[1]].sort())
  expect([folder, inner, ...files].map((file) => (statSync(file).mode & 0o777).toString(8))).toEqual([
    '700',
    '700',
    '600',
    '600',
    '644',
  ])
  expect(makePrivate(folder, [files[2] ?? ''])).toEqual([])
  const made = path.join(folder, 'new', 'deep')
  makePrivate(made)
  expect(statSync(made).mode & 0o777).toBe(0o700)
})
