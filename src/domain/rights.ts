/** Who may do what. One table for the desk's procedures and the central store's routes and commands. */

/** clerk = operator ghișeu, supervisor = șef serviciu. */
export const ROLES = ['clerk', 'supervisor', 'administrator', 'auditor'] as const
export type Role = (typeof ROLES)[number]

export const RIGHTS = [
  'request.read',
  'request.register',
  'request.verify-identity',
  'request.amend',
  'request.submit',
  'request.withdraw',
  'request.decide',
  'paper.read',
  'paper.print',
  'holder.look-up',
  'audit.read',
  'user.manage',
  'device.manage',
  /** The printer and the scanner of a desk. */
  'device.choose',
  'authority.confirm',
] as const
export type Right = (typeof RIGHTS)[number]

const COUNTER: readonly Right[] = [
  'request.read',
  'request.register',
  'request.verify-identity',
  'request.amend',
  'request.submit',
  'request.withdraw',
  'paper.read',
  'paper.print',
  'holder.look-up',
  'device.choose',
]

const RIGHTS_OF_ROLE: Record<Role, readonly Right[]> = {
  clerk: COUNTER,
  supervisor: [...COUNTER, 'request.decide', 'authority.confirm'],
  administrator: ['user.manage', 'device.manage', 'device.choose', 'authority.confirm'],
  // An auditor reads and never writes; not even a print, which is logged as an act of the registry.
  auditor: ['request.read', 'paper.read', 'audit.read'],
}

/** Whether a role has a right. */
export const hasRight = (role: Role, right: Right): boolean => RIGHTS_OF_ROLE[role].includes(right)
