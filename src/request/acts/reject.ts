/**
 * Rejects a request with a reason of the closed list. An approved one can be rejected until its execution has begun.
 */
import { z } from 'zod'
import { REJECTION_REASONS } from '../../domain/request/request.ts'
import { text } from '../../protocol/values.ts'
import { always, defineAct } from '../act.ts'
import { decided } from '../decided.ts'

export const reject = defineAct({
  kind: 'reject-request',
  payloads: { 1: z.object({ reason: z.enum(REJECTION_REASONS), explanation: text(2000) }) },
  facts: z.object({ reason: z.enum(REJECTION_REASONS) }),
  right: 'request.decide',
  authors: ['person'],
  action: 'reject',
  move: 'reject',
  transition: true,
  revises: true,
  check: always,
  apply: (_request, { reason, explanation }, context) => ({
    change: { decision: decided(context, { reason, explanation }) },
    facts: { reason },
  }),
})
