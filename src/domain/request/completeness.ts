/** What a request lacks before it can go to review (product.md sections 2, 4 and 5), as a list of stable codes. */
import type { Day } from '../calendar/day.ts'
import { capacityRule } from '../person/capacity.ts'
import { parseCnp } from '../person/cnp.ts'
import { foldName, type PersonName } from '../person/name.ts'
import { type Attestation, type AttachmentRole, ATTESTATIONS, type Capacity, type Channel, type RequestKind } from './request.ts'

/** How the applicant was identified, per channel. */
export interface IdentityFacts {
  /** At the counter the document check with the clerk's attestations, all of them ticked where it passed. */
  readonly document: { readonly passed: boolean; readonly attested: readonly Attestation[] } | null
  /** By e-mail: the electronic signature is qualified, valid and of this person (product.md section 6). */
  readonly qualifiedSignature: boolean
  /** Through the portal: logged in and confirmed. */
  readonly portalLogin: boolean
}

export interface CompletenessFacts {
  readonly channel: Channel
  readonly kind: RequestKind | null
  /** Local day of the request, on which ages are taken. */
  readonly requestDay: Day
  readonly holder: PersonName & {
    /** As typed; checked here. */
    readonly cnp: string
    /** Asked for only where the CNP does not say the century. */
    readonly birthDate: Day | null
  }
  readonly capacity: Capacity | null
  /** The applicant, where it is not the holder. */
  readonly representative: PersonName | null
  /** The second consent from 14 to 18: the parent's where the minor asks, the minor's where the parent asks. */
  readonly secondConsent: boolean
  readonly identity: IdentityFacts
  /** Roles of the attached files. */
  readonly attachments: readonly AttachmentRole[]
  /** Whether both questions of product.md section 2 were asked: only a restriction of access? a copy of the data first? */
  readonly questionsAsked: boolean
}

export const MISSING = [
  'kind',
  'holder-name',
  'holder-cnp',
  'holder-not-born',
  'capacity',
  'capacity-not-possible',
  'representative',
  'proof-of-capacity',
  'consent-of-parent',
  'consent-of-minor',
  'identity-check',
  'attestations',
  'request-document',
  'questions-asked',
] as const
export type Missing = (typeof MISSING)[number]

const named = (name: PersonName): boolean => foldName(name.surname) !== '' && foldName(name.givenNames) !== ''

/** `capacity` is attested only of a representative: a holder has none to prove. */
const attestationsNeeded = (capacity: Capacity | null): readonly Attestation[] => ATTESTATIONS.filter((item) => item !== 'capacity' || (capacity !== null && capacity !== 'holder'))

function missingOfIdentity({ identity, capacity, channel }: CompletenessFacts): Missing[] {
  if (channel === 'email' && identity.qualifiedSignature) return []
  if (channel === 'portal' && identity.portalLogin) return []
  const { document } = identity
  if (document?.passed !== true) return ['identity-check']
  return attestationsNeeded(capacity).every((item) => document.attested.includes(item)) ? [] : ['attestations']
}

function missingOfCapacity(facts: CompletenessFacts, birthDate: Day | null): Missing[] {
  if (facts.capacity === null) return ['capacity']
  const rule = capacityRule(facts.capacity, birthDate, facts.requestDay)
  const missing: Missing[] = []
  if (!rule.possible) missing.push('capacity-not-possible')
  if (rule.representative && (facts.representative === null || !named(facts.representative))) missing.push('representative')
  if (rule.proof !== null && !facts.attachments.includes('proof-of-capacity')) missing.push('proof-of-capacity')
  if (rule.consentOf !== null && !facts.secondConsent) missing.push(rule.consentOf === 'parent' ? 'consent-of-parent' : 'consent-of-minor')
  return missing
}

/**
 * What is still missing for review, in the order of {@link MISSING}; empty when the request is complete. The request itself is a scan or a
 * signed PDF, and in the portal the confirmation that the login already carries. Only an anonymisation is irreversible and asks the two questions.
 */
export function missingForReview(facts: CompletenessFacts): Missing[] {
  const missing: Missing[] = []
  const cnp = parseCnp(facts.holder.cnp)
  const birthDate = (cnp.ok ? cnp.value.birthDate : null) ?? facts.holder.birthDate
  if (facts.kind === null) missing.push('kind')
  if (!named(facts.holder)) missing.push('holder-name')
  if (!cnp.ok) missing.push('holder-cnp')
  if (birthDate !== null && birthDate > facts.requestDay) missing.push('holder-not-born')
  missing.push(...missingOfCapacity(facts, birthDate), ...missingOfIdentity(facts))
  const confirmed = facts.channel === 'portal' && facts.identity.portalLogin
  if (!confirmed && !facts.attachments.includes('request')) missing.push('request-document')
  if (facts.kind === 'anonymise' && !facts.questionsAsked) missing.push('questions-asked')
  return missing
}
