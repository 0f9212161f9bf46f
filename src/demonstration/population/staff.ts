/**
 * The people of the demonstration house, invented, with the passwords that its login screen shows. Never in a real
 * office.
 */
import type { Role } from '../../domain/rights.ts'

export interface Staff {
  readonly username: string
  readonly name: string
  readonly role: Role
}

export const STAFF: readonly Staff[] = [
  { username: 'ana.popa', name: 'Ana Popa', role: 'clerk' },
  { username: 'mihai.rusu', name: 'Mihai Rusu', role: 'clerk' },
  { username: 'ilinca.turcanu', name: 'Ilinca Țurcanu', role: 'clerk' },
  { username: 'elena.lupu', name: 'Elena Lupu', role: 'supervisor' },
  { username: 'radu.serban', name: 'Radu Șerban', role: 'supervisor' },
  { username: 'irina.sava', name: 'Irina Sava', role: 'administrator' },
  { username: 'victor.dascalu', name: 'Victor Dascălu', role: 'auditor' },
]

const ROLE_WORDS: Record<Role, string> = {
  clerk: 'ghiseu',
  supervisor: 'sef',
  administrator: 'admin',
  auditor: 'audit',
}

/** `ghiseu-ana-demo`: long enough for the house's rule, easy to type at a demonstration. */
const demonstrationPassword = ({ username, role }: Staff): string =>
  `${ROLE_WORDS[role]}-${username.split('.')[0] ?? username}-demo`

/** Everybody with their password, as the login screen of a demonstration lists them. */
export const demonstrationLogins = (): { username: string; password: string; name: string; role: Role }[] =>
  STAFF.map((person) => ({ ...person, password: demonstrationPassword(person) }))
