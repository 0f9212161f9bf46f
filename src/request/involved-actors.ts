/**
 * The four-eyes rule for a request: a person who was involved in it does not decide on it. The rule itself is in
 * src/domain.
 */
import type { Problem } from '../domain/problem.ts'
import { isEvidence, mayApprove } from '../domain/request/four-eyes.ts'
import type { RequestCore } from '../protocol/request.ts'

/** All persons who did this act, including acts that a later one replaced. */
const actorsOf = (
  request: RequestCore,
  act: 'record-identity-check' | 'amend-request' | 'update-contact' | 'settle-difference',
): string[] => request.timeline.filter((entry) => entry.act === act).map(({ actor }) => actor.id)

/** Acts by which a person becomes involved. */
const INVOLVING = ['register-request', 'record-identity-check', 'amend-request', 'update-contact', 'attach-document']

/** Persons whose act somebody else took over: they did it all the same. */
const firstActorsOf = (request: RequestCore): string[] =>
  request.timeline.flatMap(({ act, first }) => (first !== undefined && INVOLVING.includes(act) ? [first.actor.id] : []))

/** Why a person may not decide on a request; null if they may. */
export function refusalOfFourEyes(request: RequestCore, actorId: string): Problem | null {
  const { registeredBy } = request
  const eyes = mayApprove(
    {
      registeredBy: registeredBy.kind === 'person' ? registeredBy.id : null,
      verifiedBy: [...actorsOf(request, 'record-identity-check'), ...firstActorsOf(request)],
      // The decision and its letters go to this contact.
      amendedBy: (['amend-request', 'update-contact', 'settle-difference'] as const).flatMap((act) =>
        actorsOf(request, act),
      ),
      evidencedBy: request.attachments.filter(({ role }) => isEvidence(role)).map(({ by }) => by.id),
    },
    actorId,
  )
  return eyes.ok ? null : eyes.problem
}
