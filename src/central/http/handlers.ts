/** The handlers of every room, joined. A call of the contract without one does not compile. */
import { auditHandlers } from '../audit/handlers.ts'
import { dossierHandlers } from '../dossiers/handlers.ts'
import { paperHandlers } from '../papers/handlers.ts'
import { verificationHandlers } from '../papers/verification/handlers.ts'
import { peopleHandlers } from '../people/handlers.ts'
import { registrationHandlers } from '../registration/handlers.ts'
import { reviewHandlers } from '../review/handlers.ts'
import { attachmentHandlers } from '../sync/attachments/handlers.ts'
import { erasedCacheHandlers } from '../sync/erased-caches/handlers.ts'
import { syncHandlers } from '../sync/handlers.ts'
import { parkedHandlers } from '../sync/parked/handlers.ts'
import { takenOverHandlers } from '../sync/taken-over/handlers.ts'
import { workstationHandlers } from '../workstations/handlers.ts'
import type { CentralHandlers } from './route.ts'
import type { RouteServices } from './services.ts'

export const handlersOf = (services: RouteServices): CentralHandlers => ({
  ...workstationHandlers(services),
  ...peopleHandlers(services),
  ...registrationHandlers(services),
  ...dossierHandlers(services),
  ...reviewHandlers(services),
  ...paperHandlers(services),
  ...verificationHandlers(services),
  ...syncHandlers(services),
  ...attachmentHandlers(services),
  ...parkedHandlers(services),
  ...takenOverHandlers(services),
  ...erasedCacheHandlers(services),
  ...auditHandlers(services),
})
