/** New contact facts of the applicant: the representative where there is one, else the holder. Always applies. */
import { z } from 'zod'
import { contact as contactFacts } from '../../protocol/request.ts'
import { always, defineAct } from '../act.ts'

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
  check: always,
  apply: ({ holder, representative }, { contact: given }) => ({
    change:
      representative === null
        ? { holder: { ...holder, contact: given } }
        : { representative: { ...representative, contact: given } },
    facts: {},
  }),
})
