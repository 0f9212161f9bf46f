/** What a stored request lacks before review: the rule is the domain's, the facts are read here. */
import { type Missing, missingForReview } from '../../domain/request/completeness.ts'
import { attachedRoles, columns, type RequestRow } from './requests.ts'
import type { Reading } from './schema.ts'

export async function missingOfRequest(db: Reading, request: RequestRow): Promise<Missing[]> {
  const last = await db.selectFrom('identity_check').select('record').where('request_id', '=', request.id).orderBy('n', 'desc').limit(1).executeTakeFirst()
  const check = last ? columns.identityCheck(last.record) : null
  const passed = check?.outcome === 'passed'
  return missingForReview({
    channel: request.channel,
    kind: request.kind,
    requestDay: request.requested_day,
    holder: { ...columns.holder(request.holder), birthDate: null },
    capacity: request.capacity,
    representative: columns.representative(request.representative),
    // The clerk's attestation of capacity covers the second consent from 14 to 18: both have signed the form (product.md section 5).
    secondConsent: check?.attestations.includes('capacity') ?? false,
    identity: {
      document: check?.method === 'document' ? { passed, attested: check.attestations } : null,
      qualifiedSignature: check?.method === 'qualified-signature' && passed,
      portalLogin: check?.method === 'portal-login' && passed,
    },
    attachments: await attachedRoles(db, request.id),
    questionsAsked: request.questions_asked !== null,
  })
}
