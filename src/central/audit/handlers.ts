/** Reads and verifies the audit chain. Bodies of entries never leave the store. */
import { ok } from '../../domain/problem.ts'
import type { auditCalls } from '../../protocol/central/audit.ts'
import { readTrail } from './read-trail.ts'
import { verifyAudit } from './verify-audit.ts'
import type { Handlers } from '../http/route.ts'
import type { RouteServices } from '../http/services.ts'

export function auditHandlers({ store, readOwnHeads }: RouteServices): Handlers<typeof auditCalls> {
  return {
    audit: async ({ query }) => {
      const rows = await store.read((db) =>
        db.selectFrom('audit_entry').selectAll().where('n', '>', query.after).orderBy('n').limit(query.limit).execute(),
      )
      return ok(
        rows.map(({ subject_ref: subjectRef, prev_hash: prevHash, ...row }) => ({ ...row, subjectRef, prevHash })),
      )
    },
    auditTrail: async ({ query }) => ok(await store.read((db) => readTrail(db, query))),
    verifyAudit: async () => ok(await verifyAudit((work) => store.read(work), readOwnHeads())),
  }
}
