/** Empty forms for the people at the counter. */
import { z } from 'zod'
import { REQUEST_KINDS } from '../../domain/request/request.ts'
import { sha256 } from '../values.ts'
import { printJob } from './paper.ts'
import { command, query, type Procedures } from './procedure.ts'

const form = z.object({ kind: z.enum(REQUEST_KINDS), largePrint: z.boolean().default(false) })

export const formProcedures = {
  'form.preview': query('paper.read', form, z.object({ sha256, pages: z.int(), title: z.string() })),
  /** On both sides where the printer can. An empty form is no paper of a request: nothing is recorded. */
  'form.print': command('paper.print', form.extend({ copies: z.int().min(1).max(20).default(1) }), printJob),
} as const satisfies Procedures
