import type { ProcedureOutput } from '../../../src/protocol/desk.ts'

export type Parked = ProcedureOutput<'parked.list'>[number]

/** Groups parked acts by request. Groups are ordered by their first act. */
export function byRequest(parked: readonly Parked[]): [first: Parked, ...rest: Parked[]][] {
  const groups = new Map<string, [Parked, ...Parked[]]>()
  for (const act of parked) {
    const group = groups.get(act.requestId)
    if (group) group.push(act)
    else groups.set(act.requestId, [act])
  }
  return [...groups.values()]
}
