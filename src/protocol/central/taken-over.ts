/** Acts of an earlier identity of a workstation: what became of them, and setting one aside for good (ADR 0089). */
import { z } from 'zod'
import { takenOverAct } from '../commands.ts'
import { id, line, text } from '../values.ts'
import { person, post, workstation } from './call.ts'
import { LIMITS } from './limits.ts'
import { receipt } from './receipts.ts'

export const takenOverCalls = {
  /** Whether acts whose answer a workstation never got have arrived, or were decided on. Changes nothing. */
  commandOutcomes: post('/v1/command-outcomes', {
    caller: workstation,
    body: z.object({ commandIds: z.array(id).max(LIMITS.pushCommands) }),
    output: z.array(
      z.object({
        commandId: id,
        /** Under its own name; null if it never arrived. */
        receipt: receipt.nullable(),
        decided: z.enum(['taken-over', 'set-aside']).nullable(),
      }),
    ),
  }),
  /** The act will never be done: refused from then on under every name. Audited with the reason. */
  setAside: post('/v1/set-aside-acts', {
    caller: person('request.decide'),
    body: z.object({
      kind: z.string().max(60),
      requestId: id,
      takenOver: takenOverAct,
      /** The number on the person's paper; empty if the act is no registration. */
      number: line(40),
      reason: text(500).min(1),
    }),
    output: z.object({}),
  }),
} as const
