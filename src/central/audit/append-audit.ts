/**
 * The audit chain (docs/protocol.md S14): every entry's hash covers its facts and the hash before it. The subject
 * appears only as a keyed reference and the body only as a salted commitment, so that the chain itself reveals nothing
 * about a person. Bodies are stored beside it and cannot be removed.
 */
import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import { sha256Hex } from '../../files/sha256.ts'
import { canonicalJson } from '../../protocol/canonical.ts'
import type { Random } from '../random.ts'
import { insertRows, prepared } from '../store/prepared.ts'
import type { Database, Reading } from '../store/schema.ts'

export interface AuditFact {
  /** Id of the person or of the store itself. */
  readonly actor: string
  readonly device: string | null
  readonly action: string
  /** `keys.subjectRef` of the person it is about. */
  readonly subjectRef: string | null
  /** What happened, as JSON. The chain commits to it; the text itself is stored beside the chain. */
  readonly body: unknown
}

export interface ChainedFacts {
  readonly n: number
  readonly at: string
  readonly actor: string
  readonly device: string | null
  readonly action: string
  readonly subjectRef: string | null
  readonly commitment: string
  readonly prevHash: string
}

/** The newest entry of a chain. */
export interface ChainEnd {
  readonly n: number
  readonly hash: string
}

export const FIRST_AUDIT_HASH = '0'.repeat(64)
const SALT_BYTES = 16

/** Hash of an entry: SHA-256 over the canonical JSON (RFC 8785) of its facts. */
export const auditHash = (facts: ChainedFacts): string => sha256Hex(canonicalJson(facts))

/** SHA-256 over the salt and the body; the salt keeps a short body from being guessed. */
export const commitmentTo = (salt: Uint8Array, body: string): string =>
  createHash('sha256').update(salt).update(body).digest('hex')

const newestEntry = prepared((db) => db.selectFrom('audit_entry').select(['n', 'hash']).orderBy('n', 'desc').limit(1))
/** The newest entry; if there is none, n is 0 and the hash all zeros. */
export const readChainEnd = async (db: Reading): Promise<ChainEnd> =>
  (await newestEntry.first(db, {})) ?? { n: 0, hash: FIRST_AUDIT_HASH }

/** Appends entries; returns the newest one, or null if nothing was appended. */
export async function appendAudit(
  db: Transaction<Database>,
  { at, random }: { at: string; random: Random },
  facts: readonly AuditFact[],
): Promise<ChainEnd | null> {
  if (facts.length === 0) return null
  let { n, hash: prevHash } = await readChainEnd(db)
  const entries: Database['audit_entry'][] = []
  const bodies: Database['audit_body'][] = []
  for (const { actor, device, action, subjectRef, body } of facts) {
    n += 1
    const salt = random.bytes(SALT_BYTES)
    const text = canonicalJson(body)
    const commitment = commitmentTo(salt, text)
    const hash = auditHash({ n, at, actor, device, action, subjectRef, commitment, prevHash })
    entries.push({
      ...{ n, at, actor, device, action, commitment, hash },
      ...{ subject_ref: subjectRef, prev_hash: prevHash },
    })
    bodies.push({ n, salt, body: text })
    prevHash = hash
  }
  await insertRows(db, 'audit_entry', entries)
  await insertRows(db, 'audit_body', bodies)
  return { n, hash: prevHash }
}
