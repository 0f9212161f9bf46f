/** Opens the store and its secrets without a server: for the command line, for seeding, and for `startCentral`. */
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { type KeyRing, openKeyRing } from './keys/key-ring.ts'
import { type Clock, type Random, systemRandom } from './random.ts'
import { SQLITE } from './store/engine/sqlite/engine.ts'
import { openIdentity, type StoreIdentity } from './store/repositories/store-identity.ts'
import type { Store } from './store/store.ts'
import { type AttachmentFiles, openAttachmentFiles } from './sync/attachments/attachment-files.ts'

export interface StoreOptions {
  /** The folder with everything of the store: `store.sqlite`, `keys/`, `attachments/` and `house.json`. */
  readonly dataDir: string
  readonly clock?: Clock
  readonly random?: Random
  /** Marks a new store as one for demonstration, which makes a seal of its own. */
  readonly demonstration?: boolean
}

export interface OpenedStore {
  readonly store: Store
  readonly keys: KeyRing
  readonly identity: StoreIdentity
  /** The store has neither a person nor a workstation yet. */
  readonly first: boolean
  readonly attachments: AttachmentFiles
  readonly random: Random
  readonly clock: Clock
  close(): Promise<void>
}

export async function openCentralStore({
  dataDir,
  clock = Date.now,
  random = systemRandom,
  demonstration = false,
  durable = true,
}: StoreOptions & { readonly durable?: boolean }): Promise<OpenedStore> {
  await mkdir(path.join(dataDir, 'keys'), { recursive: true, mode: 0o700 })
  const keys = openKeyRing(path.join(dataDir, 'keys', 'key-ring.json'), random)
  const store = await SQLITE.open(path.join(dataDir, 'store.sqlite'), { clock, random, durable })
  const { first, ...identity } = await openIdentity(store, random, demonstration)
  const attachments = await openAttachmentFiles({ folder: path.join(dataDir, 'attachments'), store })
  return { store, keys, identity, first, attachments, random, clock, close: () => store.close() }
}
