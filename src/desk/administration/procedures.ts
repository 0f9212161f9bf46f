import { wholeTrail } from './whole-trail.ts'
import type { DeskParts } from '../parts.ts'
import { asPerson } from '../session/as-person.ts'
import type { Group, Handlers } from '../door/handlers.ts'

export const administrationProcedures = (
  parts: Pick<DeskParts, 'client' | 'sync'>,
): Handlers<Group<'people'> | Group<'workstations'> | Group<'audit'>> => ({
  'people.list': (_input, person) => asPerson(parts, person, 'users', {}),
  'people.unconfirmed': (_input, person) => asPerson(parts, person, 'unconfirmedUsers', {}),
  'people.create': (account, person) => asPerson(parts, person, 'createUser', account),
  'people.change': (change, person) => asPerson(parts, person, 'changeUser', change),
  'people.confirm': (input, person) => asPerson(parts, person, 'confirmUser', input),
  'people.unlock': (input, person) => asPerson(parts, person, 'unlockUser', input),
  'workstations.list': (_input, person) => asPerson(parts, person, 'devices', {}),
  'workstations.change': (change, person) => asPerson(parts, person, 'changeDevice', change),
  'workstations.retire': (input, person) => asPerson(parts, person, 'retireDevice', input),
  'workstations.enrolmentCode': (_input, person) => asPerson(parts, person, 'enrolmentCode', {}),
  'audit.trail': (filter, person) => asPerson(parts, person, 'auditTrail', filter),
  'audit.people': (_input, person) => asPerson(parts, person, 'staff', {}),
  'audit.export': ({ most, ...filter }, person) => wholeTrail(parts, person, filter, most),
  'audit.verify': (_input, person) => asPerson(parts, person, 'verifyAudit', {}),
})
