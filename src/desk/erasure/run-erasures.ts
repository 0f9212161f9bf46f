/**
 * Carries out what is to be deleted at this desk (docs/protocol.md S11, ADR 0023 and 0075). After the central store
 * reported the erasure of a request: its files, its scanned pages, everything made only to be shown, drafts that name
 * the person, and its acknowledged acts in outbox and journal. After a draft was discarded: its files. Each task is
 * repeated, at every run of the sync and at every start, until it is complete.
 */
import type { Logger } from 'pino'
import type { BlobStore } from '../blobs/blob-store.ts'
import { type Database, truncateWal } from '../cache/open-cache.ts'
import type { Drafts } from '../drafts/drafts.ts'
import type { Changes } from '../events/changes.ts'
import type { Incidents } from '../incidents/incidents.ts'
import type { Journal } from '../journal/journal.ts'
import { purgeJournal } from '../journal/purge.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { RequestStore } from '../requests/request-store.ts'
import type { ErasureTask, ErasureTasks } from './erasure-tasks.ts'

interface ErasureOptions {
  readonly db: Database
  readonly tasks: ErasureTasks
  readonly requests: Pick<RequestStore, 'open'>
  readonly blobs: Pick<BlobStore, 'ownedBy' | 'release' | 'deleteShown'>
  readonly drafts: Pick<Drafts, 'discardOf'>
  readonly outbox: Pick<Outbox, 'forget' | 'holds' | 'holdsRequest'>
  readonly journal: Pick<Journal, 'read' | 'rewrite'>
  readonly incidents: Pick<Incidents, 'report'>
  readonly changes: Pick<Changes, 'notify'>
  readonly log: Logger
}

/** `whole`: nothing more of the feed is to come now, so a request that is not here will not be. */
export type RunErasures = (options?: { readonly whole?: boolean }) => void

export function runErasures(options: ErasureOptions): RunErasures {
  const { db, tasks, requests, blobs, drafts, outbox, journal, incidents, changes, log } = options

  /** Returns whether everything of the request is deleted; acts that are not acknowledged yet keep it waiting. */
  const eraseRequest = (requestId: string, whole: boolean): boolean => {
    const found = requests.open(requestId)
    if (found === null && !whole) return false
    const named = found === null ? [] : [...found.body.attachments, ...found.body.papers].map(({ sha256 }) => sha256)
    if (found !== null) {
      // In one transaction: a draft is never gone without the notice about it.
      db.transaction(() => {
        const discarded = drafts.discardOf(found.body.holder.cnp)
        if (discarded > 0) incidents.report('drafts-erased', { count: discarded, requestId })
      }).immediate()
    }
    blobs.release([...named, ...blobs.ownedBy(requestId)], requestId)
    blobs.deleteShown()
    outbox.forget({ requestId })
    purgeJournal(journal, ({ aggregateId, deviceSeq }) => aggregateId === requestId && !outbox.holds(deviceSeq))
    return !outbox.holdsRequest(requestId)
  }
  const carryOut = (task: ErasureTask, whole: boolean): boolean => {
    if (task.requestId !== null) return eraseRequest(task.requestId, whole)
    blobs.release(task.files, null)
    return true
  }

  return ({ whole = false } = {}) => {
    const erased: string[] = []
    // Erasing a request discards drafts, whose files are tasks of their own: until nothing is left to do.
    for (let before = -1; ;) {
      const open = tasks.list()
      const newest = open.at(-1)?.id ?? -1
      for (const task of open.filter(({ id }) => id > before)) {
        try {
          if (!carryOut(task, whole)) continue
          // The write-ahead log still has the deleted rows; the task is done once it is empty.
          truncateWal(db)
          tasks.done(task.id)
          if (task.requestId !== null) erased.push(task.requestId)
        } catch (error) {
          log.error({ kind: error instanceof Error ? error.name : 'unknown' }, 'an erasure failed; it is retried')
          if (tasks.failed(task.id))
            incidents.report('erasure-failed', task.requestId === null ? {} : { requestId: task.requestId })
        }
      }
      if (newest <= before) break
      before = newest
    }
    if (erased.length > 0) changes.notify(['drafts', 'request'], erased)
  }
}
