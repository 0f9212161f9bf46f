/**
 * What is still to be deleted at this desk (table `erasure_task`), and which deletions are to be reported
 * (`erasure_report`). A task is written in the transaction of its cause
 * (a page of changes with its cursor, a discarded draft) and removed once the deletion is complete, so that neither a
 * crash nor a failing disk loses it.
 */
import { z } from 'zod'
import type { Database } from '../cache/open-cache.ts'

export type ErasureTask =
  | { readonly id: number; readonly requestId: string; readonly files: null; readonly failed: boolean }
  | { readonly id: number; readonly requestId: null; readonly files: readonly string[]; readonly failed: boolean }

export interface ErasureTasks {
  /** The subject of a request was erased at the centre. The same request is one task. */
  readonly eraseRequest: (requestId: string) => void
  /** The files of a discarded draft. */
  readonly deleteFiles: (files: readonly string[], draftId: string) => void
  readonly list: () => ErasureTask[]
  /** Of a request: from then on it is to be reported to the central store. */
  readonly done: (id: number) => void
  /** Requests of completed erasures whose report was not answered, at most so many. */
  readonly unreported: (most: number) => string[]
  readonly reported: (requestIds: readonly string[]) => void
  /** Returns whether this is its first failure. */
  readonly failed: (id: number) => boolean
}

interface TaskRow {
  id: number
  request_id: string | null
  files: string | null
  failed_at: string | null
}
const fileList = z.object({ draftId: z.string(), files: z.array(z.string()) })

const taskOf = ({ id, request_id: requestId, files, failed_at }: TaskRow): ErasureTask =>
  requestId === null
    ? { id, requestId, files: fileList.parse(JSON.parse(files ?? '')).files, failed: failed_at !== null }
    : { id, requestId, files: null, failed: failed_at !== null }

export function erasureTasks(db: Database, { now }: { now: () => string }): ErasureTasks {
  const request = db.prepare('INSERT INTO erasure_task (at, request_id) VALUES (?, ?) ON CONFLICT DO NOTHING')
  const files = db.prepare('INSERT INTO erasure_task (at, files) VALUES (?, ?)')
  const dropUses = db.prepare('DELETE FROM blob_use WHERE owner = ?')
  const all = db.prepare<[], TaskRow>('SELECT id, request_id, files, failed_at FROM erasure_task ORDER BY id')
  const remove = db.prepare('DELETE FROM erasure_task WHERE id = ?')
  const toReport = db.prepare(
    `INSERT OR IGNORE INTO erasure_report (request_id)
     SELECT request_id FROM erasure_task WHERE id = ? AND request_id IS NOT NULL`,
  )
  const unreported = db.prepare<[number], string>('SELECT request_id FROM erasure_report LIMIT ?').pluck()
  const removeReport = db.prepare('DELETE FROM erasure_report WHERE request_id = ?')
  const failed = db.prepare('UPDATE erasure_task SET failed_at = ? WHERE id = ? AND failed_at IS NULL')
  return {
    eraseRequest: (requestId) => void request.run(now(), requestId),
    deleteFiles: (list, draftId) => {
      if (list.length > 0) files.run(now(), JSON.stringify({ draftId, files: list }))
      dropUses.run(draftId)
    },
    list: () => all.all().map(taskOf),
    done: (id) => {
      db.transaction(() => {
        toReport.run(id)
        remove.run(id)
      }).immediate()
    },
    unreported: (most) => unreported.all(most),
    reported: (requestIds) => {
      for (const requestId of requestIds) removeReport.run(requestId)
    },
    failed: (id) => failed.run(now(), id).changes > 0,
  }
}
