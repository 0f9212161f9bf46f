/**
 * Allows one office at a time in one folder. Two central stores on one database would both act as the only authority.
 */
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'

export interface OfficeLock {
  release(): void
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (failure) {
    // EPERM: the process is running, but belongs to another user.
    return (failure as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Acquires the lock of the folder, or returns the process that holds it. The lock of an ended process is taken over.
 * @param folder an existing folder
 */
export function takeOfficeLock(folder: string): { ok: true; lock: OfficeLock } | { ok: false; pid: number } {
  const file = path.join(folder, 'office.lock')
  for (;;) {
    try {
      const descriptor = openSync(file, 'wx', 0o600)
      writeSync(descriptor, String(process.pid))
      closeSync(descriptor)
      return { ok: true, lock: { release: () => rmSync(file, { force: true }) } }
    } catch (failure) {
      if ((failure as NodeJS.ErrnoException).code !== 'EEXIST') throw failure
      const pid = Number(readFileSync(file, 'utf8'))
      if (Number.isInteger(pid) && pid > 0 && pid !== process.pid && isAlive(pid)) return { ok: false, pid }
      rmSync(file, { force: true })
    }
  }
}
