/**
 * Opens keys, cache and journal. A cache that does not open is set aside and rebuilt from the journal, a journal that
 * does not open from the cache; where neither can be read, a person is asked first (docs/adr/0074).
 */
import { CacheInUse, type Database, isDiskFull, isRefusedByDisk, openCache } from '../cache/open-cache.ts'
import type { DeskOptions } from '../desk-options.ts'
import type { IncidentKind } from '../../protocol/desk/incidents.ts'
import { type Journal, lookIntoJournal, openJournal } from '../journal/journal.ts'
import { identitiesOf, type Identities } from '../keys/identities.ts'
import type { DeskKeys } from '../keys/key-ring.ts'
import type { Surroundings } from '../surroundings.ts'
import { type DataFolder, dataFolder } from './data-folder.ts'
import { openFolderKeys } from './open-keys.ts'
import { StartBlocked } from './start-blocked.ts'

export interface Storage {
  /** When opening it began, on the clock of `performance.now()`. */
  readonly beganAt: number
  readonly folder: DataFolder
  readonly keys: DeskKeys
  readonly identities: Identities
  readonly db: Database
  readonly journal: Journal
  /** Whether the cache was made just now and is empty. */
  readonly cacheIsNew: boolean
  /** The old cache, where one was set aside just now. */
  readonly setAside: string | null
  /** What was found damaged or missing, for the log and the screen. */
  readonly incidents: readonly IncidentKind[]
  readonly close: () => void
}

type OpenedCache = Pick<Storage, 'db' | 'cacheIsNew' | 'setAside'>

interface CacheOptions {
  readonly folder: DataFolder
  readonly key: Uint8Array
  readonly suspect: boolean
  readonly log: DeskOptions['log']
  /** Called before a cache is replaced by an empty one; throws where a person must be asked first. */
  readonly mayBegin: () => void
}

function openTrustedCache({ folder, key, suspect, log, mayBegin }: CacheOptions): OpenedCache {
  const empty = (setAside: string | null): OpenedCache => ({
    db: openCache(folder.cacheFile, key),
    cacheIsNew: true,
    setAside,
  })
  if (!folder.hasCache()) {
    mayBegin()
    // An empty file, or a log without its database, would be taken for a cache with content.
    return empty(folder.cacheBytes() > 0 ? folder.setCacheAside() : null)
  }
  if (suspect) {
    mayBegin()
    return empty(folder.setCacheAside())
  }
  try {
    return { db: openCache(folder.cacheFile, key), cacheIsNew: false, setAside: null }
  } catch (error) {
    if (error instanceof CacheInUse || isDiskFull(error) || isRefusedByDisk(error)) throw error
    mayBegin()
    log.error(
      { kind: error instanceof Error ? error.name : 'unknown' },
      'the cache cannot be opened; it is set aside and rebuilt',
    )
    return empty(folder.setCacheAside())
  }
}

/**
 * Throws {@link StartBlocked} where a person must be asked first.
 *
 * @param suspect set the present cache aside without opening it
 * @param partial rebuild a lost cache from a journal even if a part of that is damaged
 */
export async function openStorage(...given: Parameters<typeof openFiles>): Promise<Storage> {
  try {
    return await openFiles(...given)
  } catch (error) {
    throw isRefusedByDisk(error) ? new StartBlocked('files-unavailable') : error
  }
}

async function openFiles(
  { dataDir, secretStore, journalDisk }: Pick<DeskOptions, 'dataDir' | 'secretStore' | 'journalDisk'>,
  { randomBytes, stamp, log }: Pick<Surroundings, 'randomBytes' | 'stamp' | 'log'>,
  suspect: boolean,
  partial = false,
): Promise<Storage> {
  const beganAt = performance.now()
  const folder = dataFolder(dataDir, stamp)
  const { keys, ring, made, repaired } = await openFolderKeys(dataDir, folder, secretStore, randomBytes)
  const before = lookIntoJournal(folder.journalFile, keys.journal)
  // Without a cache, a journal is used only if it is complete: a missing part may be unsent work that is stored nowhere
  // else.
  const rest = before?.found.length ?? 0
  const journalServes = before?.damage === 'none' || (partial && rest > 0)
  const cache = openTrustedCache({
    ...{ folder, key: keys.cache, suspect, log },
    mayBegin: () => {
      if (!made && !journalServes) throw new StartBlocked(rest > 0 ? 'records-damaged' : 'records-unreadable')
    },
  })
  try {
    const journal = openJournal({
      file: folder.journalFile,
      key: keys.journal,
      randomBytes,
      stamp,
      ...(journalDisk ? { disk: journalDisk } : {}),
    })
    const incidents: IncidentKind[] = []
    if (repaired.length > 0) incidents.push('keys-repaired')
    if (cache.setAside !== null || (cache.cacheIsNew && journal.found.length > 0)) incidents.push('cache-rebuilt')
    if (journal.damage === 'damaged' || journal.damage === 'foreign') incidents.push('journal-damaged')
    if (before === null && !made) incidents.push('journal-missing')
    return {
      beganAt,
      folder,
      keys,
      identities: identitiesOf(dataDir, secretStore, ring),
      journal,
      incidents,
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
