/** The data folder of a desk: private, and used by one process. A failure is reported as one sentence for a person. */
import { accessSync, constants } from 'node:fs'
import Driver from 'better-sqlite3-multiple-ciphers'
import { type FolderLock, lockFolder } from '../../files/folder-lock.ts'
import { makePrivate } from '../../files/private-folder.ts'

/** The desk cannot use its folder. The message states why and what to do. */
export class DeskFolderRefused extends Error {
  override readonly name = 'DeskFolderRefused'
}

/** Names of files in the folder that other accounts could read until now. */
export interface LockedDeskFolder extends FolderLock {
  readonly wasOpenToOthers: readonly string[]
}

const reasonOf = (error: unknown): string =>
  String((error as { code?: unknown } | null)?.code ?? (error instanceof Error ? error.name : 'unknown'))

const refused = (dataDir: string, error: unknown) =>
  new DeskFolderRefused(
    `The folder of this desk, ${dataDir}, cannot be used (${reasonOf(error)}): it has to belong to the account that ` +
      'runs the desk, on a disk that can be written and has room.',
  )

/**
 * Makes the folder and closes it to other accounts. Returns what they could read until now, as paths.
 * @throws DeskFolderRefused where it cannot be written or made private
 */
export function privateDeskFolder(dataDir: string): string[] {
  try {
    const wasOpen = makePrivate(dataDir)
    accessSync(dataDir, constants.W_OK | constants.X_OK)
    return wasOpen
  } catch (error) {
    throw refused(dataDir, error)
  }
}

/** @throws DeskFolderRefused where another desk has the folder, or it cannot be written or made private */
export function lockDesk(dataDir: string): LockedDeskFolder {
  const wasOpenToOthers = privateDeskFolder(dataDir)
  let taken: ReturnType<typeof lockFolder>
  try {
    taken = lockFolder(dataDir, (file) => new Driver(file, { timeout: 0 }))
  } catch (error) {
    throw refused(dataDir, error)
  }
  if (taken.ok) return { ...taken.lock, wasOpenToOthers }
  const holder = taken.pid === null ? '' : ` (process ${String(taken.pid)})`
  throw new DeskFolderRefused(
    `A desk is already running in ${dataDir}${holder}. Use its window, or close it before starting another.`,
  )
}
