/**
 * Four eyes over a request: who registered it, corrected it, attached its proof, or recorded any check of the identity
 * behind it does not decide on it.
 */
import type { Result } from '../../domain/problem.ts'
import { isEvidence, mayApprove } from '../../domain/request/four-eyes.ts'
import type { RequestRow } from './requests.ts'
import type { Reading } from './schema.ts'

export async function eyesOn(db: Reading, request: RequestRow, actorId: string): Promise<Result<true>> {
  const verifiers = await db.selectFrom('identity_check').select('by_id').where('request_id', '=', request.id).execute()
  const amenders = await db
    .selectFrom('timeline')
    .select('by_id')
    .where('request_id', '=', request.id)
    .where('act', '=', 'amend-request')
    .execute()
  const attached = await db
    .selectFrom('request_attachment')
    .select(['by_id', 'role'])
    .where('request_id', '=', request.id)
    .execute()
  const idsOf = (rows: readonly { by_id: string }[]): string[] => rows.map(({ by_id }) => by_id)
  const hands = {
    registeredBy: request.registered_by,
    verifiedBy: idsOf(verifiers),
    amendedBy: idsOf(amenders),
    evidencedBy: idsOf(attached.filter(({ role }) => isEvidence(role))),
  }
  return mayApprove(hands, actorId)
}
