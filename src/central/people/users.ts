/** Members of staff. Every change of one goes to the desks as `staff`, without any secret. */
import { hash } from '@node-rs/argon2'
import type { Problem, Result } from '../../domain/problem.ts'
import { ok, refuse } from '../../domain/problem.ts'
import type { Role } from '../../domain/rights.ts'
import type { Database, Reading } from '../store/schema.ts'
import type { Writing } from '../store/store.ts'
import { hasPower } from './authority.ts'
import { forgetAllWrongPasswords } from './wrong-passwords.ts'

export type User = Database['user_account']

/** argon2id, 19 MiB, 2 passes, 1 lane: the first choice of the OWASP password storage cheat sheet; about 25 ms here. */
const PASSWORD_COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
/**
 * The hash of a password, normalised as it will be when it is typed again. It takes tens of milliseconds on a thread of
 * its own: call it before a transaction, never within.
 */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'), PASSWORD_COST)

export interface UserToCreate {
  readonly id: string
  readonly username: string
  readonly name: string
  readonly role: Role
  /** From {@link hashPassword}. */
  readonly passwordHash: string
  /** The person who gave the account its password and role; absent where the account's own person did. */
  readonly by?: string
  /** Given over a terminal: the password must be changed at the first sign-in. */
  readonly mustChangePassword?: true
}

/** Refuses a user name that is taken (compared without case). */
export async function createUser(writing: Writing, user: UserToCreate): Promise<Result<User, Problem>> {
  const { db, at } = writing
  const username = user.username.toLowerCase()
  if (await userByName(db, username))
    return refuse('input.invalid', { issues: [{ path: 'username', message: 'taken' }] })
  const row: User = {
    id: user.id,
    username,
    name: user.name,
    role: user.role,
    password_hash: user.passwordHash,
    failed_attempts: 0,
    locked_until: null,
    disabled: 0,
    version: 1,
    created_at: at,
    must_change_password: user.by === undefined && user.mustChangePassword === undefined ? 0 : 1,
    password_by_other_at: user.by === undefined ? null : at,
    unconfirmed_by: user.by !== undefined && hasPower({ role: user.role, disabled: 0 }) ? user.by : null,
  }
  await db.insertInto('user_account').values(row).execute()
  writing.changed({ entity: 'staff', id: row.id, version: 1, op: 'upsert' })
  return ok(row)
}

export const userByName = (db: Reading, username: string): Promise<User | undefined> =>
  db.selectFrom('user_account').selectAll().where('username', '=', username.toLowerCase()).executeTakeFirst()

export const userById = (db: Reading, id: string): Promise<User | undefined> =>
  db.selectFrom('user_account').selectAll().where('id', '=', id).executeTakeFirst()

export const listUsers = (db: Reading): Promise<User[]> =>
  db.selectFrom('user_account').selectAll().orderBy('username').execute()

/** Those whose role no second person has confirmed yet. */
export const listUnconfirmedUsers = (db: Reading): Promise<User[]> =>
  db.selectFrom('user_account').selectAll().where('unconfirmed_by', 'is not', null).orderBy('username').execute()

export interface UserChange {
  readonly name?: string | undefined
  readonly role?: Role | undefined
  readonly disabled?: boolean | undefined
  readonly passwordHash?: string | undefined
  /** Who changes it; the person themselves only for their own password. */
  readonly by: string
}

/**
 * A person who may decide more than before, by a new role or by being enabled again, is confirmed by a second person.
 */
function unconfirmedAfter(user: User, after: Pick<User, 'role' | 'disabled'>, by: string): string | null {
  if (!hasPower(after)) return null
  return hasPower(user) && after.role === user.role ? user.unconfirmed_by : by
}

/** Records who set a new password. The day without decisions continues when the person changes it. */
const passwordSetBy = (user: User, by: string, at: string): Partial<User> =>
  by === user.id ? { must_change_password: 0 } : { must_change_password: 1, password_by_other_at: at }

/** Whether nobody would be left to administer the house. */
export async function isLastAdministrator(db: Reading, user: User): Promise<boolean> {
  if (user.role !== 'administrator' || user.disabled === 1) return false
  const other = await db
    .selectFrom('user_account')
    .select('id')
    .where('role', '=', 'administrator')
    .where('disabled', '=', 0)
    .where('unconfirmed_by', 'is', null)
    .where('id', '!=', user.id)
    .executeTakeFirst()
  return other === undefined
}

/** The second person confirms a role. Refused for the person who gave it, and for the one who received it. */
export async function confirmUser(writing: Writing, user: User, by: string): Promise<Result<User>> {
  if (by === user.id || by === user.unconfirmed_by) return refuse('authority.second-person')
  const row: User = { ...user, unconfirmed_by: null, version: user.version + 1 }
  await writing.db.updateTable('user_account').set(row).where('id', '=', user.id).execute()
  writing.changed({ entity: 'staff', id: row.id, version: row.version, op: 'upsert' })
  return ok(row)
}

/** Changes a person. A disabled person, and one with a new role or password, loses all sessions. */
export async function changeUser(writing: Writing, user: User, change: UserChange): Promise<User> {
  const { db, at } = writing
  const row: User = {
    ...user,
    name: change.name ?? user.name,
    role: change.role ?? user.role,
    disabled: change.disabled === undefined ? user.disabled : change.disabled ? 1 : 0,
    password_hash: change.passwordHash ?? user.password_hash,
    ...(change.passwordHash === undefined ? {} : passwordSetBy(user, change.by, at)),
    version: user.version + 1,
  }
  row.unconfirmed_by = unconfirmedAfter(user, row, change.by)
  if (change.passwordHash !== undefined) await forgetAllWrongPasswords(writing, user.id)
  await db.updateTable('user_account').set(row).where('id', '=', user.id).execute()
  if (row.disabled === 1 || row.role !== user.role || change.passwordHash !== undefined)
    await db
      .updateTable('session')
      .set({ ended_at: at })
      .where('user_id', '=', user.id)
      .where('ended_at', 'is', null)
      .execute()
  writing.changed({ entity: 'staff', id: row.id, version: row.version, op: 'upsert' })
  return row
}
