/**
 * One process per folder, by a lock of the operating system: it ends with the process, however that ends, and no
 * leftover file can be mistaken for it. SQLite takes the lock, because Node cannot lock a file.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** A connection to an SQLite file, of whichever driver. */
export interface LockConnection {
  exec(statement: string): unknown
  close(): unknown
}

export interface FolderLock {
  release(): void
}

/** The lock itself. It stays in the folder: to remove it would let two processes lock two files of one name. */
export const LOCK_FILE = 'in-use.lock'
/** Which process has the lock; only to be shown. */
const HOLDER_FILE = 'in-use.pid'

const codeOf = (error: unknown): unknown => (error as { code?: unknown } | null)?.code

function holderOf(file: string): number | null {
  try {
    const pid = Number(readFileSync(file, 'utf8'))
    return Number.isInteger(pid) && pid > 0 ? pid : null
  } catch {
    return null
  }
}

/**
 * Locks the folder, or returns the process that has it (null where that is not known).
 * @param folder an existing folder
 * @param connect opens a file with SQLite, without waiting for locks
 * @throws where the folder cannot be written
 */
export function lockFolder(
  folder: string,
  connect: (file: string) => LockConnection,
): { ok: true; lock: FolderLock } | { ok: false; pid: number | null } {
  const holder = path.join(folder, HOLDER_FILE)
  const file = path.join(folder, LOCK_FILE)
  // Made here, so that SQLite does not make it readable for others.
  writeFileSync(file, '', { flag: 'a', mode: 0o600 })
  const connection = connect(file)
  try {
    // Nothing is ever written, so no journal is needed beside it.
    connection.exec('pragma journal_mode = memory')
    connection.exec('begin exclusive')
  } catch (error) {
    connection.close()
    if (codeOf(error) !== 'SQLITE_BUSY') throw error
    return { ok: false, pid: holderOf(holder) }
  }
  writeFileSync(holder, String(process.pid), { mode: 0o600 })
  return {
    ok: true,
    lock: {
      release() {
        rmSync(holder, { force: true })
        connection.close()
      },
    },
  }
}
