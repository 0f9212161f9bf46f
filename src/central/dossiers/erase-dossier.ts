/**
 * Erases a dossier permanently, inside a transaction: deletes every row of every class, then its key, and closes the
 * dossier. Returns counts and hashes of what was there.
 */
import type { ErasureClass } from '../../domain/dossier/holdings.ts'
import { sha256Hex } from '../../files/sha256.ts'
import { ciphertextsOf, emptyDossier, heldBy } from './holdings.ts'
import type { Writing } from '../store/store.ts'

export interface Erased {
  readonly dossierId: string
  readonly generation: number
  readonly counts: Partial<Record<ErasureClass, number>>
  /** SHA-256 of every erased ciphertext, sorted, so that a program can find out whether a backup still contains one. */
  readonly ciphertexts: readonly string[]
  /** SHA-256 of the wrapped key that was destroyed. */
  readonly key: string
}

/** Reported after each part of the erasure, in this order. */
export const ERASURE_STEPS = ['emptied', 'key-destroyed', 'dossier-closed'] as const
export type ErasureStep = (typeof ERASURE_STEPS)[number]

export async function eraseDossier(
  writing: Writing,
  { id: dossierId, generation }: { id: string; generation: number },
  requestId: string,
  reached: (step: ErasureStep) => void,
): Promise<Erased> {
  const { db, at } = writing
  const { counts } = await heldBy(db, dossierId)
  const ciphertexts = await ciphertextsOf(db, dossierId)
  await emptyDossier(writing, dossierId)
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
  return { dossierId, generation, counts, ciphertexts, key: sha256Hex(wrapped) }
}
