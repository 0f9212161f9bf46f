/**
 * Answers a difference between the paper and the record, or resolves a wish of the person that holds the approval (the
 * copy was given). The answer names the values that its author saw and counts only for them.
 */
import { z } from 'zod'
import { answers, differencesOf, MATTERS, WAYS } from '../../domain/request/comparison.ts'
import { problem } from '../../domain/problem.ts'
import { settlement } from '../../protocol/request.ts'
import { defineAct } from '../act.ts'

export const settle = defineAct({
  kind: 'settle-difference',
  payloads: { 1: settlement },
  facts: z.object({ matter: z.enum(MATTERS), how: z.enum(WAYS) }),
  right: 'request.amend',
  authors: ['person'],
  action: 'settle',
  move: 'settle',
  transition: false,
  revises: true,
  check: (request, given) =>
    differencesOf(request).some((difference) => answers(given, difference))
      ? null
      : problem('input.invalid', { issues: [{ path: 'matter', message: 'no_such_difference' }] }),
  apply: (request, given, { by, at }) => ({
    change: {
      // A difference was found, so there is a comparison.
      ...(request.comparison === undefined
        ? {}
        : { comparison: { ...request.comparison, settled: [...request.comparison.settled, { ...given, by, at }] } }),
    },
    facts: { matter: given.matter, how: given.how },
  }),
})
