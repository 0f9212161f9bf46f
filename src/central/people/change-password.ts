/** A person changes their own password, with the present one. Ends all their sessions. */
import { verify } from '@node-rs/argon2'
import { ok, refuse, type Result } from '../../domain/problem.ts'
import type { Store } from '../store/store.ts'
import { checkNewPassword } from './new-password.ts'
import { type Present, refuseWrongPassword } from './sign-in.ts'
import { changeUser, hashPassword, userById } from './users.ts'
import { lockedUntil } from './wrong-passwords.ts'

export async function changePassword(
  { store, now }: { readonly store: Store; readonly now: () => string },
  { session, user: seen }: Present,
  { current, next }: { readonly current: string; readonly next: string },
): Promise<Result<Record<string, never>>> {
  const guessed = { nameRef: seen.id, deviceId: session.device_id }
  const locked = await store.read((db) => lockedUntil(db, guessed, now()))
  if (locked !== null) return refuse('login.locked', { until: locked })
  const right = await verify(seen.password_hash, current.normalize('NFC'))
  const acceptable = current === next ? refuse('password.common') : checkNewPassword(next, seen)
  const passwordHash = right && acceptable.ok ? await hashPassword(next) : ''
  return store.write(async (writing) => {
    const user = await userById(writing.db, seen.id)
    if (!user) return refuse('session.required')
    const until = await lockedUntil(writing.db, guessed, writing.at)
    if (until !== null) return refuse('login.locked', { until })
    if (!right || user.password_hash !== seen.password_hash) return refuseWrongPassword(writing, user.id, guessed)
    if (!acceptable.ok) return acceptable
    await changeUser(writing, user, { passwordHash, by: user.id })
    writing.audited({
      actor: user.id,
      device: session.device_id,
      action: 'password.changed',
      subjectRef: null,
      body: {},
    })
    return ok({})
  })
}
