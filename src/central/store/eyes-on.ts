/** Four eyes over a request: who registered it, corrected it, or recorded any check of the identity behind it does not decide on it. */
import type { Result } from '../../domain/problem.ts'
import { mayApprove } from '../../domain/request/four-eyes.ts'
import type { RequestRow } from './requests.ts'
import type { Reading } from './schema.ts'

export async function eyesOn(db: Reading, request: RequestRow, actorId: string): Promise<Result<true>> {
  const verifiers = await db.selectFrom('identity_check').select('by_id').where('request_id', '=', request.id).execute()
  const amenders = await db.selectFrom('timeline').select('by_id').where('request_id', '=', request.id).where('act', '=', 'amend-request').execute()
  return mayApprove({ registeredBy: request.registered_by, verifiedBy: verifiers.map(({ by_id }) => by_id), amendedBy: amenders.map(({ by_id }) => by_id) }, actorId)
}
