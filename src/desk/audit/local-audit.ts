/** The desk's own record of who did what at it (table `local_audit`); rows are only ever added. */
import type { Database } from '../cache/open-cache.ts'

export interface AuditEntry {
  readonly at: string
  readonly actorId: string | null
  readonly act: string
  /** The request, command or device that the act is about. */
  readonly subject?: string | null
}
export type LocalAudit = (entry: AuditEntry) => void

/** Inside a transaction of the caller, the entry is part of it. */
export function localAudit(db: Database): LocalAudit {
  const insert = db.prepare('INSERT INTO local_audit (at, actor_id, act, subject) VALUES (?, ?, ?, ?)')
  return ({ at, actorId, act, subject = null }) => void insert.run(at, actorId, act, subject)
}
