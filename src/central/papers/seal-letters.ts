/**
 * Renders and seals the letters that decisions have ordered (docs/protocol.md S10, outside the transaction). The row is
 * the intent, its id the key of the act, and a row that already has its bytes is left unchanged. If it is interrupted
 * at any point it starts again, and nothing is sent twice: a letter is listed only when its bytes are in the store, and
 * the first bytes stay.
 */
import { z } from 'zod'
import type { PaperContent } from '../../domain/papers/paper-content.ts'
import { touchRequest } from '../store/repositories/keep-request.ts'
import type { Store } from '../store/store.ts'
import type { PaperMaker } from './paper-maker.ts'

export interface OrderedLetter {
  readonly id: string
  readonly content: PaperContent
}

/** Letters without their bytes, oldest first. */
export async function orderedLetters(store: Store): Promise<OrderedLetter[]> {
  const rows = await store.read((db) =>
    db
      .selectFrom('paper')
      .select(['id', 'content'])
      .where('content', 'is not', null)
      .where('pdf', 'is', null)
      .orderBy('at')
      .orderBy('id')
      .limit(50)
      .execute(),
  )
  // This store wrote it as a PaperContent; the renderer refuses a paper of another shape.
  return rows.map(({ id, content }) => ({
    id,
    content: z.json().parse(JSON.parse(content ?? 'null')) as unknown as PaperContent,
  }))
}

/** Returns whether these bytes were stored, and not those of an earlier run. */
export async function sealLetter(
  store: Store,
  make: PaperMaker,
  { id, content }: OrderedLetter,
  now: () => string,
): Promise<boolean> {
  const sealedAt = now()
  const { pdf, sha256 } = await make(content, sealedAt)
  return store.write(async (writing) => {
    const paper = await writing.db
      .updateTable('paper')
      .set({ pdf, sha256, sealed_at: sealedAt })
      .where('id', '=', id)
      .where('pdf', 'is', null)
      .returning('request_id')
      .executeTakeFirst()
    if (!paper) return false
    await touchRequest(writing, paper.request_id)
    return true
  })
}
