/** Which act on the request adds what is missing before review. */
import type { Missing } from '../../../src/domain/request/completeness.ts'

export type MendingAct = 'amend' | 'check-identity' | 'attach'

const MENDED_BY: Readonly<Record<Missing, MendingAct>> = {
  kind: 'amend',
  'holder-name': 'amend',
  'holder-cnp': 'amend',
  'holder-not-born': 'amend',
  capacity: 'amend',
  'capacity-not-possible': 'amend',
  representative: 'amend',
  'proof-of-capacity': 'attach',
  'consent-of-parent': 'check-identity',
  'consent-of-minor': 'check-identity',
  'identity-check': 'check-identity',
  'document-expired': 'check-identity',
  'attestation-photo': 'check-identity',
  'attestation-look': 'check-identity',
  'attestation-data': 'check-identity',
  'attestation-capacity': 'check-identity',
  'attestation-signed': 'check-identity',
  'attestation-witnesses': 'check-identity',
  'request-document': 'attach',
  'questions-asked': 'amend',
  'paper-differs': 'amend',
}

export const mendedBy = (code: Missing): MendingAct => MENDED_BY[code]

/**
 * The act that the request needs next, of those that the person may do now; null: nothing is missing, or nothing that
 * is missing can be added here. A correction of the stated people comes first, because it voids the identity check.
 */
export function nextStepOf(
  { missing }: { readonly missing: readonly Missing[] },
  isAllowed: (act: MendingAct) => boolean,
): MendingAct | null {
  const acts = new Set(missing.map(mendedBy))
  return (['amend', 'attach', 'check-identity'] as const).find((act) => acts.has(act) && isAllowed(act)) ?? null
}
