/**
 * Continues with a store that has lost commits or its signed heads, because a person decided so. The files outside the
 * database are set aside, never overwritten. The epoch is new, as after every restore, so that desks do not mistake the
 * positions that follow for those they have seen.
 */
import { existsSync, renameSync } from 'node:fs'
import { syncFolder } from '../../files/sync-folder.ts'
import { type StoreFiles, unmark } from '../folder/store-folder.ts'
import type { Random } from '../random.ts'
import type { StoreIdentity } from '../store/repositories/store-identity.ts'
import type { Store } from '../store/store.ts'
import { HEADS_KEPT } from './heads-file.ts'
import path from 'node:path'

export async function acceptLoss(
  store: Store,
  files: StoreFiles,
  { identity, random, missing, explanation }: Accepted,
): Promise<StoreIdentity> {
  const epoch = await store.write(async (writing) => {
    const made = random.id(Date.parse(writing.at))
    await writing.db.updateTable('meta').set({ value: made }).where('key', '=', 'epoch').execute()
    await writing.db.deleteFrom('meta').where('key', '=', HEADS_KEPT).execute()
    writing.audited({
      actor: identity.storeId,
      device: null,
      action: 'store.loss-accepted',
      subjectRef: null,
      body: { missing, explanation, epochBefore: identity.epoch },
    })
    return made
  })
  if (existsSync(files.heads)) renameSync(files.heads, `${files.heads}.before-${epoch}`)
  syncFolder(path.dirname(files.heads))
  unmark(files.open)
  return { ...identity, epoch }
}

interface Accepted {
  readonly identity: StoreIdentity
  readonly random: Random
  /** What is missing, as a sentence. */
  readonly missing: string
  readonly explanation: string
}
