/** Returns a request for completion and states what is missing. */
import { z } from 'zod'
import { line, text } from '../../protocol/values.ts'
import { always, defineAct } from '../act.ts'
import { decided } from '../decided.ts'

export const returnForCompletion = defineAct({
  kind: 'return-request',
  payloads: { 1: z.object({ missing: z.array(line(60)).max(20), explanation: text(2000).min(1) }) },
  /** `missing`: codes separated by spaces; some earlier desks separated them by commas. */
  facts: z.object({ missing: z.string() }),
  right: 'request.decide',
  authors: ['person'],
  action: 'return',
  move: 'return',
  transition: true,
  revises: true,
  check: always,
  apply: (_request, { missing, explanation }, context) => ({
    change: { decision: decided(context, { missing, explanation }) },
    facts: { missing: missing.join(' ') },
  }),
})
