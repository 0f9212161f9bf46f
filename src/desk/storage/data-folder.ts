/** The files of a desk's data folder, the room left beside them, and where damaged ones are moved. */
import { existsSync, mkdirSync, renameSync, statfsSync, statSync } from 'node:fs'
import path from 'node:path'

/** The cache and the files that SQLite keeps beside it. */
const CACHE_FILES = ['cache.db', 'cache.db-wal', 'cache.db-shm', 'cache.db-journal'] as const

/** With less free space than this the desk accepts no new work, so that it can still finish what it has. */
export const FREE_BYTES_NEEDED = 64 * 1024 * 1024

export interface DataFolder {
  readonly cacheFile: string
  readonly journalFile: string
  readonly blobs: string
  readonly scans: string
  readonly cacheBytes: () => number
  readonly freeBytes: () => number
  /** Moves a cache that cannot be trusted to `set-aside/`; nothing is deleted. Returns the cache's new place. */
  readonly setCacheAside: () => string
  /** The same for everything that was encrypted with keys that can no longer be read. */
  readonly setEncryptedFilesAside: () => void
}

/** @param stamp the present moment as part of a file name */
export function dataFolder(dataDir: string, stamp: () => string): DataFolder {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const inFolder = (...names: string[]): string => path.join(dataDir, ...names)
  const setAside = (names: readonly string[]): string => {
    const folder = inFolder('set-aside', stamp())
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    for (const name of names) if (existsSync(inFolder(name))) renameSync(inFolder(name), path.join(folder, name))
    return folder
  }
  const bytesOf = (name: string): number => (existsSync(inFolder(name)) ? statSync(inFolder(name)).size : 0)
  return {
    cacheFile: inFolder('cache.db'),
    journalFile: inFolder('journal', 'journal.bin'),
    blobs: inFolder('blobs'),
    scans: inFolder('scans'),
    cacheBytes: () => CACHE_FILES.reduce((sum, name) => sum + bytesOf(name), 0),
    freeBytes: () => {
      const { bavail, bsize } = statfsSync(dataDir)
      return bavail * bsize
    },
    setCacheAside: () => path.join(setAside(CACHE_FILES), 'cache.db'),
    setEncryptedFilesAside: () => void setAside([...CACHE_FILES, 'journal', 'blobs']),
  }
}
