/** The central store has executed a request. */
import { z } from 'zod'
import { localDay, sha256 } from '../../protocol/values.ts'
import { always, defineAct } from '../act.ts'

const executed = z.object({
  /** The generation of the dossier that was closed or opened. */
  generation: z.int(),
  /** Only for an anonymisation: hash of the certificate of erasure. */
  certificate: sha256.optional(),
  /** Only for a revert: the first day of which the new dossier accepts content. */
  contentSince: localDay.optional(),
})

export const complete = defineAct({
  kind: 'executed',
  payloads: { 1: executed },
  facts: executed,
  right: null,
  authors: ['system'],
  action: null,
  move: 'complete',
  transition: false,
  revises: true,
  check: always,
  apply: (_request, facts) => ({ change: {}, facts }),
})
