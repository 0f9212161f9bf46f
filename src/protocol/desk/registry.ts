/** The registry as a book: what became of every number of a year. */
import { z } from 'zod'
import { registryAccount } from '../sync.ts'
import { query, type Procedures } from './procedure.ts'

export const registryProcedures = {
  /** Asked of the central store: only it knows the numbers of every desk. */
  'registry.account': query('request.read', z.object({ year: z.int().min(2020).max(2199) }), registryAccount),
} as const satisfies Procedures
