/** Commands that could not be applied and wait for a supervisor. */
import { z } from 'zod'
import { problemSchema } from '../problem.ts'
import { actor, id, instant, text } from '../values.ts'
import { get, person, post } from './call.ts'

/** With everything that it carried. */
export const parkedCommand = z.object({
  commandId: id,
  requestId: id,
  /** An open list: a parked command may be of a kind that this version does not know. */
  kind: z.string(),
  /** Whether this central store knows its kind and version; if not, running it only parks it again. */
  known: z.boolean(),
  /** The first of its request: the others wait behind it and follow in order. */
  first: z.boolean(),
  problem: problemSchema,
  actor,
  desk: z.object({ number: z.int(), name: z.string() }),
  /** By the central store's clock, as far as the desk knew it. */
  occurredAt: instant,
  receivedAt: instant,
  offline: z.boolean(),
  /** Of the request, or as stated by the command that would have created the request. */
  number: z.string(),
  person: z.object({ surname: z.string(), givenNames: z.string() }).nullable(),
  payload: z.json(),
})
/**
 * Run it, and what waits behind it, as if it arrived now; or return it to its author with a reason, and run what waited
 * behind it.
 */
export const resolveParkedInput = z.discriminatedUnion('act', [
  z.object({ act: z.literal('run') }),
  z.object({ act: z.literal('refuse'), reason: text(500).min(1) }),
])
/** The outcome of the command and of those behind it, in order, up to one that is parked again. */
export const resolveParkedOutput = z.object({
  outcomes: z.array(
    z.object({
      commandId: id,
      kind: z.string(),
      outcome: z.enum(['applied', 'rejected', 'parked']),
      problem: problemSchema.nullable(),
    }),
  ),
})

export const parkedCalls = {
  parkedCommands: get('/v1/parked-commands', { caller: person('request.decide'), output: z.array(parkedCommand) }),
  resolveParked: post('/v1/parked-commands/:commandId/resolution', {
    caller: person('request.decide'),
    params: z.object({ commandId: id }),
    body: resolveParkedInput,
    output: resolveParkedOutput,
  }),
} as const
