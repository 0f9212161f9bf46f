/** The central store starts to execute an approved request. From then on it cannot be closed. */
import { z } from 'zod'
import { always, defineAct } from '../act.ts'

export const begin = defineAct({
  kind: 'begin',
  payloads: { 1: z.object({}) },
  facts: z.object({}),
  right: null,
  authors: ['system'],
  action: null,
  move: 'begin',
  transition: false,
  revises: true,
  check: always,
  apply: () => ({ change: {}, facts: {} }),
})
