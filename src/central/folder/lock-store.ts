/** One process serves a folder: two central stores on one database would both act as the only authority. */
import BetterSqlite3 from 'better-sqlite3'
import { type FolderLock, lockFolder } from '../../files/folder-lock.ts'
import { makePrivate } from '../../files/private-folder.ts'
import { StartRefused } from './start-refused.ts'
import { filesOf } from './store-folder.ts'

const reasonOf = (error: unknown): string =>
  String((error as { code?: unknown } | null)?.code ?? (error instanceof Error ? error.name : 'unknown'))

/**
 * Makes the folder and its content private, except for the secrets. A secret that others could read stays compromised
 * when its file is closed, so it is refused when it is read. Returns what was open to other accounts until now.
 * @throws StartRefused if the folder cannot be created or belongs to another account
 */
export function privateStoreFolder(dataDir: string): string[] {
  try {
    return makePrivate(dataDir, filesOf(dataDir).secrets)
  } catch (error) {
    throw new StartRefused(
      `${dataDir} cannot be used (${reasonOf(error)}): it has to belong to the account that runs the central store, ` +
        'on a disk that can be written.',
    )
  }
}

/** @throws StartRefused where another process serves the folder, or it cannot be written */
export function lockStore(dataDir: string): FolderLock {
  const connect = (file: string) => new BetterSqlite3(file, { timeout: 0 })
  let taken: ReturnType<typeof lockFolder>
  try {
    taken = lockFolder(dataDir, connect)
  } catch (error) {
    throw new StartRefused(
      `${dataDir} cannot be written (${reasonOf(error)}). Check that its disk is mounted for writing and has room.`,
    )
  }
  if (taken.ok) return taken.lock
  const holder = taken.pid === null ? '' : ` (process ${String(taken.pid)})`
  throw new StartRefused(
    `A central store is already running in ${dataDir}${holder}. Stop it first, or choose another folder with --data.`,
  )
}
