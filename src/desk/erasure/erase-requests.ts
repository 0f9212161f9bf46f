/**
 * What this desk deletes when the central store reports the erasure of a request (docs/protocol.md S11, ADR 0023):
 * copies of its files, drafts about the same person, and its acknowledged acts in the outbox and in the journal. The
 * request's row itself changes with the feed.
 */
import type { BlobStore } from '../blobs/blob-store.ts'
import { type Database, truncateWal } from '../cache/open-cache.ts'
import type { Drafts } from '../drafts/drafts.ts'
import type { Changes } from '../events/changes.ts'
import type { Journal } from '../journal/journal.ts'
import { purgeJournal } from '../journal/purge.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { RequestStore } from '../requests/request-store.ts'

interface ErasureOptions {
  readonly db: Database
  readonly requests: Pick<RequestStore, 'open'>
  readonly blobs: Pick<BlobStore, 'isUploaded' | 'delete'>
  readonly drafts: Pick<Drafts, 'discardOf'>
  readonly outbox: Pick<Outbox, 'forget' | 'holds'>
  readonly journal: Pick<Journal, 'read' | 'rewrite'>
  readonly changes: Pick<Changes, 'notify'>
}

export type EraseRequests = (requestIds: readonly string[]) => void

export const eraseRequests =
  ({ db, requests, blobs, drafts, outbox, journal, changes }: ErasureOptions): EraseRequests =>
  (requestIds) => {
    for (const requestId of requestIds) {
      const found = requests.open(requestId)
      if (found === null) continue
      for (const { sha256 } of [...found.body.attachments, ...found.body.papers])
        if (blobs.isUploaded(sha256)) blobs.delete(sha256)
      drafts.discardOf(found.body.holder.cnp)
      outbox.forget({ requestId })
    }
    purgeJournal(journal, ({ aggregateId, deviceSeq }) => requestIds.includes(aggregateId) && !outbox.holds(deviceSeq))
    truncateWal(db)
    changes.notify(['drafts', 'request'], requestIds)
  }
