/**
 * Writes a page of changes or a batch of receipts to the cache in one transaction, including the cursor
 * (docs/protocol.md S8).
 */
import type { Database } from '../cache/open-cache.ts'
import { createNextScatteredIndex, dropScatteredIndexes } from '../cache/scattered-indexes.ts'
import type { Settings } from '../cache/settings.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Change, FeedMark } from '../../protocol/central/changes.ts'
import type { CommandReceipt } from '../../protocol/central/receipts.ts'
import { houseBody } from '../../protocol/house.ts'
import { eraseBody, receiptBody, staffBody } from '../../protocol/central/changes.ts'
import type { ErasureTasks } from '../erasure/erasure-tasks.ts'
import type { RequestStore } from '../requests/request-store.ts'
import type { Logins } from '../session/logins.ts'
import type { ReadChanges } from './read-page.ts'

export interface Pages {
  /**
   * Returns the requests that changed, whether the house or its staff changed (`staff`), and the requests whose subject
   * was erased.
   */
  readonly takePage: (
    page: ReadChanges & { cursor: number; head: number; more: boolean; mark?: FeedMark | null },
    at: string,
  ) => { requestIds: string[]; staff: boolean; erased: string[] }
  /**
   * Recreates the indexes dropped during a first pull, one at a call, until it returns false. Call it after the last
   * page.
   */
  readonly createNextIndex: () => boolean
  readonly takeReceipts: (
    receipts: readonly CommandReceipt[],
    aggregates: ReadonlyMap<number, string>,
    at: string,
  ) => string[]
  /** Recomputes what is shown of a request from its confirmed body and its pending acts. */
  readonly refresh: (requestId: string) => void
  /** Deletes every confirmed row (410, a lost cache) and shows what is pending; the outbox is unchanged. */
  readonly startOver: () => void
}

interface PagesOptions {
  readonly db: Database
  readonly settings: Settings
  readonly outbox: Outbox
  readonly requests: RequestStore
  readonly logins: Pick<Logins, 'remove'>
  readonly tasks: Pick<ErasureTasks, 'eraseRequest'>
  /** Called for a body whose shape this version does not know. */
  readonly onUnreadable: (change: { entity: string; position: number }) => void
}

