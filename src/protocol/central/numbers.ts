/** Registration numbers: blocks leased to a desk, and returned by it. */
import { z } from 'zod'
import { VOID_REASONS } from '../../domain/request/registry-account.ts'
import { id } from '../values.ts'
import { get, post, workstation } from './call.ts'

const numberBlock = z.object({
  registry: z.string(),
  year: z.int(),
  from: z.int().positive(),
  to: z.int().positive(),
})
export type NumberBlock = z.infer<typeof numberBlock>
export const numberRange = z.object({ from: z.int().positive(), to: z.int().positive() })
const voidedRange = numberRange.extend({ reason: z.enum(VOID_REASONS) })
export type VoidedRange = z.infer<typeof voidedRange>

export const numberCalls = {
  /** Idempotent by `blockId`: after a lost answer the same block is returned again. */
  leaseNumbers: post('/v1/number-blocks', {
    caller: workstation,
    body: z.object({ blockId: id, registry: z.string().max(16), year: z.int(), size: z.int().min(1).max(500) }),
    output: numberBlock,
  }),
  /** The blocks that this workstation may still take numbers from, as the central store has them. */
  numberBlocks: get('/v1/number-blocks', {
    caller: workstation,
    /** `unusedFrom`: the first number after the highest that the central store has a registration for. */
    output: z.array(numberBlock.extend({ blockId: id, unusedFrom: z.int().positive().nullable().default(null) })),
  }),
  /**
   * A desk returns a block that it has closed permanently. `afterSeq`: its last command when it closed the block, so
   * that nothing of the block is still to come; `unusedFrom`: the first number not given out, null if the desk lost the
   * record of the block.
   */
  returnNumbers: post('/v1/number-blocks/:blockId/return', {
    caller: workstation,
    params: z.object({ blockId: id }),
    body: z.object({ afterSeq: z.int().nonnegative(), unusedFrom: z.int().positive().nullable() }),
    output: z.object({ voided: z.array(voidedRange) }),
  }),
} as const
