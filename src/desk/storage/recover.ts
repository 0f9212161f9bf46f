/** What a start restores: acts and logins from the journal, the list of files, and drafts of a lost cache. */
import type { BlobStore } from '../blobs/blob-store.ts'
import type { Incidents } from '../incidents/incidents.ts'
import type { Settings } from '../cache/settings.ts'
import { salvageDrafts } from '../drafts/salvage-drafts.ts'
import type { TakeIdentity } from '../identity/take-identity.ts'
import { putBack } from './put-back.ts'
import type { JournalledCommand } from '../journal/records.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Logins } from '../session/logins.ts'
import type { Surroundings } from '../surroundings.ts'
import type { Storage } from './open-storage.ts'

interface RecoverOptions {
  readonly storage: Storage
  readonly outbox: Outbox
  readonly settings: Settings
  readonly logins: Logins
  readonly blobs: Pick<BlobStore, 'relist'>
  readonly incidents: Pick<Incidents, 'report'>
  readonly identity: TakeIdentity
  readonly store: (commands: readonly JournalledCommand[], draftId: string | null) => void
  readonly log: Surroundings['log']
}

export function recover(options: RecoverOptions): void {
  const { storage, outbox, settings, logins, blobs, incidents, identity, store, log } = options
  const { journal, cacheIsNew, setAside, keys, db } = storage
  for (const kind of storage.incidents) incidents.report(kind)
  const restored = putBack({ journal, outbox, settings, logins, cacheIsNew, store, takeIdentity: identity.take })
  identity.returnActs()
  // A cut journal may end between two records: only what the cache has shows that something is missing.
  if (restored.journalled > 0 && !storage.incidents.some((kind) => kind.startsWith('journal-')))
    incidents.report('journal-damaged')
  // Files whose rows were in the lost part of the cache.
  if (cacheIsNew || restored.commands > 0) blobs.relist()
  if (setAside !== null) {
    const drafts = salvageDrafts(setAside, keys.cache, db)
    log.warn({ drafts }, 'drafts saved from the cache that was set aside')
  }
  if (restored.commands > 0) incidents.report('acts-restored', { count: restored.commands })
  log.info(
    { milliseconds: Math.round(performance.now() - storage.beganAt), queued: outbox.counts().queued, cacheIsNew },
    'cache and journal are open',
  )
}
