/** The outcome of a command, as the answer to its push and as a change in the feed. */
import { z } from 'zod'
import { problemSchema } from '../problem.ts'
import { id } from '../values.ts'

export const receipt = z.discriminatedUnion('outcome', [
  z.object({
    deviceSeq: z.int(),
    commandId: id,
    outcome: z.literal('applied'),
    version: z.int(),
    revision: z.int(),
    position: z.int(),
  }),
  z.object({ deviceSeq: z.int(), commandId: id, outcome: z.literal('rejected'), problem: problemSchema }),
  z.object({ deviceSeq: z.int(), commandId: id, outcome: z.literal('parked'), problem: problemSchema }),
])
export type CommandReceipt = z.infer<typeof receipt>
