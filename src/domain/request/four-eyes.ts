/**
 * Four eyes: whoever registered a request, verified the identity, amended what it states or attached its proof may not
 * approve it. Changing where its letters go counts as amending (src/request/involved-actors.ts).
 */
import type { AttachmentRole } from './request.ts'
import { ok, refuse, type Result } from '../problem.ts'

export interface HandsOn {
  /** Actor who registered the request; null where no person did (portal, mailbox). */
  readonly registeredBy: string | null
  /** Actors who recorded an identity check or decided on one, all of them, also of checks replaced later. */
  readonly verifiedBy: readonly string[]
  /** Actors who amended it: otherwise one of them alone could turn a request against another person and approve it. */
  readonly amendedBy: readonly string[]
  /**
   * Actors who attached what a decision rests on: the request itself or a proof of capacity. Other files prove nothing.
   */
  readonly evidencedBy: readonly string[]
}

/** Attachments on which a decision rests. */
export const isEvidence = (role: AttachmentRole): boolean => role !== 'other'

/** Whether an actor may approve. Refuses with `request.own-registration` or `request.four-eyes`. */
export function mayApprove(hands: HandsOn, actorId: string): Result<true> {
  if (hands.registeredBy === actorId) return refuse('request.own-registration')
  if (hands.verifiedBy.includes(actorId) || hands.amendedBy.includes(actorId) || hands.evidencedBy.includes(actorId))
    return refuse('request.four-eyes')
  return ok(true)
}
