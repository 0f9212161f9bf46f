/** What a request, as it travels, lacks before review: the one reading of a body for the rule in src/domain/request/completeness.ts. */
import { missingForReview, type Missing } from '../domain/request/completeness.ts'
import type { RequestBody } from './request.ts'

type Judged = Pick<RequestBody, 'channel' | 'kind' | 'requestedDay' | 'holder' | 'capacity' | 'representative' | 'identityCheck' | 'attachments' | 'questionsAsked'>

/**
 * Codes of what is missing; empty: complete. From 14 to 18 the second consent (the parent's or the minor's) is given in front of the
 * clerk, who attests it together with the capacity.
 */
export function missingIn(body: Judged): Missing[] {
  const check = body.identityCheck
  const passed = check?.outcome === 'passed'
  return missingForReview({
    channel: body.channel,
    kind: body.kind,
    requestDay: body.requestedDay,
    holder: { ...body.holder, birthDate: null },
    capacity: body.capacity,
    representative: body.representative,
    secondConsent: check?.attestations.includes('capacity') ?? false,
    identity: {
      document: check?.method === 'document' ? { passed, attested: check.attestations } : null,
      qualifiedSignature: passed && check.method === 'qualified-signature',
      portalLogin: passed && check.method === 'portal-login',
    },
    attachments: body.attachments.map(({ role }) => role),
    questionsAsked: body.questionsAsked !== null,
  })
}
