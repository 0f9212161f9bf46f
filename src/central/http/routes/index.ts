/** Every call of the contract and what it does. One without a handler does not compile. */
import type { CentralHandlers } from '../route.ts'
import type { RouteServices } from '../services.ts'
import { administrationHandlers } from './administration.ts'
import { attachmentHandlers } from './attachments.ts'
import { auditHandlers } from './audit.ts'
import { paperHandlers } from './papers.ts'
import { parkedHandlers } from './parked.ts'
import { registryHandlers } from './registry.ts'
import { requestHandlers } from './requests.ts'
import { sessionHandlers } from './session.ts'
import { syncHandlers } from './sync.ts'
import { verifyHandlers } from './verify-paper.ts'

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
