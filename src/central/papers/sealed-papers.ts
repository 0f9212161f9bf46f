/** Sealed papers as the public may check them: the facts that stand on the paper itself, no name and no CNP. */
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
}

export async function sealedPaperByCode(db: Reading, code: string): Promise<SealedPaper | undefined> {
  const row = await db
    .selectFrom('paper')
    .innerJoin('request', 'request.id', 'paper.request_id')
    .innerJoin('registration', 'registration.request_id', 'paper.request_id')
    .select(['paper.kind as kind', 'letter', 'sealed_at', 'sha256', 'request.kind as request', 'sequence', 'day'])
    .where('verification_code', '=', code)
    .executeTakeFirst()
  if (!row || row.sealed_at === null || row.sha256 === null) return undefined
  return { kind: row.kind, letter: row.letter, number: formatRegistryNumber(row), request: row.request, sealedAt: row.sealed_at, sha256: row.sha256 }
}
