/** Every route of the protocol's table and what it does. One without an entry does not compile. */
import type { Routes } from '../route.ts'
import type { RouteServices } from '../services.ts'
import { administrationRoutes } from './administration.ts'
import { attachmentRoutes } from './attachments.ts'
import { auditRoutes } from './audit.ts'
import { paperRoutes } from './papers.ts'
import { parkedRoutes } from './parked.ts'
import { registryRoutes } from './registry.ts'
import { requestRoutes } from './requests.ts'
import { syncRoutes } from './sync.ts'
import { verifyRoutes } from './verify-paper.ts'
import { workstationRoutes } from './workstation.ts'

export const routesOf = (services: RouteServices): Routes => ({
  ...workstationRoutes(services),
  ...syncRoutes(services),
  ...registryRoutes(services),
  ...parkedRoutes(services),
  ...attachmentRoutes(services),
  ...requestRoutes(services),
  ...paperRoutes(services),
  ...auditRoutes(services),
  ...administrationRoutes(services),
  ...verifyRoutes(services),
})
