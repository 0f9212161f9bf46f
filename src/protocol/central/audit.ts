/** Reads and verifies the audit chain. Bodies of entries never leave the store. */
import { z } from 'zod'
import { id, instant, localDay, sha256 } from '../values.ts'
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
/** An entry with the names of its person and desk, where it has any. */
export const auditRow = z.object({
  n: z.int(),
  at: instant,
  action: z.string(),
  hash: sha256,
  /** Null where the central store acted by itself, and where nobody was known. */
  person: z.string().nullable(),
  deskNumber: z.int().nullable(),
})
/** What each fault means: `src/central/audit/verify-audit.ts`. */
const fault = z.enum(['gap', 'link', 'hash', 'body', 'body-missing', 'body-alone', 'head', 'cut', 'heads'])
export const auditVerdict = z.discriminatedUnion('intact', [
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
  /** Newest first; `before` continues after the last entry of a page. */
  auditTrail: get('/v1/audit/trail', {
    caller: person('audit.read'),
    query: z.object({
      before: numberText().int().positive().optional(),
      limit: numberText().int().min(1).max(1000).default(100),
      actor: id.optional(),
      deskNumber: numberText().int().positive().optional(),
      /** A kind of entry (`login.wrong`), or the first word of several (`login`). */
      action: z
        .string()
        .regex(/^[a-z-]+(\.[a-z-]+)?$/)
        .optional(),
      from: localDay.optional(),
      to: localDay.optional(),
    }),
    output: z.object({ entries: z.array(auditRow), more: z.boolean() }),
  }),
  /** Reads the whole chain; its duration grows with the chain. */
  verifyAudit: post('/v1/audit/verification', {
    caller: person('audit.read'),
    output: auditVerdict,
    timeoutMs: 60_000,
  }),
} as const
