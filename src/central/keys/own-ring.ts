/**
 * Whether a key ring is that of a database. The database keeps the ring's id; an older one is proved by a wrapped key.
 */
import { StartRefused } from '../folder/start-refused.ts'
import { unwrapDossierKey } from './dossier-key.ts'
import type { KeyRing } from './key-ring.ts'

export interface KeyedDatabase {
  /** {@link KeyRing.id} as the database keeps it; undefined in one from before it was kept. */
  readonly ringId: string | undefined
  /** The wrapped key of any dossier; null where there is none. */
  wrappedKey(): { readonly dossierId: string; readonly wrapped: Uint8Array } | null
}

function isOwn({ ringId, wrappedKey }: KeyedDatabase, ring: Pick<KeyRing, 'id' | 'master'>): boolean {
  if (ringId !== undefined) return ringId === ring.id
  const key = wrappedKey()
  if (!key) return true
  try {
    unwrapDossierKey(ring.master, key.dossierId, key.wrapped)
    return true
  } catch {
    return false
  }
}

/** @throws StartRefused where the ring is of another database */
export function requireOwnRing(database: KeyedDatabase, ring: Pick<KeyRing, 'id' | 'master'>): void {
  if (isOwn(database, ring)) return
  throw new StartRefused(
    'The key ring belongs to another database, or is damaged: what is encrypted could not be read. ' +
      'Put back the key ring of this database, or the database of this key ring; nothing was changed.',
  )
}
