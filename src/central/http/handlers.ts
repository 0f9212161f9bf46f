/** Every call of the contract and what it does. One without a handler does not compile. */
import type { CentralHandlers } from './route.ts'
import type { RouteServices } from './services.ts'
import { administrationHandlers } from './routes/administration.ts'
import { attachmentHandlers } from '../sync/attachments/handlers.ts'
import { auditHandlers } from '../audit/handlers.ts'
import { paperHandlers } from '../papers/handlers.ts'
import { parkedHandlers } from '../sync/parked/handlers.ts'
import { registryHandlers } from '../registration/handlers.ts'
import { requestHandlers } from './routes/requests.ts'
import { sessionHandlers } from './routes/session.ts'
import { syncHandlers } from '../sync/handlers.ts'
import { verifyHandlers } from '../papers/verification/handlers.ts'

export const handlersOf = (services: RouteServices): CentralHandlers => ({
  ...sessionHandlers(services),
  ...syncHandlers(services),
  ...registryHandlers(services),
  ...parkedHandlers(services),
  ...attachmentHandlers(services),
  ...requestHandlers(services),
  ...paperHandlers(services),
  ...auditHandlers(services),
  ...administrationHandlers(services),
  ...verifyHandlers(services),
})
