/** Every procedure of the contract, from the room that owns it; the compiler refuses a missing one. */
import type { ProcedureName } from '../protocol/desk.ts'
import { type AboutFacts, aboutProcedures } from './about/procedures.ts'
import { administrationProcedures } from './administration/procedures.ts'
import { decisionProcedures } from './decisions/procedures.ts'
import { deviceProcedures } from './devices/procedures.ts'
import type { Handlers } from './door/handlers.ts'
import { draftProcedures } from './drafts/procedures.ts'
import { formProcedures } from './forms/procedures.ts'
import { incidentProcedures } from './incidents/procedures.ts'
import { paperProcedures } from './papers/procedures.ts'
import { parkedProcedures } from './parked/procedures.ts'
import { takeoverProcedures } from './identity/procedures.ts'
import type { DeskParts } from './parts.ts'
import { queueProcedures } from './queue/procedures.ts'
import { readingProcedures } from './reading/procedures.ts'
import { registryProcedures } from './registry/procedures.ts'
import { requestProcedures } from './requests/procedures.ts'
import { scanningProcedures } from './scanning/procedures.ts'
import { sessionProcedures } from './session/procedures.ts'
import { openStart } from './start/open-start.ts'
import { syncProcedures } from './sync/procedures.ts'

export const proceduresOf = (parts: DeskParts, about: AboutFacts): Handlers<ProcedureName> => ({
  ...openStart(about.folder),
  ...aboutProcedures(parts, about),
  ...sessionProcedures(parts),
  ...syncProcedures(parts),
  ...incidentProcedures(parts),
  ...queueProcedures(parts),
  ...requestProcedures(parts),
  ...draftProcedures(parts),
  ...decisionProcedures(parts),
  ...parkedProcedures(parts),
  ...takeoverProcedures(parts),
  ...registryProcedures(parts),
  ...administrationProcedures(parts),
  ...formProcedures(parts),
  ...paperProcedures(parts),
  ...readingProcedures(parts),
  ...deviceProcedures(parts),
  ...scanningProcedures(parts),
})
