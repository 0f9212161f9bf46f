/** Sends a request to review if nothing is missing. */
import { z } from 'zod'
import { localDay } from '../../domain/calendar/bucharest.ts'
import { problem } from '../../domain/problem.ts'
import { missingForReview } from '../../domain/request/completeness.ts'
import { defineAct } from '../act.ts'

export const submit = defineAct({
  kind: 'submit-request',
  payloads: { 1: z.object({}) },
  facts: z.object({}),
  right: 'request.submit',
  authors: ['person', 'holder'],
  action: 'submit',
  move: 'submit',
  transition: true,
  revises: true,
  check: (request, _payload, { now }) => {
    const missing = missingForReview(request, localDay(now))
    return missing.length === 0 ? null : problem('request.incomplete', { missing })
  },
  apply: () => ({ change: {}, facts: {} }),
})
