/**
 * Verifies the audit chain from its first entry, page by page, so that memory does not grow with its length. The
 * numbers must have no gap, every hash must be right and contain the one before, and every body that still exists must
 * match its commitment.
 */
import type { Reading } from '../store/schema.ts'
import { auditHash, commitmentTo, FIRST_AUDIT_HASH } from './append-audit.ts'

export type AuditVerdict =
  | { readonly intact: true; readonly entries: number; readonly hash: string }
  | {
      readonly intact: false
      readonly entries: number
      readonly n: number
      readonly fault: 'gap' | 'link' | 'hash' | 'body'
    }

const PAGE = 1000

export async function verifyAudit(
  read: <T>(work: (db: Reading) => Promise<T>) => Promise<T>,
  onProgress?: (entries: number) => void,
): Promise<AuditVerdict> {
  let n = 0
  let hash = FIRST_AUDIT_HASH
  for (;;) {
    const after = n
    const page = await read((db) =>
      db
        .selectFrom('audit_entry')
        .leftJoin('audit_body', 'audit_body.n', 'audit_entry.n')
        .selectAll('audit_entry')
        .select(['salt', 'body'])
        .where('audit_entry.n', '>', after)
        .orderBy('audit_entry.n')
        .limit(PAGE)
        .execute(),
    )
    for (const row of page) {
      const fault = (kind: 'gap' | 'link' | 'hash' | 'body'): AuditVerdict => ({
        intact: false,
        entries: n,
        n: row.n,
        fault: kind,
      })
      if (row.n !== n + 1) return fault('gap')
      if (row.prev_hash !== hash) return fault('link')
      const { at, actor, device, action, subject_ref: subjectRef, commitment, prev_hash: prevHash } = row
      if (auditHash({ n: row.n, at, actor, device, action, subjectRef, commitment, prevHash }) !== row.hash)
        return fault('hash')
      if (row.salt !== null && row.body !== null && commitmentTo(row.salt, row.body) !== commitment)
        return fault('body')
      n = row.n
      hash = row.hash
    }
    onProgress?.(n)
    if (page.length < PAGE) return { intact: true, entries: n, hash }
  }
}