export function pagesOf({ db, settings, outbox, requests, logins, tasks, onUnreadable }: PagesOptions): Pages {
  const putStaff = db.prepare(
    `INSERT INTO staff (id, name, username, role, disabled, version) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, username = excluded.username, role = excluded.role, disabled = excluded.disabled, version = excluded.version
     WHERE excluded.version > staff.version`,
  )
  const dropStaff = db.prepare('DELETE FROM staff WHERE id = ?')
  const putRaw = db.prepare(
    `INSERT INTO raw_change (entity, id, version, op, body) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (entity, id) DO UPDATE SET version = excluded.version, op = excluded.op, body = excluded.body WHERE excluded.version >= raw_change.version`,
  )
  const dropRaw = db.prepare('DELETE FROM raw_change WHERE entity = ? AND id = ?')

  const refresh = (requestId: string, cursor: number): void =>
    requests.refresh(requestId, outbox.pendingOf(requestId, cursor), outbox.needsDecision(requestId))
  const cursorNow = (): number => settings.get('cursor') ?? 0

  const takeStaff = (change: Change): boolean => {
    if (change.op !== 'upsert') {
      dropStaff.run(change.id)
      logins.remove(change.id)
      return true
    }
    const body = staffBody.safeParse(change.body)
    if (!body.success) return false
    putStaff.run(
      body.data.id,
      body.data.name,
      body.data.username,
      body.data.role,
      body.data.disabled ? 1 : 0,
      change.version,
    )
    // A person disabled at the central store may not sign in offline either.
    if (body.data.disabled) logins.remove(change.id)
    return true
  }

  const takeHouse = (change: Change): boolean => {
    const body = houseBody.safeParse(change.body)
    if (change.op !== 'upsert' || !body.success) return false
    settings.set('house', body.data)
    return true
  }

  /**
   * A receipt of any desk is kept while it is parked. One of this desk is settled as if a push had just returned it.
   * Returns the request it is about.
   */
  const takeReceipt = (change: Change, at: string): { requestId: string; own: boolean } | null => {
    const body = receiptBody.safeParse(change.body)
    if (!body.success) return null
    const { receipt, requestId } = body.data
    if (receipt.outcome === 'parked')
      putRaw.run(change.entity, change.id, change.version, change.op, JSON.stringify(change.body))
    else dropRaw.run(change.entity, change.id)
    const own = outbox.byCommand(receipt.commandId)?.state === 'parked'
    if (own) outbox.markReceipted(receipt, at)
    return { requestId, own }
  }

  /**
   * While more pages follow, a page is not flushed to the disk. A power cut loses the page together with its cursor, so
   * it is pulled again. Any later commit under FULL (the last page, anything a person does) flushes it too, because
   * both are in the same log.
   */
  const withDeferredFlush = <T>(more: boolean, work: () => T): T => {
    if (!more) return work()
    db.pragma('synchronous = NORMAL')
    try {
      return work()
    } finally {
      db.pragma('synchronous = FULL')
    }
  }

  return {
    takePage: ({ changes, texts, cursor, head, more, mark }, at) =>
      withDeferredFlush(more, () =>
        db
          .transaction(() => {
            const touched = new Set<string>()
            const settled = new Set<string>()
            const erased: string[] = []
            let staff = false
            const before = cursorNow()
            // The first of several pages. If the pull is interrupted, it continues without these indexes; the next pull
            // that completes recreates them (`createNextIndex`).
            if (before === 0 && more) dropScatteredIndexes(db)
            const pending = new Set(outbox.pendingRequests(cursor))
            for (const read of changes) {
              if (read.as === 'request') {
                const { request, from, to } = read
                if (
                  requests.pulled(
                    request,
                    texts.subarray(from, to),
                    pending.has(request.id) ? outbox.pendingOf(request.id, cursor) : [],
                  )
                )
                  touched.add(request.id)
                continue
              }
              const { change, unreadable } = read
              if (unreadable) onUnreadable(change)
              if (change.op === 'erase') {
                const body = eraseBody.safeParse(change.body)
                if (body.success) {
                  // In the transaction of the cursor: a crash before the deletion cannot lose it.
                  tasks.eraseRequest(body.data.requestId)
                  erased.push(body.data.requestId)
                }
                putRaw.run(change.entity, change.id, change.version, change.op, JSON.stringify(change.body))
              } else if (change.entity === 'request' && change.op === 'tombstone') {
                requests.delete(change.id)
                touched.add(change.id)
              } else if (change.entity === 'receipt' && change.op === 'upsert') {
                const taken = takeReceipt(change, at)
                if (taken === null)
                  putRaw.run(change.entity, change.id, change.version, change.op, JSON.stringify(change.body))
                else touched.add(taken.requestId)
                if (taken?.own) settled.add(taken.requestId)
              } else if (
                (change.entity === 'staff' && takeStaff(change)) ||
                (change.entity === 'house' && takeHouse(change))
              ) {
                staff = true
              } else {
                putRaw.run(change.entity, change.id, change.version, change.op, JSON.stringify(change.body))
              }
            }
            settings.set('cursor', cursor)
            settings.set('head', head)
            if (mark) settings.set('feedMark', mark)
            settings.set('lastPullAt', at)
            for (const requestId of new Set([...settled, ...outbox.reached(before, cursor)])) {
              refresh(requestId, cursor)
              touched.add(requestId)
            }
            return { requestIds: [...touched], staff, erased }
          })
          .immediate(),
      ),
    createNextIndex: () => createNextScatteredIndex(db),
    takeReceipts: (receipts, aggregates, at) =>
      db
        .transaction(() => {
          const touched = new Set<string>()
          for (const receipt of receipts) {
            outbox.markReceipted(receipt, at)
            const requestId = aggregates.get(receipt.deviceSeq)
            if (requestId !== undefined) touched.add(requestId)
          }
          for (const requestId of touched) refresh(requestId, cursorNow())
          return [...touched]
        })
        .immediate(),
    refresh: (requestId) => refresh(requestId, cursorNow()),
    startOver: () => {
      db.transaction(() => {
        requests.forgetConfirmed()
        db.exec('DELETE FROM staff; DELETE FROM raw_change')
        settings.set('cursor', 0)
        settings.forget('feedMark')
        for (const requestId of outbox.pendingRequests(0)) refresh(requestId, 0)
      }).immediate()
    },
  }
}
