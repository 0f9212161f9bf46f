import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { takeOfficeLock } from './office-lock.ts'

describe('the lock of an office', () => {
  let folder = ''
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'des-lock-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('is acquired once and can be released', () => {
    const first = takeOfficeLock(folder)
    if (!first.ok) throw new Error('a free folder was refused')
    expect(existsSync(path.join(folder, 'office.lock'))).toBe(true)
    first.lock.release()
    expect(takeOfficeLock(folder).ok).toBe(true)
  })

  it('names the running process that holds it', () => {
    writeFileSync(path.join(folder, 'office.lock'), String(process.ppid))
    expect(takeOfficeLock(folder)).toEqual({ ok: false, pid: process.ppid })
  })

  it('is taken over from a process that has ended, and from a damaged file', () => {
    const gone = spawnSync(process.execPath, ['-e', '']).pid
    for (const left of [String(gone), '', 'x']) {
      writeFileSync(path.join(folder, 'office.lock'), left)
      const taken = takeOfficeLock(folder)
      expect(taken.ok).toBe(true)
      if (taken.ok) taken.lock.release()
    }
  })
})
