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
const ROWS_AT_ONCE = 1000

/** Hash of an entry: SHA-256 over the canonical JSON (RFC 8785) of its facts. */
export const auditHash = (facts: ChainedFacts): string => sha256Hex(canonicalJson(facts))

/** SHA-256 over the salt and the body; the salt keeps a short body from being guessed. */
export const commitmentTo = (salt: Uint8Array, body: string): string =>
  createHash('sha256').update(salt).update(body).digest('hex')

/** The newest entry; if there is none, n is 0 and the hash all zeros. */
export async function readChainEnd(db: Reading): Promise<ChainEnd> {
  const last = await db.selectFrom('audit_entry').select(['n', 'hash']).orderBy('n', 'desc').limit(1).executeTakeFirst()
  return last ?? { n: 0, hash: FIRST_AUDIT_HASH }
}

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
    const chained = { n, at, actor, device, action, subjectRef, commitment: commitmentTo(salt, text), prevHash }
    const hash = auditHash(chained)
    entries.push({
      n,
      at,
      actor,
      device,
      action,
      subject_ref: subjectRef,
      commitment: chained.commitment,
      prev_hash: prevHash,
      hash,
    })
    bodies.push({ n, salt, body: text })
    prevHash = hash
  }
  for (let from = 0; from < entries.length; from += ROWS_AT_ONCE) {
    await db
      .insertInto('audit_entry')
      .values(entries.slice(from, from + ROWS_AT_ONCE))
      .execute()
    await db
      .insertInto('audit_body')
      .values(bodies.slice(from, from + ROWS_AT_ONCE))
      .execute()
  }
  return { n, hash: prevHash }
}
