/**
 * The workstation's own keys: made once, wrapped by the secret store, and kept twice. Whether they can be opened has
 * four answers, because each requires another reaction of a person (docs/adr/0074).
 */
import path from 'node:path'
import { keepTwice, readCopies } from './kept-twice.ts'
import { type DeskKeys, type KeyRing, parseRing, plainRing, readRing, usableKeys, writtenRing } from './key-ring.ts'
import { ForeignSecret, type SecretStore } from './secret-store.ts'

export type { DeskKeys } from './key-ring.ts'

export type OpenedKeys =
  /** `repaired`: files that were restored from their second copy. */
  | { readonly state: 'open'; readonly ring: KeyRing; readonly keys: DeskKeys; readonly repaired: readonly string[] }
  /** There are none. */
  | { readonly state: 'none' }
  /** They, or the store that wrapped them, cannot be read now. They may open later. */
  | { readonly state: 'unavailable' }
  /** They are damaged, or another store or another user wrapped them. */
  | { readonly state: 'foreign' }

const fileIn = (dataDir: string): string => path.join(dataDir, 'keys.json')

/** A copy that opened, and its bytes as they are to be kept. */
interface OpenedCopy {
  readonly ring: KeyRing
  readonly bytes: Buffer
  /** Kept once and without a checksum, as earlier versions did. */
  readonly early: boolean
}

/**
 * Opens the keys of a data folder.
 *
 * @param belongs whether the keys are those of the data beside them; decides where the two copies differ
 */
export async function openDeskKeys(
  dataDir: string,
  store: SecretStore,
  belongs: (keys: DeskKeys) => boolean = () => true,
): Promise<OpenedKeys> {
  const file = fileIn(dataDir)
  const opened: OpenedCopy[] = []
  try {
    const copies = readCopies(file)
    if (copies.length === 0) return { state: 'none' }
    for (const copy of copies) {
      const written = readRing(copy.bytes)
      if (written === null || written.store !== store.name) continue
      const ring = await unwrapped(store, Buffer.from(written.wrapped, 'base64'))
      if (ring === null) continue
      const bytes = writtenRing(written)
      opened.push({ ring, bytes, early: !bytes.equals(copy.bytes) })
    }
  } catch {
    return { state: 'unavailable' }
  }
  const chosen = opened.find(({ ring }) => belongs(usableKeys(ring))) ?? opened[0]
  if (chosen === undefined) return { state: 'foreign' }
  const kept = keptAgain(file, chosen.bytes)
  return {
    state: 'open',
    ring: chosen.ring,
    keys: usableKeys(chosen.ring),
    repaired: [...(store.repaired?.() ?? []), ...(chosen.early ? [] : kept)],
  }
}

/** The keys are open; if the disk refuses the second copy now, the next start tries again. */
function keptAgain(file: string, bytes: Uint8Array): readonly string[] {
  try {
    return keepTwice(file, bytes)
  } catch {
    return []
  }
}

/** Null if the store answered that it did not wrap these bytes, or if they are no keys. */
async function unwrapped(store: SecretStore, wrapped: Uint8Array): Promise<KeyRing | null> {
  try {
    return parseRing(await store.unwrap(wrapped))
  } catch (error) {
    if (error instanceof ForeignSecret) return null
    throw error
  }
}

/** Wraps and keeps new keys. Throws while the secret store does not answer. */
export async function keepDeskKeys(dataDir: string, store: SecretStore, ring: KeyRing): Promise<void> {
  const wrapped = Buffer.from(await store.wrap(plainRing(ring))).toString('base64')
  keepTwice(fileIn(dataDir), writtenRing({ store: store.name, wrapped }))
}
