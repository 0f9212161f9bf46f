/**
 * Who may decide (ADR 0072). A right of the role is not enough: a person does nothing with a password that another one
 * set, decides nothing within a day of it, and decides nothing before a second person has confirmed the role.
 */
import { type Problem, problem } from '../../domain/problem.ts'
import { hasRight, type Right } from '../../domain/rights.ts'
import type { Database } from '../store/schema.ts'

type User = Database['user_account']

/** Rights that change what others may do, or that destroy. */
const DECIDING = ['request.decide', 'user.manage', 'device.manage', 'authority.confirm'] as const satisfies Right[]
const WAIT_MS = 24 * 60 * 60_000

export const decides = (right: Right): boolean => (DECIDING as readonly Right[]).includes(right)

/** Whether the role of an account allows any decision. */
export const hasPower = ({ role, disabled }: Pick<User, 'role' | 'disabled'>): boolean =>
  disabled === 0 && DECIDING.some((right) => hasRight(role, right))

/** Why a person with the right may not use it now; null if they may. */
export function refusalOfAuthority(user: User, right: Right, at: string): Problem | null {
  if (!decides(right)) return null
  if (user.unconfirmed_by !== null) return problem('authority.unconfirmed')
  if (user.password_by_other_at === null) return null
  const until = new Date(Date.parse(user.password_by_other_at) + WAIT_MS).toISOString()
  return until > at ? problem('password.recent', { until }) : null
}

/**
 * Whether a session was opened with a password that its person must change first. Setting the password ended every
 * session before.
 */
export const mustChangePassword = (user: User, session: Pick<Database['session'], 'ended_at'>): boolean =>
  user.must_change_password === 1 && session.ended_at === null
