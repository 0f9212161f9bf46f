/**
 * Corrects what was stated, before anybody has decided on the request. If the people change, the identity must be
 * checked again.
 */
import { z } from 'zod'
import { parseCnp } from '../../domain/person/cnp.ts'
import { problem } from '../../domain/problem.ts'
import { IDENTITY_ANEW, identityHolds } from '../../domain/request/identity-holds.ts'
import { CAPACITIES, REQUEST_KINDS } from '../../domain/request/request.ts'
import { holder, questionsAsked, representative, type RequestCore } from '../../protocol/request.ts'
import { defineAct } from '../act.ts'

const payload = z.object({
  kind: z.enum(REQUEST_KINDS).optional(),
  holder: holder.optional(),
  capacity: z.enum(CAPACITIES).optional(),
  representative: representative.nullable().optional(),
  questionsAsked: questionsAsked.optional(),
})

const peopleAfter = (request: RequestCore, given: z.output<typeof payload>) => ({
  holder: given.holder ?? request.holder,
  capacity: given.capacity ?? request.capacity,
  representative: given.representative === undefined ? request.representative : given.representative,
})

export const amend = defineAct({
  kind: 'amend-request',
  payloads: { 1: payload },
  facts: z.object({
    /** Names of the corrected fields, separated by spaces. */
    amended: z.string(),
    /** Present if the people changed, so that their identity must be checked again. */
    identity: z.literal(IDENTITY_ANEW).optional(),
  }),
  right: 'request.amend',
  authors: ['person'],
  action: 'amend',
  move: 'amend',
  transition: true,
  revises: true,
  check: (request, given) => {
    const cnp = given.holder && parseCnp(given.holder.cnp)
    if (cnp && !cnp.ok) return cnp.problem
    const after = peopleAfter(request, given)
    return after.capacity === 'holder' && after.representative !== null
      ? problem('input.invalid', { issues: [{ path: 'representative', message: 'of_a_holder' }] })
      : null
  },
  apply: (request, given) => {
    const after = peopleAfter(request, given)
    const holds = identityHolds(request, after)
    const fields = (['kind', 'holder', 'capacity', 'representative', 'questionsAsked'] as const).filter(
      (field) => given[field] !== undefined,
    )
    return {
      change: {
        ...after,
        kind: given.kind ?? request.kind,
        questionsAsked: given.questionsAsked ?? request.questionsAsked,
        ...(holds ? {} : { identityCheck: null }),
      },
      facts: { amended: fields.join(' '), ...(holds ? {} : { identity: IDENTITY_ANEW }) },
    }
  },
})
