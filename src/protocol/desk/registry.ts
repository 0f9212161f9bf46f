/** The registry as a book: what became of every number of a year. */
import { z } from 'zod'
import { registryAccount } from '../central/registry.ts'
import { localDay, sha256 } from '../values.ts'
import { printJob } from './paper.ts'
import { command, query, type Procedures, neverStale } from './procedure.ts'

const days = z.object({ from: localDay, to: localDay })

export const registryProcedures = {
  /** From the central store: only it knows the numbers of every desk. */
  'registry.account': query('request.read', z.object({ year: z.int().min(2020).max(2199) }), registryAccount, {
    staleBy: ['queue'],
  }),
  /** A page of the book, one day or up to 31, made and sealed by the central store at this moment. */
  'registry.page': query('request.decide', days, z.object({ sha256, pages: z.int() }), neverStale),
  'registry.printPage': command('request.decide', days, printJob),
} as const satisfies Procedures
