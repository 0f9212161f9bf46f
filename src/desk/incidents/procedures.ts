import { ok } from '../../domain/problem.ts'
import type { Group, Handlers } from '../door/handlers.ts'
import type { DeskParts } from '../parts.ts'

export const incidentProcedures = ({ incidents }: DeskParts): Handlers<Group<'incident'>> => ({
  'incident.list': () => ok(incidents.open()),
  'incident.confirm': ({ ids }, person) => {
    incidents.confirm(ids, person.actorId)
    return ok({})
  },
})
