/** Forwards a misdirected request to the competent institution (OG 27/2002 art. 6^1). */
import { z } from 'zod'
import { line } from '../../protocol/values.ts'
import { always, defineAct } from '../act.ts'
import { decided } from '../decided.ts'

export const forward = defineAct({
  kind: 'forward-request',
  payloads: { 1: z.object({ to: line(200).min(1) }) },
  facts: z.object({ to: z.string() }),
  right: 'request.decide',
  authors: ['person'],
  action: 'forward',
  move: 'forward',
  transition: true,
  revises: true,
  check: always,
  apply: (_request, { to }, context) => ({
    change: { decision: decided(context, { forwardedTo: to }) },
    facts: { to },
  }),
})
