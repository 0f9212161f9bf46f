/** The files of a desk's data folder, the room left beside them, and where damaged ones are moved. */
import { existsSync, mkdirSync, readdirSync, renameSync, statfsSync, statSync } from 'node:fs'
import path from 'node:path'

/** The cache and the files that SQLite keeps beside it. */
const CACHE_FILES = ['cache.db', 'cache.db-wal', 'cache.db-shm', 'cache.db-journal'] as const
const ENCRYPTED = [...CACHE_FILES, 'journal', 'blobs'] as const

/** With less free space than this the desk accepts no new work, so that it can still finish what it has. */
export const FREE_BYTES_NEEDED = 64 * 1024 * 1024

export interface DataFolder {
  readonly cacheFile: string
  readonly journalFile: string
  readonly blobs: string
  readonly scans: string
  readonly cacheBytes: () => number
  readonly freeBytes: () => number
  /** Whether there is a cache with content. */
  readonly hasCache: () => boolean
  readonly hasBlobs: () => boolean
  /** Moves a cache that cannot be trusted to `set-aside/`; nothing is deleted. Returns the cache's new place. */
  readonly setCacheAside: () => string
  /** The same for everything that was encrypted, and for the keys. */
  readonly setEverythingAside: () => void
}

/** @param stamp the present moment as part of a file name */
export function dataFolder(dataDir: string, stamp: () => string): DataFolder {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const inFolder = (...names: string[]): string => path.join(dataDir, ...names)
  /** A folder that did not exist: what was set aside before is never overwritten. */
  const newFolder = (): string => {
    mkdirSync(inFolder('set-aside'), { recursive: true, mode: 0o700 })
    const wanted = inFolder('set-aside', stamp())
    let folder = wanted
    for (let n = 2; existsSync(folder); n++) folder = `${wanted}-${String(n)}`
    mkdirSync(folder, { mode: 0o700 })
    return folder
  }
  const setAside = (names: readonly string[]): string => {
    const folder = newFolder()
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
    hasCache: () => bytesOf('cache.db') > 0,
    hasBlobs: () => existsSync(inFolder('blobs')) && readdirSync(inFolder('blobs')).length > 0,
    setCacheAside: () => path.join(setAside(CACHE_FILES), 'cache.db'),
    setEverythingAside: () =>
      void setAside([...ENCRYPTED, ...readdirSync(dataDir).filter((name) => /^keys(\.copy)?\.json/.test(name))]),
  }
}
