/** The central store has executed a request. */
import { z } from 'zod'
import { localDay, sha256 } from '../../protocol/values.ts'
import { always, defineAct } from '../act.ts'

const executed = z.object({
  /** Of the dossier that was closed or opened. */
  generation: z.int(),
  /** Hash of the certificate of erasure; of an anonymisation. */
  certificate: sha256.optional(),
  /** From which day the new dossier takes content; of a revert. */
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
