/** Problems on the wire, and the envelope of every answer. */
import { z } from 'zod'
import { PROBLEMS, problem, type Problem, type ProblemCode, type Result } from '../domain/problem.ts'

const wireProblem = z.object({ code: z.string(), details: z.record(z.string(), z.json()).default({}) })

/**
 * A problem as it arrives. A code this version does not know (a newer peer) becomes `unexpected`, with the code as
 * reference.
 */
export const problemSchema = wireProblem.transform((wire): Problem =>
  Object.hasOwn(PROBLEMS, wire.code) ? (wire as unknown as Problem) : problem('unexpected', { reference: wire.code }),
)

export const statusOf = (code: ProblemCode): number => PROBLEMS[code].status

/** The envelope `{ok, value} | {ok, problem}` around a value. */
export const resultOf = <S extends z.ZodType>(value: S) =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), problem: problemSchema }),
  ])

/** Parses input from outside. Input that does not fit becomes `input.invalid` with the paths, never with the values. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): Result<z.output<S>> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return { ok: true, value: parsed.data }
  const issues = parsed.error.issues.slice(0, 20).map((issue) => ({ path: issue.path.join('.'), message: issue.code }))
  return { ok: false, problem: problem('input.invalid', { issues }) }
}
