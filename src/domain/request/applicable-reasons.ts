/**
 * Which reasons can apply to a request, by what it is: a signature cannot be invalid where none was electronic, a
 * holder needs no proof of capacity. Screens offer only these; a command with another reason is still judged by its
 * act.
 */
import type { Day } from '../calendar/day.ts'
import { capacityRule } from '../person/capacity.ts'
import { parseCnp } from '../person/cnp.ts'
import type { Problem } from '../problem.ts'
import { MISSING, type Missing } from './completeness.ts'
import { asksQuestions } from './questions.ts'
import { type Capacity, type Channel, REJECTION_REASONS, type RejectionReason, type RequestKind } from './request.ts'

interface ReasonFacts {
  readonly channel: Channel
  readonly kind: RequestKind
  readonly capacity: Capacity
  readonly holder: { readonly cnp: string }
  readonly requestedDay: Day
}

/** The capacity in which the applicant acts has to be proved or consented to. */
function capacityMatters({ capacity, holder, requestedDay }: ReasonFacts): boolean {
  const cnp = parseCnp(holder.cnp)
  const { proof, consentOf, possible } = capacityRule(capacity, cnp.ok ? cnp.value.birthDate : null, requestedDay)
  return proof !== null || consentOf !== null || !possible
}

const REJECTABLE: Readonly<Record<RejectionReason, (facts: ReasonFacts) => boolean>> = {
  'identity-not-confirmed': () => true,
  'document-expired': ({ channel }) => channel === 'counter',
  'cnp-invalid': () => true,
  'capacity-not-proved': capacityMatters,
  unsigned: ({ channel }) => channel !== 'portal',
  'signature-invalid': ({ channel }) => channel === 'email',
  'certificate-not-qualified': ({ channel }) => channel === 'email',
  'no-dossier': ({ kind }) => kind === 'anonymise',
  'already-anonymised': ({ kind }) => kind === 'anonymise',
  'not-anonymised': ({ kind }) => kind === 'revert',
  deceased: () => true,
  duplicate: () => true,
  'not-competent': () => true,
  'modified-after-signing': ({ channel }) => channel === 'email',
}

/** The reasons for which this request can be rejected, in the order of the closed list. */
export const rejectionsOf = (facts: ReasonFacts): readonly RejectionReason[] =>
  REJECTION_REASONS.filter((reason) => REJECTABLE[reason](facts))

const REASON_OF_OBSTACLE: Partial<Record<Problem['code'], RejectionReason>> = {
  'request.deceased': 'deceased',
  'request.duplicate': 'duplicate',
  'request.already-anonymised': 'already-anonymised',
  'request.not-anonymised': 'not-anonymised',
  'request.no-dossier': 'no-dossier',
}

/** The reason that the first obstacle to an execution amounts to; null: none of them is a reason. */
export function rejectionOfObstacles(facts: ReasonFacts, obstacles: readonly Problem[]): RejectionReason | null {
  const possible = rejectionsOf(facts)
  const reasons = obstacles.map(({ code }) => REASON_OF_OBSTACLE[code])
  return reasons.find((reason) => reason !== undefined && possible.includes(reason)) ?? null
}

const COUNTER_ONLY: readonly Missing[] = [
  'document-expired',
  'attestation-photo',
  'attestation-look',
  'attestation-data',
  'attestation-signed',
  'attestation-witnesses',
]
const OF_CAPACITY: readonly Missing[] = ['capacity', 'representative', 'proof-of-capacity', 'attestation-capacity']
/** Only ever found by the program; nobody asks for them. */
const NEVER_ASKED: readonly Missing[] = [
  'kind',
  'holder-not-born',
  'capacity-not-possible',
  'consent-of-parent',
  'consent-of-minor',
  'paper-differs',
]

/** What can be asked for when the request is returned: what is known to be missing, and what may turn out to be. */
export function askableOf(facts: ReasonFacts, missing: readonly Missing[]): readonly Missing[] {
  const may = (code: Missing): boolean => {
    if (NEVER_ASKED.includes(code)) return false
    if (COUNTER_ONLY.includes(code)) return facts.channel === 'counter'
    if (OF_CAPACITY.includes(code)) return capacityMatters(facts)
    if (code === 'questions-asked') return asksQuestions(facts.kind)
    return true
  }
  return MISSING.filter((code) => missing.includes(code) || may(code))
}
