/**
 * Changes the contact data of the applicant: of the representative where there is one, or else of the holder. Allowed
 * in every state.
 */
import { z } from 'zod'
import { contact as contactFacts } from '../../protocol/request.ts'
import { problem } from '../../domain/problem.ts'
import { defineAct } from '../act.ts'

export const contact = defineAct({
  kind: 'update-contact',
  payloads: { 1: z.object({ contact: contactFacts }) },
  facts: z.object({}),
  right: 'request.amend',
  authors: ['person', 'holder'],
  action: null,
  move: 'contact',
  transition: false,
  revises: false,
  // Whoever approved does not send the letters elsewhere afterwards.
  check: ({ decision }, _payload, { by }) => (decision?.by.id === by.id ? problem('request.four-eyes') : null),
  apply: ({ holder, representative }, { contact: given }) => ({
    change:
      representative === null
        ? { holder: { ...holder, contact: given } }
        : { representative: { ...representative, contact: given } },
    facts: {},
  }),
})
