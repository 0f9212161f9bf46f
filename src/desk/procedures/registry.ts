import { registryAccount } from '../../protocol/sync.ts'
import type { DeskParts } from '../parts.ts'
import { asPerson } from './as-person.ts'
import type { Group, Handlers } from './handlers.ts'

export const registryProcedures = (parts: Pick<DeskParts, 'client' | 'sync'>): Handlers<Group<'registry'>> => ({
  'registry.account': ({ year }, person) => asPerson(parts, person, 'registryYear', registryAccount, { parameters: { year: String(year) } }),
})
