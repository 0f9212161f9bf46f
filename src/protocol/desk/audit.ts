/** The audit trail of the central store, for auditors. */
import { z } from 'zod'
import { auditCalls, auditVerdict } from '../central/audit.ts'
import { staffBody } from '../central/changes.ts'
import { id, localDay } from '../values.ts'
import { command, neverStale, nothing, type Procedures, query } from './procedure.ts'

/** What is shown of the trail; empty shows all of it. */
export const auditFilter = z.object({
  actor: id.optional(),
  deskNumber: z.int().positive().optional(),
  action: auditCalls.auditTrail.query.shape.action,
  from: localDay.optional(),
  to: localDay.optional(),
})
const MOST_EXPORTED = 20_000

export const auditProcedures = {
  'audit.trail': query(
    'audit.read',
    auditFilter.extend({ before: z.int().positive().optional() }),
    auditCalls.auditTrail.output,
    neverStale,
  ),
  'audit.people': query('audit.read', nothing, z.array(staffBody), { staleBy: ['people'] }),
  /** Every entry that matches, as a table of text; `more` if there are more than fit. */
  'audit.export': command(
    'audit.read',
    auditFilter.extend({ most: z.int().positive().max(MOST_EXPORTED).default(MOST_EXPORTED) }),
    auditCalls.auditTrail.output,
  ),
  /** Reads the whole chain at the central store. */
  'audit.verify': command('audit.read', nothing, auditVerdict),
} as const satisfies Procedures
