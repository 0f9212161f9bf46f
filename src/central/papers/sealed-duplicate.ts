/**
 * The sealed copy of a sealed paper, marked DUPLICAT (docs/adr/0039): made when first requested, stored beside the
 * paper, one for all its reprints.
 */
import { ok, refuse, type Result } from '../../domain/problem.ts'
import { requestRow } from '../store/repositories/requests.ts'
import type { Reading } from '../store/schema.ts'
import type { SealedPapers, SealedPdf } from './paper-maker.ts'
import type { AskedBy, SealingServices } from './sealed-proof.ts'

const rowOf = (db: Reading, paperId: string) =>
  db
    .selectFrom('paper')
    .leftJoin('sealed_duplicate', (join) =>
      join.onRef('sealed_duplicate.paper_id', '=', 'paper.id').onRef('of_sha256', '=', 'paper.sha256'),
    )
    .select([
      'request_id',
      'kind',
      'content',
      'paper.pdf as pdf',
      'paper.sha256 as sha256',
      'sealed_duplicate.pdf as copy',
      'sealed_duplicate.sha256 as copySha256',
    ])
    .where('id', '=', paperId)
    .executeTakeFirst()

/** Refuses an unknown paper, one that is never sealed, and one that is not sealed yet. */
export async function sealedDuplicate(
  { store, keys, now }: SealingServices,
  papers: SealedPapers,
  paperId: string,
  by: AskedBy,
): Promise<Result<SealedPdf>> {
  const row = await store.read((db) => rowOf(db, paperId))
  if (!row || row.content === null) return refuse('paper.unknown')
  if (row.copy !== null && row.copySha256 !== null) return ok({ pdf: row.copy, sha256: row.copySha256 })
  const { pdf: original, sha256: ofSha256 } = row
  if (original === null || ofSha256 === null) return refuse('paper.not-yet', { paper: row.kind })
  const sealedAt = now()
  const made = await papers.duplicate(original, sealedAt)
  return store.write(async (writing) => {
    const { db } = writing
    const [before, request] = [await rowOf(db, paperId), await requestRow(db, row.request_id)]
    // Another caller stored its bytes first: the first bytes stay.
    if (before && before.copy !== null && before.copySha256 !== null)
      return ok({ pdf: before.copy, sha256: before.copySha256 })
    if (!before || !request || before.sha256 !== ofSha256) return refuse('paper.not-yet', { paper: row.kind })
    const copy = { of_sha256: ofSha256, sealed_at: sealedAt, sha256: made.sha256, pdf: made.pdf }
    await db
      .insertInto('sealed_duplicate')
      .values({ paper_id: paperId, ...copy })
      .onConflict((conflict) => conflict.column('paper_id').doUpdateSet(copy))
      .execute()
    writing.audited({
      ...by,
      action: 'duplicate.sealed',
      subjectRef: keys.subjectRef(request.holder_cnp),
      body: { requestId: row.request_id, paperId, sha256: made.sha256 },
    })
    return ok(made)
  })
}
