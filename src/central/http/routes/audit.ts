/** The audit chain, to be read and to be verified. Bodies stay in the store. */
import { z } from 'zod'
import { ok } from '../../../domain/problem.ts'
import { auditEntry } from '../../../protocol/sync.ts'
import { sha256 } from '../../../protocol/values.ts'
import { verifyAudit } from '../../audit/verify-audit.ts'
import { route } from '../route.ts'
import type { RouteServices } from '../services.ts'

const page = z.object({
  after: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
})
const verdict = z.discriminatedUnion('intact', [
  z.object({ intact: z.literal(true), entries: z.int(), hash: sha256 }),
  z.object({ intact: z.literal(false), entries: z.int(), n: z.int(), fault: z.enum(['gap', 'link', 'hash', 'body']) }),
])

export function auditRoutes({ store }: RouteServices) {
  return {
    audit: route('audit', {
      query: page,
      output: z.array(auditEntry),
      run: async ({ query }) => {
        const rows = await store.read((db) =>
          db
            .selectFrom('audit_entry')
            .selectAll()
            .where('n', '>', query.after)
            .orderBy('n')
            .limit(query.limit)
            .execute(),
        )
        return ok(
          rows.map(({ subject_ref: subjectRef, prev_hash: prevHash, ...row }) => ({ ...row, subjectRef, prevHash })),
        )
      },
    }),
    verifyAudit: route('verifyAudit', {
      output: verdict,
      run: async () => ok(await verifyAudit((work) => store.read(work))),
    }),
  }
}
