/**
 * Files a request without an answer, because it is unsigned or its applicant cannot be identified (OG 27/2002 art. 7).
 */
import { z } from 'zod'
import { FILING_REASONS } from '../../domain/request/request.ts'
import { text } from '../../protocol/values.ts'
import { always, defineAct } from '../act.ts'
import { decided } from '../decided.ts'

export const file = defineAct({
  kind: 'file-request',
  payloads: { 1: z.object({ reason: z.enum(FILING_REASONS), explanation: text(2000) }) },
  facts: z.object({ reason: z.enum(FILING_REASONS) }),
  right: 'request.decide',
  authors: ['person'],
  action: 'file',
  move: 'file',
  transition: true,
  revises: true,
  check: always,
  apply: (_request, { reason, explanation }, context) => ({
    change: { decision: decided(context, { filing: reason, explanation }) },
    facts: { reason },
  }),
})
