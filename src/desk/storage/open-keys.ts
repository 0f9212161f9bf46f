/**
 * The keys of the data folder, or the reason why a person must be asked before anything is written
 * (docs/adr/0074). Makes new keys only in a folder that has nothing encrypted.
 */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { keyIdOfCache } from '../cache/open-cache.ts'
import { HEADER_BYTES, keyIdIn } from '../journal/frames.ts'
import { makeJournal } from '../journal/journal.ts'
import { keepDeskKeys, openDeskKeys } from '../keys/desk-keys.ts'
import { keyIdOf } from '../keys/key-id.ts'
import { type DeskKeys, type KeyRing, newKeyRing, usableKeys } from '../keys/key-ring.ts'
import type { SecretStore } from '../keys/secret-store.ts'
import type { DataFolder } from './data-folder.ts'
import { StartBlocked } from './start-blocked.ts'

interface FolderKeys {
  readonly keys: DeskKeys
  readonly ring: KeyRing
  /** Made just now. */
  readonly made: boolean
  /** Files of the keys that were restored from their second copy. */
  readonly repaired: readonly string[]
}

type Files = Pick<DataFolder, 'cacheFile' | 'journalFile' | 'hasCache' | 'hasBlobs'>

/** Ids in clear in the headers of what is encrypted; files of earlier versions have none. */
function idsInHeaders({ cacheFile, journalFile, hasCache }: Files): { journal: Buffer | null; cache: Buffer | null } {
  return {
    journal: existsSync(journalFile) ? keyIdIn(readFileSync(journalFile)) : null,
    cache: hasCache() ? keyIdOfCache(cacheFile) : null,
  }
}

const hasRecords = ({ journalFile, hasCache, hasBlobs }: Files): boolean =>
  hasCache() || hasBlobs() || (existsSync(journalFile) && statSync(journalFile).size > HEADER_BYTES)

/** Throws {@link StartBlocked}; nothing has been changed then. */
export async function openFolderKeys(
  dataDir: string,
  files: Files,
  store: SecretStore,
  randomBytes: (length: number) => Uint8Array,
): Promise<FolderKeys> {
  const ids = idsInHeaders(files)
  const isIdOf = (id: Buffer | null, key: Uint8Array): boolean => id !== null && id.equals(keyIdOf(key))
  const belongs = (keys: DeskKeys): boolean => isIdOf(ids.journal, keys.journal) || isIdOf(ids.cache, keys.cache)
  const opened = await openDeskKeys(dataDir, store, belongs)
  switch (opened.state) {
    case 'unavailable':
      throw new StartBlocked('keys-unavailable')
    case 'foreign':
      throw new StartBlocked('keys-foreign')
    case 'open':
      // Both headers name another key, so these are the keys of another folder. One alone may be damaged.
      if (ids.journal !== null && files.hasCache() && !belongs(opened.keys))
        throw new StartBlocked('keys-of-other-data')
      return { keys: opened.keys, ring: opened.ring, made: false, repaired: opened.repaired }
    case 'none':
      if (hasRecords(files)) throw new StartBlocked('keys-missing')
      return { ...(await makeKeys(dataDir, files.journalFile, store, randomBytes)), made: true, repaired: [] }
  }
}

async function makeKeys(
  dataDir: string,
  journalFile: string,
  store: SecretStore,
  randomBytes: (length: number) => Uint8Array,
): Promise<Pick<FolderKeys, 'keys' | 'ring'>> {
  const ring = newKeyRing(randomBytes)
  const keys = usableKeys(ring)
  try {
    await keepDeskKeys(dataDir, store, ring)
  } catch {
    throw new StartBlocked('keys-unavailable')
  }
  makeJournal(journalFile, keys.journal)
  return { keys, ring }
}
