/**
 * Orders a letter within the transaction of the decision it tells of. What it says is put down here; rendering and sealing it cannot be inside a
 * transaction and follow from this row, as often as it takes (seal-papers.ts; sync.md S10: intent, act, read back).
 */
import type { LetterKind, RejectionReason } from '../../domain/request/request.ts'
import { canonicalJson } from '../../protocol/canonical.ts'
import type { CommandContext } from '../commands/command.ts'
import type { RequestRow } from '../store/requests.ts'
import { newVerificationCode } from './verification-code.ts'

export type LetterFacts =
  | { readonly kind: 'rejection'; readonly reason: RejectionReason; readonly explanation: string }
  | { readonly kind: 'completion'; readonly missing: readonly string[]; readonly explanation: string }
  | { readonly kind: 'extension'; readonly days: number; readonly dueDay: string; readonly explanation: string }
  | { readonly kind: 'forwarding'; readonly to: string }
  | { readonly kind: 'joining'; readonly intoNumber: string }

export async function orderLetter({ writing, random, actor }: CommandContext, request: RequestRow, facts: LetterFacts): Promise<void> {
  const letter: LetterKind = facts.kind
  await writing.db
    .insertInto('paper')
    .values({
      id: random.id(Date.parse(writing.at)),
      request_id: request.id,
      n: request.version + 1,
      kind: 'letter',
      letter,
      content: canonicalJson({ letter: facts, decidedBy: actor }),
      verification_code: newVerificationCode(random),
      at: writing.at,
      sealed_at: null,
      sha256: null,
      pdf: null,
      printed: 0,
    })
    .execute()
}
