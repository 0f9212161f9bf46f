/**
 * The contract between the renderer and its desk. Both hosts serve exactly this: Electron over a MessagePort, the
 * browser host over loopback HTTP (`POST /desk/<procedure>`, `GET /desk/events`, `POST /desk/bytes`, `GET
 * /desk/bytes/<sha256>`).
 *
 * JSON only; bytes (scans, papers) travel beside it, named by their SHA-256. Shapes and procedures are defined by group
 * in `desk/`.
 */
import { z } from 'zod'
import { administrationProcedures } from './desk/administration.ts'
import { auditProcedures } from './desk/audit.ts'
import { decisionProcedures } from './desk/decision.ts'
import { deviceProcedures } from './desk/devices.ts'
import { draftProcedures } from './desk/draft.ts'
import { formProcedures } from './desk/form.ts'
import { incidentProcedures } from './desk/incidents.ts'
import { paperProcedures } from './desk/paper.ts'
import { parkedProcedures } from './desk/parked.ts'
import type { Procedures } from './desk/procedure.ts'
import { queueProcedures } from './desk/queue.ts'
import { readingProcedures } from './desk/reading.ts'
import { registryProcedures } from './desk/registry.ts'
import { requestProcedures } from './desk/request-acts.ts'
import { sessionProcedures } from './desk/session.ts'
import { startProcedures } from './desk/start.ts'
import { syncProcedures } from './desk/sync-status.ts'
import { takeoverProcedures } from './desk/takeover.ts'
import { TOPICS } from './desk/topics.ts'
import { id, sha256 } from './values.ts'

export * from './desk/decision.ts'
export * from './desk/devices.ts'
export * from './desk/draft.ts'
export * from './desk/form.ts'
export * from './desk/incidents.ts'
export * from './desk/paper.ts'
export * from './desk/queue.ts'
export * from './desk/reading.ts'
export * from './desk/request-detail.ts'
export * from './desk/session.ts'
export * from './desk/start.ts'
export * from './desk/sync-status.ts'
export * from './desk/takeover.ts'
export * from './desk/topics.ts'

export const PROCEDURES = {
  ...startProcedures,
  ...sessionProcedures,
  ...syncProcedures,
  ...incidentProcedures,
  ...queueProcedures,
  ...draftProcedures,
  ...requestProcedures,
  ...decisionProcedures,
  ...formProcedures,
  ...parkedProcedures,
  ...takeoverProcedures,
  ...paperProcedures,
  ...registryProcedures,
  ...administrationProcedures,
  ...auditProcedures,
  ...deviceProcedures,
  ...readingProcedures,
} as const satisfies Procedures

export type ProcedureName = keyof typeof PROCEDURES
export type ProcedureInput<P extends ProcedureName> = z.input<(typeof PROCEDURES)[P]['input']>
/** The input after parsing, defaults filled in: what a handler receives. */
export type ParsedInput<P extends ProcedureName> = z.output<(typeof PROCEDURES)[P]['input']>
export type ProcedureOutput<P extends ProcedureName> = z.output<(typeof PROCEDURES)[P]['output']>

/** Events that the desk sends to the renderer. `changed` names what to query again; it carries no data. */
export const deskEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('changed'), topics: z.array(z.enum(TOPICS)), requestIds: z.array(id) }),
  z.object({
    type: z.literal('progress'),
    task: z.string(),
    done: z.number(),
    total: z.number().nullable(),
    words: z.string(),
  }),
])
export type DeskEvent = z.infer<typeof deskEvent>

/** Answer to `POST /desk/bytes`: the desk stores the bytes under this name. */
export const storedBytes = z.object({ sha256, bytes: z.int() })
