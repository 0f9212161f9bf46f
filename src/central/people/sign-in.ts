/**
 * Signing in. An unknown name takes as much time as a wrong password, and is locked like one that exists. Five wrong
 * passwords lock a name at one workstation for a quarter of an hour (`wrong-passwords.ts`), and while it is locked even
 * the right password is refused. The tries are counted in the transaction that decides, so that many tries at once
 * cannot get past the limit.
 */
import { verify } from '@node-rs/argon2'
import type { z } from 'zod'
import { sha256Hex } from '../../files/sha256.ts'
import { ok, refuse, type Result } from '../../domain/problem.ts'
import type { grantedSession, sessionCalls } from '../../protocol/central/session.ts'
import type { Random } from '../random.ts'
import type { Database, Reading } from '../store/schema.ts'
import type { Store, Writing } from '../store/store.ts'
import { ed25519PublicKey } from '../keys/ed25519.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import { mustChangePassword } from './authority.ts'
import { type User, userById, userByName } from './users.ts'
import { countWrongPassword, forgetWrongPasswords, type GuessedAt, lockedUntil } from './wrong-passwords.ts'

export const SESSION_HOURS = 12
export const OFFLINE_DAYS = 7

export type GrantedSession = z.infer<typeof grantedSession>
type Session = Database['session']

export interface SignInServices {
  readonly store: Store
  /** For a reference of a name that no account has; it may be a password typed into the wrong field. */
  readonly keys: Pick<KeyRing, 'subjectRef'>
  readonly now: () => string
  readonly random: Random
  /** A hash that no password matches, verified if there is no such user. */
  readonly decoyHash: string
}

const later = (at: string, milliseconds: number): string => new Date(Date.parse(at) + milliseconds).toISOString()

const granted = (session: Session, user: User, token: string): GrantedSession => ({
  sessionId: session.id,
  token,
  actor: { id: user.id, name: user.name, username: user.username, role: user.role },
  mustChangePassword: mustChangePassword(user, session),
  grantedAt: session.granted_at,
  expiresAt: session.expires_at,
  offlineUntil: session.offline_until,
})

/** Counts a wrong password, and refuses with `login.wrong`, or `login.locked` after the last one that is allowed. */
export async function refuseWrongPassword(writing: Writing, actor: string, guessed: GuessedAt) {
  const until = await countWrongPassword(writing, guessed)
  const action = until === null ? 'login.wrong' : 'login.locked'
  writing.audited({ actor, device: guessed.deviceId, action, subjectRef: null, body: {} })
  return until === null ? refuse('login.wrong') : refuse('login.locked', { until })
}

export async function signIn(
  { store, keys, now, random, decoyHash }: SignInServices,
  deviceId: string,
  { username, password, publicKey }: z.infer<typeof sessionCalls.signIn.body>,
): Promise<Result<GrantedSession>> {
  const key = publicKey === undefined ? ok(null) : ed25519PublicKey(publicKey)
  if (!key.ok) return key
  const seen = await store.read((db) => userByName(db, username))
  const actor = seen?.id ?? 'unknown'
  const guessed: GuessedAt = { nameRef: seen?.id ?? keys.subjectRef(`name ${username.toLowerCase()}`), deviceId }
  const audited = ({ audited: record }: Writing, action: string): void =>
    record({ actor, device: deviceId, action, subjectRef: null, body: {} })
  const refuseLocked = (writing: Writing, until: string): Result<never> => {
    audited(writing, 'login.while-locked')
    return refuse('login.locked', { until })
  }
  // Asked before the password is verified, which takes memory and time, and again in the transaction that counts.
  const locked = await store.read((db) => lockedUntil(db, guessed, now()))
  if (locked !== null) return store.write((writing) => Promise.resolve(refuseLocked(writing, locked)))
  const right = await verify(seen?.password_hash ?? decoyHash, password.normalize('NFC'))
  return store.write(async (writing) => {
    const { db, at } = writing
    const until = await lockedUntil(db, guessed, at)
    if (until !== null) return refuseLocked(writing, until)
    const user = seen && (await userById(db, seen.id))
    // Where the password was changed in between, another one was verified.
    if (!user || !right || user.password_hash !== seen.password_hash)
      return refuseWrongPassword(writing, actor, guessed)
    // The right password of a disabled account was used: only the audit shows that.
    if (user.disabled === 1) {
      audited(writing, 'login.disabled')
      return refuse('login.disabled')
    }
    await forgetWrongPasswords(writing, guessed)
    audited(writing, 'login')
    const token = Buffer.from(random.bytes(32)).toString('base64url')
    const session: Session = {
      id: random.id(Date.parse(at)),
      token_hash: sha256Hex(token),
      user_id: user.id,
      device_id: deviceId,
      role: user.role,
      granted_at: at,
      expires_at: later(at, SESSION_HOURS * 3_600_000),
      offline_until: later(at, OFFLINE_DAYS * 86_400_000),
      ended_at: null,
      public_key: key.value,
      signed_out_at: null,
    }
    await db.insertInto('session').values(session).execute()
    return ok(granted(session, user, token))
  })
}

export interface Present {
  readonly session: Session
  readonly user: User
}

/**
 * The person to whom a token at a device belongs. Refuses with `session.required`, `session.expired` or
 * `login.disabled`.
 */
export async function present(db: Reading, deviceId: string, token: string, at: string): Promise<Result<Present>> {
  const session = await db
    .selectFrom('session')
    .selectAll()
    .where('token_hash', '=', sha256Hex(token))
    .executeTakeFirst()
  if (!session || session.device_id !== deviceId) return refuse('session.required')
  if (session.ended_at !== null || session.signed_out_at !== null || session.expires_at <= at)
    return refuse('session.expired')
  const user = await userById(db, session.user_id)
  if (!user) return refuse('session.required')
  return user.disabled === 1 ? refuse('login.disabled') : ok({ session, user })
}

/** A valid session as it was granted. Its end does not change: a longer one needs the password again. */
export const renewSession = ({ session, user }: Present, token: string): GrantedSession => granted(session, user, token)

/** Ends an online session. Work at a desk that was unlocked offline is still accepted within the days offline. */
export async function endSession(writing: Writing, { session, user }: Present): Promise<void> {
  await writing.db
    .updateTable('session')
    .set({ signed_out_at: writing.at })
    .where('id', '=', session.id)
    .where('signed_out_at', 'is', null)
    .execute()
  writing.audited({ actor: user.id, device: session.device_id, action: 'logout', subjectRef: null, body: {} })
}
