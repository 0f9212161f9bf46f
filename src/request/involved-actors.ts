/** Four eyes over a request: who had a hand in it does not decide on it. The rule is the domain's. */
import type { Problem } from '../domain/problem.ts'
import { isEvidence, mayApprove } from '../domain/request/four-eyes.ts'
import type { RequestCore } from '../protocol/request.ts'

/** Everybody whose act it was, also where a later one replaced it. */
const actorsOf = (request: RequestCore, act: 'record-identity-check' | 'amend-request'): string[] =>
  request.timeline.filter((entry) => entry.act === act).map(({ actor }) => actor.id)

/** Why somebody may not decide on a request; null: they may. */
export function refusalOfFourEyes(request: RequestCore, actorId: string): Problem | null {
  const { registeredBy } = request
  const eyes = mayApprove(
    {
      registeredBy: registeredBy.kind === 'person' ? registeredBy.id : null,
      verifiedBy: actorsOf(request, 'record-identity-check'),
      amendedBy: actorsOf(request, 'amend-request'),
      evidencedBy: request.attachments.filter(({ role }) => isEvidence(role)).map(({ by }) => by.id),
    },
    actorId,
  )
  return eyes.ok ? null : eyes.problem
}
