/** Sealed papers as the public may check them: only facts that are on the paper itself, no name and no CNP. */
import type { LetterKind, Paper, RequestKind } from '../../domain/request/request.ts'
import { formatRegistryNumber } from '../../domain/request/registry-number.ts'
import type { Reading } from '../store/schema.ts'

export interface SealedPaper {
  readonly kind: Paper
  readonly letter: LetterKind | null
  readonly number: string
  readonly request: RequestKind
  readonly sealedAt: string
  readonly sha256: string
  /** The hash of the copy marked DUPLICAT, if one was sealed; it has the same code. */
  readonly duplicate: { readonly sealedAt: string; readonly sha256: string } | null
}

export async function sealedPaperByCode(db: Reading, code: string): Promise<SealedPaper | undefined> {
  const row = await db
    .selectFrom('paper')
    .innerJoin('request', 'request.id', 'paper.request_id')
    .innerJoin('registration', 'registration.request_id', 'paper.request_id')
    .leftJoin('sealed_duplicate', (join) =>
      join.onRef('sealed_duplicate.paper_id', '=', 'paper.id').onRef('of_sha256', '=', 'paper.sha256'),
    )
    .select([
      'paper.kind as kind',
      'letter',
      'paper.sealed_at as sealed_at',
      'paper.sha256 as sha256',
      'request.kind as request',
      'sequence',
      'day',
      'sealed_duplicate.sealed_at as copySealedAt',
      'sealed_duplicate.sha256 as copySha256',
    ])
    .where('verification_code', '=', code)
    .executeTakeFirst()
  if (!row || row.sealed_at === null || row.sha256 === null) return undefined
  const duplicate =
    row.copySealedAt !== null && row.copySha256 !== null ? { sealedAt: row.copySealedAt, sha256: row.copySha256 } : null
  return {
    kind: row.kind,
    letter: row.letter,
    number: formatRegistryNumber(row),
    request: row.request,
    sealedAt: row.sealed_at,
    sha256: row.sha256,
    duplicate,
  }
}
