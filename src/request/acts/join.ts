/**
 * Joins a request to another one of the same person on the same matter, so that both get one answer (OG 27/2002 art.
 * 10).
 */
import { z } from 'zod'
import { problem } from '../../domain/problem.ts'
import { id } from '../../protocol/values.ts'
import { defineAct } from '../act.ts'
import { decided } from '../decided.ts'

export const join = defineAct({
  kind: 'join-request',
  payloads: { 1: z.object({ into: id }) },
  /** `into`: id of the other request; entries of earlier builds hold its number. */
  facts: z.object({ into: z.string() }),
  right: 'request.decide',
  authors: ['person'],
  action: 'join',
  move: 'join',
  transition: true,
  revises: true,
  check: (request, { into }) => (into === request.id ? problem('request.unknown') : null),
  apply: (_request, { into }, context) => ({
    change: { decision: decided(context, { joinedInto: into }) },
    facts: { into },
  }),
})
