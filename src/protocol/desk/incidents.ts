/** Events that affected the data of this desk or prevent its work, and that a person must know of. */
import { z } from 'zod'
import { id, instant } from '../values.ts'
import { command, done, nothing, query, type Procedures } from './procedure.ts'

export const INCIDENTS = [
  /** A file of the keys was missing or damaged and was restored from its second copy. */
  'keys-repaired',
  /** The cache was missing or damaged; it was rebuilt from the journal and the central store. */
  'cache-rebuilt',
  /** A part of the journal, or all of it, could not be read; the file as found was copied. */
  'journal-damaged',
  'journal-missing',
  /** Acts were put back from the journal. `count`: how many. */
  'acts-restored',
  /** A person chose to begin anew; the old files are in the folder `set-aside`. */
  'began-anew',
  /** Drafts that named a person whose record was erased were deleted. `count`: how many. */
  'drafts-erased',
  /** Something that must be deleted here could not be; it is retried. */
  'erasure-failed',
  /** Something is queued, the centre answers, and nothing has advanced for a minute. `count`: how many acts. */
  'stalled',
  /** The file of an act cannot be read here; a supervisor decides how the request continues. */
  'file-missing',
  /** The central store does not accept the file of an act; a supervisor decides how the request goes on. */
  'file-refused',
] as const
export type IncidentKind = (typeof INCIDENTS)[number]

export const incident = z.object({
  id: z.int(),
  at: instant,
  kind: z.enum(INCIDENTS),
  count: z.int().nullable(),
  requestId: id.nullable(),
})

export const incidentProcedures = {
  /** Unconfirmed incidents, the newest first. */
  'incident.list': query('open', nothing, z.array(incident), { staleBy: ['incidents'] }),
  /** A person has read them; who and when is kept. */
  'incident.confirm': command('open', z.object({ ids: z.array(z.int()).max(1000) }), done, {
    makesStale: ['incidents'],
  }),
} as const satisfies Procedures
