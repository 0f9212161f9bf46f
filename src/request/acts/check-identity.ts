/**
 * Records a check of who the applicant is. A later one stands beside the earlier, never over it: whoever recorded any
 * of them may not approve.
 */
import { z } from 'zod'
import { problem } from '../../domain/problem.ts'
import type { AuthorKind } from '../../domain/request/author.ts'
import { identityHolds } from '../../domain/request/identity-holds.ts'
import { identityCheck, type RequestCore, statedPeople } from '../../protocol/request.ts'
import { defineAct } from '../act.ts'

/** Who can vouch for what: a login or a signature is proved to the program that saw it, a document to a person. */
const METHOD_OF: Partial<Record<AuthorKind, NonNullable<RequestCore['identityCheck']>['method']>> = {
  person: 'document',
  holder: 'portal-login',
}

export const checkIdentity = defineAct({
  kind: 'record-identity-check',
  payloads: {
    /** `people`: of whom the check was made, as they were stated on the screen; earlier desks leave it out. */
    1: z.object({ check: identityCheck, people: statedPeople.optional() }),
  },
  facts: z.object({
    outcome: identityCheck.shape.outcome,
    method: identityCheck.shape.method,
    subject: identityCheck.shape.subject,
    /** How many values differed between the document and what was stated. */
    disagreements: z.int().nonnegative(),
  }),
  right: 'request.verify-identity',
  authors: ['person', 'holder'],
  action: 'check-identity',
  move: 'record-identity',
  transition: false,
  revises: true,
  check: (request, { check, people }, { by }) => {
    // Made of people who are stated no more (offline, or while somebody amended): it must not speak for those stated
    // now.
    if (people && !identityHolds(people, request)) return problem('request.people-changed')
    return check.method === METHOD_OF[by.kind]
      ? null
      : problem('input.invalid', { issues: [{ path: 'check.method', message: 'not_at_a_desk' }] })
  },
  apply: (_request, { check }, { by, at }) => ({
    change: { identityCheck: { ...check, by, at } },
    facts: {
      outcome: check.outcome,
      method: check.method,
      subject: check.subject,
      disagreements: check.disagreements.length,
    },
  }),
})
