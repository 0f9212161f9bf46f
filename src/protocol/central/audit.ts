/** Reads and verifies the audit chain. Bodies of entries never leave the store. */
import { z } from 'zod'
import { instant, sha256 } from '../values.ts'
import { get, numberText, person, post } from './call.ts'

const auditEntry = z.object({
  n: z.int(),
  at: instant,
  actor: z.string(),
  device: z.string().nullable(),
  action: z.string(),
  subjectRef: z.string().nullable(),
  commitment: z.string(),
  prevHash: sha256,
  hash: sha256,
})
/** What each fault means: `src/central/audit/verify-audit.ts`. */
const fault = z.enum(['gap', 'link', 'hash', 'body', 'body-missing', 'body-alone', 'head', 'cut', 'heads'])
const verdict = z.discriminatedUnion('intact', [
  z.object({ intact: z.literal(true), entries: z.int(), hash: sha256, heads: z.int() }),
  z.object({ intact: z.literal(false), entries: z.int(), n: z.int(), fault }),
])

export const auditCalls = {
  audit: get('/v1/audit', {
    caller: person('audit.read'),
    query: z.object({
      after: numberText().int().nonnegative().default(0),
      limit: numberText().int().min(1).max(1000).default(200),
    }),
    output: z.array(auditEntry),
  }),
  /** Reads the whole chain; its duration grows with the chain. */
  verifyAudit: post('/v1/audit/verification', { caller: person('audit.read'), output: verdict, timeoutMs: 60_000 }),
} as const
