/**
 * A workstation that the central store admits no more gets a new identity, and persons decide on what it could not send
 * under the earlier one ("Acte ale stației vechi").
 */
import { z } from 'zod'
import type { Problem } from '../../domain/problem.ts'
import { SHOWN_ACTS } from '../../request/acts.ts'
import { personName } from '../request.ts'
import { actor, id, instant, line, text } from '../values.ts'
import { command, done, nothing, query, type Procedures } from './procedure.ts'
import { TOPICS } from './topics.ts'

/** Why the central store takes nothing more from a workstation under its present identity. */
const REPLACEABLE: readonly Problem['code'][] = [
  'device.behind',
  'device.forked',
  'device.frozen',
  'device.unknown',
  'push.gap',
  'push.chain',
]

/** Whether a workstation that stopped for this reason can go on under a new identity. */
export const isReplaceable = (stoppedBy: Problem | null): boolean =>
  stoppedBy !== null && REPLACEABLE.includes(stoppedBy.code)

export const replacedAct = z.object({
  commandId: id,
  requestId: id,
  kind: z.enum(SHOWN_ACTS),
  /** The number on the person's paper. */
  number: z.string(),
  person: personName.nullable(),
  actor,
  /** The number of the desk under its earlier identity. */
  deskNumber: z.int(),
  /** By the central store's clock, as far as the desk knew it. */
  at: instant,
  offline: z.boolean(),
  /** False for a decision: whoever has the right makes it again. */
  mayTakeOver: z.boolean(),
  payload: z.json(),
})

/** Of one request, in their order. */
const acts = z.array(id).min(1).max(200)

export const takeoverProcedures = {
  /** Before signing in: nobody can sign in at a workstation that was revoked. The one-time code authorises it. */
  'takeover.replaceIdentity': command('none', z.object({ code: line(40).min(1) }), done, { makesStale: TOPICS }),
  'takeover.list': query('request.read', nothing, z.array(replacedAct), { staleBy: ['decisions'] }),
  /** The person does these acts, the first undecided ones of a request, in their own name and session. */
  'takeover.takeOver': command('request.amend', z.object({ commandIds: acts }), done, { makesStale: ['decisions'] }),
  /** They will never be done; on the record at the central store. With a registration goes all that followed it. */
  'takeover.setAside': command('request.decide', z.object({ commandIds: acts, reason: text(500).min(1) }), done, {
    makesStale: ['decisions'],
  }),
} as const satisfies Procedures
