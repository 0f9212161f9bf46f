import type { RequestState } from '../../domain/request/request.ts'
import { COMMANDS, type CommandKind, raisesRevision } from '../../protocol/commands.ts'
import type { RequestBody } from '../../protocol/request.ts'

/** An act of the central store's own (an execution, the other side of an order decided) always revises. */
const revises = (act: string): boolean =>
  !Object.hasOwn(COMMANDS, act) || act === 'register-request' || raisesRevision(act as CommandKind)

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
