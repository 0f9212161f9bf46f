/** Opens keys, cache and journal. A cache that does not open is set aside and an empty one takes its place. */
import { existsSync } from 'node:fs'
import { CacheInUse, type Database, isDiskFull, openCache } from '../cache/open-cache.ts'
import type { DeskOptions } from '../desk-options.ts'
import { type Journal, openJournal } from '../journal/journal.ts'
import { type DeskKeys, deskKeys } from '../keys/desk-keys.ts'
import type { Surroundings } from '../surroundings.ts'
import { type DataFolder, dataFolder } from './data-folder.ts'

export interface Storage {
  /** When opening it began, on the clock of `performance.now()`. */
  readonly beganAt: number
  readonly folder: DataFolder
  readonly keys: DeskKeys
  readonly db: Database
  readonly journal: Journal
  /** Whether the cache was made just now and is empty. */
  readonly cacheIsNew: boolean
  /** The old cache, where one was set aside just now. */
  readonly setAside: string | null
  readonly close: () => void
}

type OpenedCache = Pick<Storage, 'db' | 'cacheIsNew' | 'setAside'>

function openTrustedCache(folder: DataFolder, key: Uint8Array, suspect: boolean, log: DeskOptions['log']): OpenedCache {
  const setAside = suspect ? folder.setCacheAside() : null
  const cacheIsNew = !existsSync(folder.cacheFile)
  try {
    return { db: openCache(folder.cacheFile, key), cacheIsNew, setAside }
  } catch (error) {
    if (error instanceof CacheInUse || isDiskFull(error)) throw error
    log.error(
      { kind: error instanceof Error ? error.name : 'unknown' },
      'the cache cannot be opened; it is set aside and rebuilt',
    )
    const damaged = folder.setCacheAside()
    return { db: openCache(folder.cacheFile, key), cacheIsNew: true, setAside: damaged }
  }
}

/** @param suspect set the present cache aside without opening it */
export async function openStorage(
  { dataDir, secretStore, journalDisk }: Pick<DeskOptions, 'dataDir' | 'secretStore' | 'journalDisk'>,
  { randomBytes, stamp, log }: Pick<Surroundings, 'randomBytes' | 'stamp' | 'log'>,
  suspect: boolean,
): Promise<Storage> {
  const beganAt = performance.now()
  const folder = dataFolder(dataDir, stamp)
  const { keys, unreadable } = await deskKeys(dataDir, secretStore, randomBytes)
  if (unreadable) {
    log.error('the keys cannot be unwrapped; everything encrypted with them is set aside, and the desk starts anew')
    folder.setEncryptedFilesAside()
  }
  const cache = openTrustedCache(folder, keys.cache, suspect, log)
  try {
    const journal = openJournal({
      file: folder.journalFile,
      key: keys.journal,
      randomBytes,
      stamp,
      ...(journalDisk ? { disk: journalDisk } : {}),
    })
    if (journal.damage === 'damaged')
      log.error('the journal was damaged; what could be read is kept, the file as found beside it')
    return {
      beganAt,
      folder,
      keys,
      journal,
      ...cache,
      close: () => {
        journal.close()
        cache.db.close()
      },
    }
  } catch (error) {
    cache.db.close()
    throw error
  }
}
