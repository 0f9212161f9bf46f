/**
 * The fictional staff of the demonstration, with the passwords that its login screen shows. Never used in a real
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

const PASSWORD_PREFIX: Record<Role, string> = {
  clerk: 'ghiseu',
  supervisor: 'sef',
  administrator: 'admin',
  auditor: 'audit',
}

/** For example `ghiseu-ana-demo`: as long as the rule requires, and easy to type in a demonstration. */
const demonstrationPassword = ({ username, role }: Staff): string =>
  `${PASSWORD_PREFIX[role]}-${username.split('.')[0] ?? username}-demo`

/** The staff with their passwords, as listed on the login screen of a demonstration. */
export const demonstrationLogins = (): { username: string; password: string; name: string; role: Role }[] =>
  STAFF.map((person) => ({ ...person, password: demonstrationPassword(person) }))
