/** Withdraws a request at the applicant's wish. Possible until its execution has begun. */
import { z } from 'zod'
import { WITHDRAWAL_WAYS } from '../../domain/request/request.ts'
import { text } from '../../protocol/values.ts'
import { always, defineAct } from '../act.ts'
import { decided } from '../decided.ts'

export const withdraw = defineAct({
  kind: 'withdraw-request',
  /** `how`: earlier desks omit it. */
  payloads: { 1: z.object({ how: z.enum(WITHDRAWAL_WAYS).optional(), explanation: text(2000) }) },
  facts: z.object({ how: z.enum(WITHDRAWAL_WAYS).optional() }),
  right: 'request.withdraw',
  authors: ['person', 'holder'],
  action: 'withdraw',
  move: 'withdraw',
  transition: true,
  revises: true,
  check: always,
  apply: (_request, { how, explanation }, context) => ({
    change: { decision: decided(context, { explanation }) },
    facts: how === undefined ? {} : { how },
  }),
})
