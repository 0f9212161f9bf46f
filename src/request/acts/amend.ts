/**
 * Corrects what was stated, before anybody has decided on the request. If the people change, the identity must be
 * checked again.
 */
import { z } from 'zod'
import { parseCnp } from '../../domain/person/cnp.ts'
import { problem } from '../../domain/problem.ts'
import { IDENTITY_ANEW, identityHolds } from '../../domain/request/identity-holds.ts'
import { askedOf } from '../../domain/request/questions.ts'
import { CAPACITIES, REQUEST_KINDS } from '../../domain/request/request.ts'
import { holder, questionAnswers, questionsAsked, representative, type RequestCore } from '../../protocol/request.ts'
import { defineAct } from '../act.ts'

const common = z.object({
  kind: z.enum(REQUEST_KINDS).optional(),
  holder: holder.optional(),
  capacity: z.enum(CAPACITIES).optional(),
  representative: representative.nullable().optional(),
})
/** Records only that the two questions were asked, not what was answered. */
const askedOnly = common.extend({ questionsAsked: questionsAsked.optional() })
const answered = common.extend({ answers: questionAnswers.optional() })

/** The fields that an amendment can correct, in the order in which the history names them. */
const AMENDABLE = ['kind', 'holder', 'capacity', 'representative', 'questionsAsked', 'answers'] as const

const peopleAfter = (request: RequestCore, given: z.output<typeof common>) => ({
  holder: given.holder ?? request.holder,
  capacity: given.capacity ?? request.capacity,
  representative: given.representative === undefined ? request.representative : given.representative,
})

export const amend = defineAct({
  kind: 'amend-request',
  payloads: { 1: askedOnly, 2: answered },
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
    const values: Record<string, unknown> = given
    const fields = AMENDABLE.filter((field) => values[field] !== undefined)
    const answers = 'answers' in given ? given.answers : undefined
    const asked = 'questionsAsked' in given ? given.questionsAsked : undefined
    return {
      change: {
        ...after,
        kind: given.kind ?? request.kind,
        ...(answers === undefined
          ? { questionsAsked: asked ?? request.questionsAsked }
          : {
              questionsAsked: askedOf(answers),
              comparison: { paper: {}, unreadPages: 0, settled: [], ...request.comparison, answers },
            }),
        ...(holds ? {} : { identityCheck: null }),
      },
      facts: { amended: fields.join(' '), ...(holds ? {} : { identity: IDENTITY_ANEW }) },
    }
  },
})
