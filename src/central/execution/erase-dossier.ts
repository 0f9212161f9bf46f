/**
 * Empties a dossier for good, inside a transaction: every row of every class, then its key, then the dossier is closed.
 * What was there is told as counts and hashes.
 */
import { createHash } from 'node:crypto'
import type { ErasureClass } from '../../domain/dossier/erasure-plan.ts'
import type { Reading } from '../store/schema.ts'
import type { Writing } from '../store/store.ts'
import type { ExecutionServices } from './execution-services.ts'
import { heldBy } from './plan-of-request.ts'

export interface Erased {
  readonly dossierId: string
  readonly generation: number
  readonly counts: Partial<Record<ErasureClass, number>>
  /** SHA-256 of every erased ciphertext, sorted: by these a program finds out whether a backup still holds one. */
  readonly ciphertexts: readonly string[]
  /** SHA-256 of the wrapped key that was destroyed. */
  readonly key: string
}

const TABLES = [
  'clinical_document',
  'dossier_record',
  'access_grant',
  'access_log',
  'security_matrix',
  'portal_link',
] as const

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

async function ciphertextHashes(db: Reading, dossierId: string): Promise<string[]> {
  const hashes: string[] = []
  for (const table of ['clinical_document', 'dossier_record'] as const) {
    const rows = await db.selectFrom(table).select('content').where('dossier_id', '=', dossierId).execute()
    for (const { content } of rows) hashes.push(sha256(content))
  }
  return hashes.sort()
}

export async function eraseDossier(
  writing: Writing,
  { id: dossierId, generation }: { id: string; generation: number },
  requestId: string,
  reached: ExecutionServices['reached'],
): Promise<Erased> {
  const { db, at } = writing
  const { counts } = await heldBy(db, dossierId)
  const ciphertexts = await ciphertextHashes(db, dossierId)
  for (const table of TABLES) await db.deleteFrom(table).where('dossier_id', '=', dossierId).execute()
  reached('emptied')
  const { wrapped_key: wrapped } = await db
    .deleteFrom('dossier_key')
    .where('dossier_id', '=', dossierId)
    .returning('wrapped_key')
    .executeTakeFirstOrThrow()
  reached('key-destroyed')
  await db
    .updateTable('dossier')
    .set({ state: 'anonymised', closed_at: at, closed_by: requestId })
    .where('id', '=', dossierId)
    .execute()
  reached('dossier-closed')
  return { dossierId, generation, counts, ciphertexts, key: sha256(wrapped) }
}
