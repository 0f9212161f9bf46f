import type { RequestState } from '../../domain/request/request.ts'
import { ACTS, type ShownAct } from '../../request/acts.ts'
import type { RequestBody } from '../../request/body.ts'

/** What a newer build knows is taken for what revises: a state that is not shown is better than a wrong one. */
const revises = (act: ShownAct): boolean => act === 'unknown' || ACTS[act].revises

/**
 * The state at a revision: the history counted back from the present one. The moments in it are not looked at, for they
 * were taken by different clocks. Null where the history does not reach.
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
