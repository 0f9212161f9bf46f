/**
 * Records a check of the applicant's identity. A later check does not overwrite an earlier one: nobody who recorded any
 * of them may approve.
 */
import { z } from 'zod'
import { problem } from '../../domain/problem.ts'
import type { AuthorKind } from '../../domain/request/author.ts'
import { identityHolds } from '../../domain/request/identity-holds.ts'
import { identityCheck, type RequestCore, statedPeople } from '../../protocol/request.ts'
import { defineAct } from '../act.ts'

/**
 * Which method of identification each kind of author can prove: a program proves a login or a signature, a person
 * vouches for a document.
 */
const METHOD_OF: Partial<Record<AuthorKind, NonNullable<RequestCore['identityCheck']>['method']>> = {
  person: 'document',
  holder: 'portal-login',
}

export const checkIdentity = defineAct({
  kind: 'record-identity-check',
  payloads: {
    /** `people`: the people whose identity was checked, as stated on the screen; earlier desks omit it. */
    1: z.object({ check: identityCheck, people: statedPeople.optional() }),
  },
  facts: z.object({
    outcome: identityCheck.shape.outcome,
    method: identityCheck.shape.method,
    subject: identityCheck.shape.subject,
    /** Number of values that differed between the document and the request. */
    disagreements: z.int().nonnegative(),
  }),
  right: 'request.verify-identity',
  authors: ['person', 'holder'],
  action: 'check-identity',
  move: 'record-identity',
  transition: false,
  revises: true,
  check: (request, { check, people }, { by }) => {
    // The check was made of people who are no longer stated (offline, or during an amendment), so it must not count for
    // the people stated now.
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
