/**
 * Calls of a person for facts that desks do not have: a holder, the plan of an execution, the order of two requests.
 */
import { z } from 'zod'
import { ERASURE_CLASSES } from '../../domain/dossier/holdings.ts'
import { CHANNELS, REQUEST_KINDS, REQUEST_STATES } from '../../domain/request/request.ts'
import { problemSchema } from '../problem.ts'
import { orderDecision } from '../request.ts'
import { actor, cnpText, id, instant, localDay, sha256 } from '../values.ts'
import { get, person, post } from './call.ts'

/** What the central store knows of a person: enough to help, nothing medical. */
export const lookUpOutput = z.object({
  known: z.boolean(),
  deceased: z.boolean(),
  dossier: z.enum(['none', 'active', 'anonymised']),
  name: z.object({ surname: z.string(), givenNames: z.string() }).nullable(),
  openRequests: z.array(z.object({ requestId: id, number: z.string(), kind: z.enum(REQUEST_KINDS) })),
  /** The receipt of an earlier anonymisation that is still in effect. */
  receiptRequestId: id.nullable(),
})

/** What an execution would do, as shown to the supervisor; the approval names its hash. */
export const plan = z.object({
  requestId: id,
  kind: z.enum(REQUEST_KINDS),
  hash: sha256,
  computedAt: instant,
  dossierGeneration: z.int().nullable(),
  /**
   * Count by class, in the order of display. It is a closed list, so that no screen can miss a class that it does not
   * know.
   */
  counts: z.array(z.object({ class: z.enum(ERASURE_CLASSES), count: z.int().nonnegative() })),
  oldestDay: z.string().nullable(),
  newestDay: z.string().nullable(),
  /** The obstacles: problem codes (deceased, opposite request of unproved order, already anonymised …). */
  obstacles: z.array(problemSchema),
})

/** What is known about when a request was made, and the source of each time. */
const orderSide = z.object({
  requestId: id,
  number: z.string(),
  revision: z.int().positive(),
  kind: z.enum(REQUEST_KINDS),
  state: z.enum(REQUEST_STATES),
  channel: z.enum(CHANNELS),
  /** As stated: a day, and the instant where the channel proves one or it was made in front of the clerk. */
  requestedDay: localDay,
  requestedAt: instant.nullable(),
  registeredAt: instant,
  registeredBy: actor,
  deskNumber: z.int(),
  /** Registered by a person who had unlocked the desk without the central store. */
  offline: z.boolean(),
  /**
   * By the desk's own clock, with what the desk knew of its error (milliseconds; null: nothing), and by the centre's
   * clock when it arrived. Null where no command brought it.
   */
  clock: z.object({ occurredAt: instant, offsetMs: z.int().nullable(), receivedAt: instant }).nullable(),
})
/** A request among the open opposite ones of its person. */
export const orderView = z.object({
  self: orderSide,
  opposites: z.array(
    orderSide.extend({
      verdict: z.enum(['unproved', 'self-first', 'other-first']),
      /** The decision of a supervisor, if the verdict is one. */
      decided: orderDecision.nullable(),
      /** Why there is nothing to decide, or not for this person; null: it may be decided. */
      refusal: problemSchema.nullable(),
    }),
  ),
})

const ofRequest = z.object({ requestId: id })
export const requestCalls = {
  /** A POST, because the CNP must not be in a path or a query. The look-up is recorded in the audit. */
  lookUp: post('/v1/holders/look-up', {
    caller: person('holder.look-up'),
    body: z.object({ cnp: cnpText }),
    output: lookUpOutput,
  }),
  plan: get('/v1/requests/:requestId/plan', { caller: person('request.decide'), params: ofRequest, output: plan }),
  order: get('/v1/requests/:requestId/order', {
    caller: person('request.decide'),
    params: ofRequest,
    output: orderView,
  }),
} as const
