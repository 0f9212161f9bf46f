/** Members of staff as every desk may know them. */
import type { z } from 'zod'
import type { accountView } from '../../protocol/central/administration.ts'
import type { staffBody } from '../../protocol/central/changes.ts'
import type { Reading } from '../store/schema.ts'
import type { User } from './users.ts'
import { lockedAccounts } from './wrong-passwords.ts'

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

/** Accounts as administration sees them at an instant. */
export async function accountsOf(
  db: Reading,
  users: readonly User[],
  at: string,
): Promise<z.infer<typeof accountView>[]> {
  const locked = await lockedAccounts(db, at)
  return users.map((user) => ({
    ...staffOf(user),
    createdAt: user.created_at,
    mustChangePassword: user.must_change_password === 1,
    unconfirmedBy: user.unconfirmed_by,
    lockedUntil: locked.get(user.id) ?? null,
  }))
}

export async function readStaff(db: Reading, ids: readonly string[]): Promise<Map<string, Staff>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('user_account')
    .select(['id', 'name', 'username', 'role', 'disabled'])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, staffOf(row)]))
}
