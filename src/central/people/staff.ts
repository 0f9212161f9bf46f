/** Members of staff as every desk may know them. */
import type { z } from 'zod'
import type { accountView } from '../../protocol/central/administration.ts'
import type { staffBody } from '../../protocol/central/changes.ts'
import type { Reading } from '../store/schema.ts'
import type { User } from './users.ts'

export type Staff = z.infer<typeof staffBody>

export const staffOf = ({
  id,
  name,
  username,
  role,
  disabled,
}: Pick<User, 'id' | 'name' | 'username' | 'role' | 'disabled'>): Staff => ({
  id,
  name,
  username,
  role,
  disabled: disabled === 1,
})

/** An account as administration sees it at an instant. */
export const accountOf = (user: User, at: string): z.infer<typeof accountView> => ({
  ...staffOf(user),
  createdAt: user.created_at,
  mustChangePassword: user.must_change_password === 1,
  unconfirmedBy: user.unconfirmed_by,
  lockedUntil: user.locked_until !== null && user.locked_until > at ? user.locked_until : null,
})

export async function readStaff(db: Reading, ids: readonly string[]): Promise<Map<string, Staff>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('user_account')
    .select(['id', 'name', 'username', 'role', 'disabled'])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, staffOf(row)]))
}
