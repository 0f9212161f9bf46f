/** What a request lacks before it can go to review, as a list of stable codes. */
import { type Instant, localDay } from '../calendar/bucharest.ts'
import type { Day } from '../calendar/day.ts'
import { capacityRule, type CapacityRule } from '../person/capacity.ts'
import { parseCnp } from '../person/cnp.ts'
import { foldName, type PersonName } from '../person/name.ts'
import { type Comparison, isWish, openDifferences } from './comparison.ts'
import { asksQuestions, type QuestionsAsked, questionsOpen } from './questions.ts'
import {
  type Attestation,
  type AttachmentRole,
  ATTESTATIONS,
  type Capacity,
  type Channel,
  type RequestKind,
} from './request.ts'

/** The record of how the applicant was identified. */
interface IdentityFacts {
  readonly subject: 'holder' | 'representative'
  readonly method: 'document' | 'qualified-signature' | 'portal-login'
  /** Null end of validity: unlimited. */
  readonly document: { readonly validUntil: Day | null } | null
  readonly attestations: readonly Attestation[]
  /** Replaces the signature of a person who cannot sign. */
  readonly unableToSign?: { readonly witnesses: readonly string[] } | undefined
  readonly outcome: 'passed' | 'failed' | 'to-verify'
  /** When it was made, by the clocks of the desk and the central store, never typed. */
  readonly at: Instant
}

/** What completeness checks. A stored request has all of this; a draft may have less. */
export interface CompletenessFacts {
  readonly channel: Channel
  readonly kind: RequestKind | null
  /** Local day on which the request was made, as stated: ages are taken on it. */
  readonly requestedDay: Day
  readonly holder: PersonName & { readonly cnp: string }
  readonly capacity: Capacity | null
  /** The applicant, where it is not the holder. */
  readonly representative: PersonName | null
  readonly identityCheck: IdentityFacts | null
  readonly attachments: readonly { readonly role: AttachmentRole }[]
  /** The two questions before an irreversible act: whether each was asked. */
  readonly questionsAsked: QuestionsAsked | null
  /** The paper against the record; absent for a request of an earlier build. */
  readonly comparison?: Comparison | undefined
}

/**
 * consent-of-parent: from 14 to 18 the minor asks, the parent's or guardian's consent is missing; consent-of-minor: the
 * other way round. Both are attested by the clerk as part of the capacity.
 */
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
  'document-expired',
  'attestation-photo',
  'attestation-look',
  'attestation-data',
  'attestation-capacity',
  'attestation-signed',
  'attestation-witnesses',
  'request-document',
  'questions-asked',
  'paper-differs',
] as const
export type Missing = (typeof MISSING)[number]
export const isMissing = (code: string): code is Missing => (MISSING as readonly string[]).includes(code)

const named = (name: PersonName): boolean => foldName(name.surname) !== '' && foldName(name.givenNames) !== ''

function missingOfCapacity(facts: CompletenessFacts, rule: CapacityRule | null): Missing[] {
  if (rule === null) return ['capacity']
  const missing: Missing[] = []
  if (!rule.possible) missing.push('capacity-not-possible')
  if (rule.representative && (facts.representative === null || !named(facts.representative)))
    missing.push('representative')
  if (rule.proof !== null && !facts.attachments.some(({ role }) => role === 'proof-of-capacity'))
    missing.push('proof-of-capacity')
  const consented = facts.identityCheck?.attestations.includes('capacity') === true
  if (rule.consentOf !== null && !consented) missing.push(`consent-of-${rule.consentOf}`)
  return missing
}

/**
 * What is attested of a document: the capacity only if there is one to prove; the consent from 14 to 18 is a case of
 * its own.
 */
const attestationsNeeded = (rule: CapacityRule | null): readonly Attestation[] =>
  ATTESTATIONS.filter(
    (item) => item !== 'capacity' || (rule !== null && rule.proof !== null && rule.consentOf === null),
  )

/**
 * The request is read out to a person who cannot sign, and confirmed before two witnesses: two different people whose
 * names are in the record (rule).
 */
const hasTwoWitnesses = ({ witnesses }: { readonly witnesses: readonly string[] }): boolean =>
  witnesses.length === 2 && new Set(witnesses.map(foldName).filter((name) => name !== '')).size === 2

function missingOfSignature({ attestations, unableToSign }: IdentityFacts): Missing[] {
  if (attestations.includes('signed')) return []
  if (unableToSign === undefined) return ['attestation-signed']
  return hasTwoWitnesses(unableToSign) ? [] : ['attestation-witnesses']
}

function missingOfIdentity(facts: CompletenessFacts, rule: CapacityRule | null): Missing[] {
  const check = facts.identityCheck
  const applicant = rule?.representative === true ? 'representative' : 'holder'
  if (check?.outcome !== 'passed' || check.subject !== applicant) return ['identity-check']
  // A signature identifies a person only in an e-mail, a login only in the portal; otherwise the person is at the
  // counter.
  if (check.method === 'qualified-signature') return facts.channel === 'email' ? [] : ['identity-check']
  if (check.method === 'portal-login') return facts.channel === 'portal' ? [] : ['identity-check']
  if (check.document === null) return ['identity-check']
  // A document proves identity at the time when it is checked, whatever day the accompanying paper states.
  const expired: Missing[] =
    check.document.validUntil !== null && check.document.validUntil < localDay(check.at) ? ['document-expired'] : []
  const others = attestationsNeeded(rule).filter((item) => item !== 'signed')
  return [
    ...expired,
    ...others.flatMap((item): Missing[] => (check.attestations.includes(item) ? [] : [`attestation-${item}`])),
    ...missingOfSignature(check),
  ]
}

/**
 * What is still missing for review, in the order of {@link MISSING}; empty when the request is complete. The request
 * itself is a scan or a signed PDF, and in the portal the confirmation that the login already carries. Only an
 * anonymisation is irreversible and asks the two questions. `today`: who is of age by now decides alone, whenever the
 * request was made or is said to have been made.
 */
export function missingForReview(facts: CompletenessFacts, today: Day = facts.requestedDay): Missing[] {
  const missing: Missing[] = []
  const cnp = parseCnp(facts.holder.cnp)
  const birthDate = cnp.ok ? cnp.value.birthDate : null
  const rule = facts.capacity === null ? null : capacityRule(facts.capacity, birthDate, facts.requestedDay)
  if (facts.kind === null) missing.push('kind')
  if (!named(facts.holder)) missing.push('holder-name')
  if (!cnp.ok) missing.push('holder-cnp')
  if (birthDate !== null && birthDate > facts.requestedDay) missing.push('holder-not-born')
  const still = facts.capacity === null || capacityRule(facts.capacity, birthDate, today).possible
  if (rule?.possible && !still) missing.push('capacity-not-possible')
  missing.push(...missingOfCapacity(facts, rule), ...missingOfIdentity(facts, rule))
  const confirmed =
    facts.channel === 'portal' &&
    facts.identityCheck?.method === 'portal-login' &&
    facts.identityCheck.outcome === 'passed'
  if (!confirmed && !facts.attachments.some(({ role }) => role === 'request')) missing.push('request-document')
  if (asksQuestions(facts.kind) && questionsOpen(facts.questionsAsked).length > 0) missing.push('questions-asked')
  if (openDifferences(facts).some((difference) => !isWish(difference))) missing.push('paper-differs')
  return missing
}
