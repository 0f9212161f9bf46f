/** The list of files at the desk (tables `blob` and `blob_use`), and which of them something here needs. */
import type { Database } from '../cache/open-cache.ts'
import { UNKNOWN_MEDIA_TYPE } from '../../files/media-type.ts'

/** Needed: on a page of a draft, or named by an act that is not yet receipted. */
const NEEDED = `EXISTS (SELECT 1 FROM draft_page WHERE draft_page.sha256 = blob.sha256)
  OR EXISTS (SELECT 1 FROM outbox WHERE outbox.state IN ('queued', 'sent', 'parked') AND outbox.kind = 'attach-document' AND json_extract(outbox.payload, '$.attachment.sha256') = blob.sha256)`
/** Belongs to a draft or a request that was not erased. */
const USED = 'EXISTS (SELECT 1 FROM blob_use WHERE blob_use.sha256 = blob.sha256)'

/** Values of `blob.passing`. */
export const PASSING = { no: 0, shown: 1, given: 2 } as const

export function blobRows(db: Database) {
  return {
    insert: db.prepare(
      `INSERT INTO blob (sha256, media_type, bytes, stored_at, last_used, sent_bytes, uploaded, passing)
       VALUES (?, ?, ?, ?, ?, 0, 0, ?)
       ON CONFLICT (sha256) DO UPDATE SET last_used = excluded.last_used, passing = min(passing, excluded.passing)`,
    ),
    row: db.prepare<[string], { media_type: string; uploaded: number }>(
      'SELECT media_type, uploaded FROM blob WHERE sha256 = ?',
    ),
    touch: db.prepare('UPDATE blob SET last_used = ? WHERE sha256 = ?'),
    remove: db.prepare('DELETE FROM blob WHERE sha256 = ?'),
    /** Also for a file that is no longer here, or whose row was lost: what was sent must be known. */
    sent: db.prepare(
      `INSERT INTO blob (sha256, media_type, bytes, stored_at, last_used, sent_bytes, uploaded)
       VALUES (?, '${UNKNOWN_MEDIA_TYPE}', 0, ?, ?, ?, ?)
       ON CONFLICT (sha256) DO UPDATE SET sent_bytes = excluded.sent_bytes, uploaded = excluded.uploaded`,
    ),
    total: db.prepare<[], { bytes: number }>('SELECT coalesce(sum(bytes), 0) AS bytes FROM blob'),
    spare: db.prepare<[string], { sha256: string; bytes: number }>(
      `SELECT sha256, bytes FROM blob WHERE stored_at < ? AND NOT (${NEEDED}) ORDER BY last_used`,
    ),
    /** Nothing here needs the file, and nobody but `owner` has it; null for no owner. */
    isFree: db.prepare<[string, string | null], unknown>(
      `SELECT 1 FROM blob WHERE sha256 = ? AND NOT (${NEEDED})
       AND NOT EXISTS (SELECT 1 FROM blob_use WHERE blob_use.sha256 = blob.sha256 AND blob_use.owner IS NOT ?)`,
    ),
    passing: db.prepare<[number, string], { sha256: string }>(
      `SELECT sha256 FROM blob WHERE passing = ? AND stored_at < ? AND NOT (${NEEDED}) AND NOT (${USED})`,
    ),
    use: db.prepare('INSERT OR IGNORE INTO blob_use (sha256, owner) VALUES (?, ?)'),
    stay: db.prepare('UPDATE blob SET passing = 0 WHERE sha256 = ?'),
    usePages: db.prepare(
      'INSERT OR IGNORE INTO blob_use (sha256, owner) SELECT sha256, ? FROM draft_page WHERE draft_id = ?',
    ),
    moveUses: db.prepare(
      'INSERT OR IGNORE INTO blob_use (sha256, owner) SELECT sha256, ? FROM blob_use WHERE owner = ?',
    ),
    dropUses: db.prepare('DELETE FROM blob_use WHERE owner = ?'),
    owned: db.prepare<[string, string], { sha256: string }>(
      'SELECT sha256 FROM blob_use WHERE owner = ? UNION SELECT sha256 FROM draft_page WHERE draft_id = ?',
    ),
  }
}
