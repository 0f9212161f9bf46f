import type { DeskParts } from '../parts.ts'
import { asPerson } from '../session/as-person.ts'
import type { Group, Handlers } from '../door/handlers.ts'

export const parkedProcedures = (parts: Pick<DeskParts, 'client' | 'sync'>): Handlers<Group<'parked'>> => ({
  'parked.list': (_input, person) => asPerson(parts, person, 'parkedCommands', {}),
  'parked.resolve': async ({ commandId, resolution }, person) => {
    const resolved = await asPerson(parts, person, 'resolveParked', { commandId, ...resolution })
    // Its effects arrive with the feed, as at every desk.
    parts.sync.wake()
    return resolved
  },
})
