import type { ProcedureOutput } from '../../../src/protocol/desk.ts'

export type Parked = ProcedureOutput<'parked.list'>[number]
/** An act of an earlier identity of this workstation. */
export type Replaced = ProcedureOutput<'takeover.list'>[number]

/** Groups acts by request. Groups are ordered by their first act. */
export function byRequest<A extends { readonly requestId: string }>(acts: readonly A[]): [first: A, ...rest: A[]][] {
  const groups = new Map<string, [A, ...A[]]>()
  for (const act of acts) {
    const group = groups.get(act.requestId)
    if (group) group.push(act)
    else groups.set(act.requestId, [act])
  }
  return [...groups.values()]
}
