import type { RequestState } from '../../domain/request/request.ts'
import { ACTS, type ShownAct } from '../../request/acts.ts'
import type { RequestBody } from '../../request/body.ts'

/** An act that only a newer build knows is assumed to revise: showing no state is better than showing a wrong one. */
const revises = (act: ShownAct): boolean => act === 'unknown' || ACTS[act].revises

/**
 * The state at a revision: the history counted back from the present one. Its times are ignored, because different
 * clocks produced them. Null if the history does not reach back that far.
 */
export function stateAtRevision(
  { revision: present, timeline }: Pick<RequestBody, 'revision' | 'timeline'>,
  wanted: number,
): RequestState | null {
  let revision = present
  for (const { act, to } of timeline.toReversed()) {
    if (revision === wanted) return to
    if (revises(act)) revision -= 1
  }
  return null
}
