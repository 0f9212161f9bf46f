/**
 * Decides which of two opposite requests of one person was made first, where the times do not prove it. Online only, by
 * a person who registered, corrected or verified neither, and based on the revisions of both that were on the screen.
 */
import { z } from 'zod'
import { problem } from '../../domain/problem.ts'
import { id, text } from '../../protocol/values.ts'
import { defineAct } from '../act.ts'
import { refusalOfFourEyes } from '../involved-actors.ts'

export const decideOrder = defineAct({
  kind: 'decide-order',
  payloads: {
    1: z.object({ other: id, otherRevision: z.int().positive(), first: id, reason: text(1000).min(1) }),
  },
  /** Ids of both requests; entries of earlier builds hold their numbers. */
  facts: z.object({ first: z.string(), second: z.string() }),
  right: 'request.decide',
  authors: ['person'],
  action: 'decide-order',
  move: 'decide-order',
  transition: true,
  revises: true,
  check: (request, { other, first }, { by, offline }) => {
    if (offline) return problem('online.required')
    if (first !== request.id && first !== other)
      return problem('input.invalid', { issues: [{ path: 'first', message: 'neither_of_the_two' }] })
    return refusalOfFourEyes(request, by.id)
  },
  apply: (request, { other, first, reason }, { by, at }) => {
    const second = first === request.id ? other : request.id
    return {
      change: { orderDecisions: [...(request.orderDecisions ?? []), { first, second, reason, by, at }] },
      facts: { first, second },
    }
  },
})
