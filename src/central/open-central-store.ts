/** Opens the store and its secrets without a server: for the command line, for seeding, and for `startCentral`. */
import { existsSync, mkdirSync } from 'node:fs'
import { acceptLoss } from './audit/accept-loss.ts'
import { readChainEnd } from './audit/append-audit.ts'
import { lastCommitOf } from './audit/heads-file.ts'
import { recordCommits } from './audit/last-commit.ts'
import { missingHistory, readOutside, requireHistory } from './audit/require-history.ts'
import { publicKeyOf } from './audit/signed-heads.ts'
import { lockStore, privateStoreFolder } from './folder/lock-store.ts'
import { StartRefused } from './folder/start-refused.ts'
import { type FolderState, filesOf, mark, stateOfFolder, type StoreFiles, unmark } from './folder/store-folder.ts'
import { type KeyRing, makeKeyRing, openKeyRing } from './keys/key-ring.ts'
import { requireOwnRing } from './keys/own-ring.ts'
import { type Clock, type Random, systemRandom } from './random.ts'
import { SQLITE } from './store/engine/sqlite/engine.ts'
import { inspectStore } from './store/engine/sqlite/inspect-store.ts'
import { KEY_RING_ID, openIdentity, type StoreIdentity } from './store/repositories/store-identity.ts'
import type { Store } from './store/store.ts'
import { type AttachmentFiles, openAttachmentFiles } from './sync/attachments/attachment-files.ts'

export interface StoreOptions {
  /** The folder with everything of the store: `store.sqlite`, `keys/`, `heads/`, `attachments/` and `house.json`. */
  readonly dataDir: string
  readonly clock?: Clock
  readonly random?: Random
  /** Marks a new store as one for demonstration, which makes a seal of its own. */
  readonly demonstration?: boolean
  /** Whether a folder without any trace of a store becomes one; true unless given. */
  readonly create?: boolean
}

interface OpenOptions extends StoreOptions {
  readonly durable?: boolean
  /** This process alone uses the folder until it closes the store. It also proves that nothing committed is missing. */
  readonly alone?: boolean
  /** Continues without what is missing, with this explanation on the record. Only with `alone`. */
  readonly explainedLoss?: string
}

export interface OpenedStore {
  readonly store: Store
  readonly keys: KeyRing
  readonly identity: StoreIdentity
  /** The store has neither a person nor a workstation yet. */
  readonly first: boolean
  readonly attachments: AttachmentFiles
  readonly files: StoreFiles
  /** What other accounts of the machine could read until now, as paths. */
  readonly wasOpenToOthers: readonly string[]
  /** The process before this one did not end cleanly. */
  readonly afterCrash: boolean
  /** What was missing, if it was accepted at this start; else null. */
  readonly acceptedLoss: string | null
  readonly random: Random
  readonly clock: Clock
  close(): Promise<void>
}

/** Checks the database and the evidence outside it; returns what is missing and was accepted, null if nothing is. */
function inspect(files: StoreFiles, state: FolderState, keys: KeyRing, { alone, explainedLoss }: OpenOptions) {
  if (!existsSync(files.database)) return null
  const outside = readOutside(files)
  return inspectStore(files.database, (inspected) => {
    if (state === 'there' && !inspected.meta.has('store_id'))
      throw new StartRefused(`${files.database} is not the database of a central store; nothing was changed.`)
    requireOwnRing({ ringId: inspected.meta.get(KEY_RING_ID), wrappedKey: inspected.wrappedKey }, keys)
    if (state === 'unfinished' || !alone) return null
    const given = [files, inspected, outside, publicKeyOf(keys.headKey)] as const
    if (explainedLoss !== undefined) return missingHistory(...given)
    requireHistory(...given)
    return null
  })
}

function ringOf(files: StoreFiles, state: FolderState, random: Random): KeyRing {
  mkdirSync(files.keys, { recursive: true, mode: 0o700 })
  if (state !== 'there' && !existsSync(files.keyRing)) makeKeyRing(files.keyRing, random)
  return openKeyRing(files.keyRing)
}

async function openInFolder(files: StoreFiles, given: OpenOptions, wasOpenToOthers: string[]): Promise<OpenedStore> {
  const { dataDir, clock = Date.now, random = systemRandom, demonstration = false, durable = true, alone } = given
  const state = stateOfFolder(dataDir)
  if (state === 'new') mark(files.firstStart)
  const afterCrash = existsSync(files.open)
  const keys = ringOf(files, state, random)
  const missing = inspect(files, state, keys, given)
  const store = await SQLITE.open(files.database, { clock, random, durable })
  try {
    const { first, ...found } = await openIdentity(store, { random, demonstration, ringId: keys.id })
    const attachments = await openAttachmentFiles({ folder: files.attachments, store })
    if (state !== 'there') unmark(files.firstStart)
    const explanation = given.explainedLoss
    const identity =
      missing === null || explanation === undefined
        ? found
        : await acceptLoss(store, files, { identity: found, random, missing, explanation })
    let recorded: { close(): void } | null = null
    if (alone) {
      mkdirSync(files.heads, { recursive: true, mode: 0o700 })
      mark(files.open)
      recorded = recordCommits(lastCommitOf(files), await store.read(readChainEnd), store)
    }
    return {
      store,
      keys,
      identity,
      first,
      attachments,
      files,
      wasOpenToOthers,
      afterCrash,
      acceptedLoss: missing,
      random,
      clock,
      async close() {
        recorded?.close()
        await store.close()
        if (alone) unmark(files.open)
      },
    }
  } catch (error) {
    await store.close()
    throw error
  }
}

/** @throws StartRefused where the folder is not that of a whole store, or is in use */
export async function openCentralStore(options: OpenOptions): Promise<OpenedStore> {
  const { dataDir, create = true, alone = false } = options
  const files = filesOf(dataDir)
  if (!create && stateOfFolder(dataDir) === 'new')
    throw new StartRefused(
      `There is no store in ${dataDir}. Check that its disk is mounted; a new store is made by: ` +
        'npm run central -- init',
    )
  const wasOpenToOthers = privateStoreFolder(dataDir)
  const lock = alone ? lockStore(dataDir) : null
  try {
    const opened = await openInFolder(files, options, wasOpenToOthers)
    let closed = false
    return {
      ...opened,
      async close() {
        if (closed) return
        closed = true
        await opened.close()
        lock?.release()
      },
    }
  } catch (error) {
    lock?.release()
    throw error
  }
}
