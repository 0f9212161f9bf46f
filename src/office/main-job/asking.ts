/** Asking a desk as a person's screen would: by the contract, and by nothing else. */
import type { Problem, Result } from '../../domain/problem.ts'
import type { ProcedureInput, ProcedureName, ProcedureOutput } from '../../protocol/desk.ts'
import type { Desk } from '../../desk/desk-interface.ts'

/** The story cannot go on: something that must work was refused. */
export class Refused extends Error {
  readonly problem: Problem
  constructor(what: string, problem: Problem) {
    super(`${what}: ${problem.code} ${JSON.stringify(problem.details)}`)
    this.problem = problem
  }
}

export function granted<T>(what: string, result: Result<T>): T {
  if (result.ok) return result.value
  throw new Refused(what, result.problem)
}

export const ask = async <P extends ProcedureName>(
  desk: Desk,
  procedure: P,
  input: ProcedureInput<P>,
): Promise<ProcedureOutput<P>> => granted(procedure, await desk.call(procedure, input))

/** Asks until `done`, as a person who looks at the screen again; gives the last answer seen when `withinMs` is over. */
export async function askUntil<P extends ProcedureName>(
  desk: Desk,
  procedure: P,
  input: ProcedureInput<P>,
  done: (value: ProcedureOutput<P>) => boolean,
  withinMs = 15_000,
): Promise<ProcedureOutput<P>> {
  const until = performance.now() + withinMs
  for (;;) {
    const value = await ask(desk, procedure, input)
    if (done(value) || performance.now() > until) return value
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
