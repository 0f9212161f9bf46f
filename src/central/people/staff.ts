/** Members of staff as every desk may know them. */
import type { z } from 'zod'
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

export async function readStaff(db: Reading, ids: readonly string[]): Promise<Map<string, Staff>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('user_account')
    .select(['id', 'name', 'username', 'role', 'disabled'])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, staffOf(row)]))
}
