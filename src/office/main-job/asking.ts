/** Calls a desk through its contract only, as a screen does. */
import type { Problem, Result } from '../../domain/problem.ts'
import type { ProcedureInput, ProcedureName, ProcedureOutput } from '../../protocol/desk.ts'
import type { Desk } from '../../desk/desk-interface.ts'

/** Thrown when a call that must succeed is refused. */
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

/** Repeats a call until `done`, or until `withinMs` has passed. Returns the last answer. */
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
