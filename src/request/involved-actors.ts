/**
 * The four-eyes rule for a request: a person who was involved in it does not decide on it. The rule itself is in
 * src/domain.
 */
import type { Problem } from '../domain/problem.ts'
import { isEvidence, mayApprove } from '../domain/request/four-eyes.ts'
import type { RequestCore } from '../protocol/request.ts'

/** A check of the identity, and what amends: the decision and its letters go to this contact. */
const CHECKING = ['record-identity-check'] as const
const AMENDING = ['amend-request', 'update-contact', 'settle-difference'] as const
/**
 * Every act by which a person becomes involved. For each act `test/support/acts/expected-acts.ts` lists whether it is
 * one.
 */
const INVOLVING = ['register-request', 'attach-document', ...CHECKING, ...AMENDING] as const

const entriesOf = ({ timeline }: RequestCore, acts: readonly string[]) =>
  timeline.filter(({ act }) => acts.includes(act))
/** All persons who did one of these acts, including acts that a later one replaced. */
const actorsOf = (request: RequestCore, acts: readonly string[]): string[] =>
  entriesOf(request, acts).map(({ actor }) => actor.id)
/** Persons whose act somebody else took over: they did it all the same. */
const firstActorsOf = (request: RequestCore): string[] =>
  entriesOf(request, INVOLVING).flatMap(({ first }) => (first === undefined ? [] : [first.actor.id]))

/** Why a person may not decide on a request; null if they may. */
export function refusalOfFourEyes(request: RequestCore, actorId: string): Problem | null {
  const { registeredBy } = request
  const eyes = mayApprove(
    {
      registeredBy: registeredBy.kind === 'person' ? registeredBy.id : null,
      verifiedBy: [...actorsOf(request, CHECKING), ...firstActorsOf(request)],
      amendedBy: actorsOf(request, AMENDING),
      evidencedBy: request.attachments.filter(({ role }) => isEvidence(role)).map(({ by }) => by.id),
    },
    actorId,
  )
  return eyes.ok ? null : eyes.problem
}
