/** Refused transitions that wait for their author ("De decis"). */
import { z } from 'zod'
import { REQUEST_STATES } from '../../domain/request/request.ts'
import { SHOWN_ACTS } from '../../request/acts.ts'
import { problemSchema } from '../problem.ts'
import { actor, id, instant } from '../values.ts'
import { command, done, nothing, query, type Procedures } from './procedure.ts'

/** A transition of this desk that the central store refused: both versions side by side, for the author to decide. */
export const pendingDecision = z.object({
  commandId: id,
  kind: z.enum(SHOWN_ACTS),
  requestId: id,
  number: z.string(),
  actor,
  /** By the central store's clock, as `current.at`. */
  at: instant,
  problem: problemSchema,
  seen: z.object({ revision: z.int(), state: z.enum(REQUEST_STATES) }).nullable(),
  current: z
    .object({
      revision: z.int(),
      state: z.enum(REQUEST_STATES),
      lastAct: z.enum(SHOWN_ACTS),
      by: z.string(),
      at: instant,
    })
    .nullable(),
  payload: z.json(),
})

export const decisionProcedures = {
  'decisions.list': query('request.read', nothing, z.array(pendingDecision), { staleBy: ['decisions'] }),
  /**
   * `seen`: the current revision on the screen; if there is a newer one, nothing is done. `again`: the same act on the
   * current state · `drop`: give it up, on the record.
   */
  'decisions.resolve': command(
    'request.amend',
    z.object({ commandId: id, resolution: z.enum(['again', 'drop']), seen: z.int().positive().optional() }),
    done,
  ),
} as const satisfies Procedures
