/** People who have signed in at this desk: what is needed to sign them in again without the central store. */
import { hash, verify } from '@node-rs/argon2'
import type { Database } from '../cache/open-cache.ts'
import { ROLES, type Role } from '../../domain/rights.ts'
import type { z } from 'zod'
import type { grantedSession } from '../../protocol/central/session.ts'
import type { JournalRecord } from '../journal/records.ts'
import { ARGON2 } from './password-cost.ts'

export interface Login {
  readonly actorId: string
  readonly username: string
  readonly name: string
  readonly role: Role
  readonly verifier: string
  readonly sessionId: string
  /** The key of that session, sealed with the password; null for a session granted to an earlier version. */
  readonly sealedKey: string | null
  readonly grantedAt: string
  readonly expiresAt: string
  readonly offlineUntil: string
  readonly failures: number
  readonly lockedUntil: string | null
}
interface LoginRow {
  actor_id: string
  username: string
  name: string
  role: string
  verifier: string
  session_id: string
  sealed_key: string | null
  granted_at: string
  expires_at: string
  offline_until: string
  failures: number
  locked_until: string | null
}
type LoginRecord = Extract<JournalRecord, { type: 'login' }>
type Granted = z.infer<typeof grantedSession>

/** A verifier that no password matches, so that an unknown name takes as long to refuse as a known one. */
const NOBODY = '$argon2id$v=19$m=65536,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

/** Wrong passwords in a row before the first lock-out, and how long it lasts, doubling. */
export const FREE_FAILURES = 5
const FIRST_LOCK_MS = 60_000
export const LONGEST_LOCK_MS = 60 * 60_000

export interface Logins {
  readonly byName: (username: string) => Login | null
  readonly byActor: (actorId: string) => Login | null
  readonly record: (granted: Granted, password: string, sealedKey: string) => Promise<LoginRecord>
  readonly keep: (record: LoginRecord) => void
  /** The person may no longer sign in here without the central store. */
  readonly remove: (actorId: string) => void
  readonly matches: (login: Login | null, password: string) => Promise<boolean>
  /** Counts one more wrong password, on the disk when it returns. */
  readonly countAttempt: (login: Login, now: number) => void
  /** Nobody may try until then, ISO 8601. */
  readonly lockUntil: (login: Login, until: string) => void
  /** The password was right: the attempts counted so far are forgotten. */
  readonly succeeded: (login: Login) => void
  /**
   * Restores logins found in the journal that the cache has lost, of each person the newest; not of somebody whom the
   * central store has disabled, as far as the cache knows its staff.
   */
  readonly recall: (records: readonly JournalRecord[]) => void
  /** The logins as the journal records them. */
  readonly records: () => LoginRecord[]
}

const loginOf = (row: LoginRow): Login => ({
  actorId: row.actor_id,
  username: row.username,
  name: row.name,
  role: ROLES.find((role) => role === row.role) ?? 'auditor',
  verifier: row.verifier,
  sessionId: row.session_id,
  sealedKey: row.sealed_key,
  grantedAt: row.granted_at,
  expiresAt: row.expires_at,
  offlineUntil: row.offline_until,
  failures: row.failures,
  lockedUntil: row.locked_until,
})

export function loginsOf(db: Database): Logins {
  const byName = db.prepare<[string], LoginRow>('SELECT * FROM login WHERE username = ?')
  const byActor = db.prepare<[string], LoginRow>('SELECT * FROM login WHERE actor_id = ?')
  const all = db.prepare<[], LoginRow>('SELECT * FROM login')
  /** A new cache knows no staff yet. */
  const mayBeRecalled = db.prepare<[string], unknown>(
    'SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM staff) OR EXISTS (SELECT 1 FROM staff WHERE id = ? AND disabled = 0)',
  )
  const clearName = db.prepare('DELETE FROM login WHERE username = ? AND actor_id IS NOT ?')
  const put = db.prepare(
    `INSERT INTO login (actor_id, username, name, role, verifier, session_id, sealed_key, granted_at, expires_at, offline_until, failures)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
     ON CONFLICT (actor_id) DO UPDATE SET username = excluded.username, name = excluded.name, role = excluded.role, verifier = excluded.verifier,
       session_id = excluded.session_id, sealed_key = excluded.sealed_key, granted_at = excluded.granted_at, expires_at = excluded.expires_at,
       offline_until = excluded.offline_until, failures = 0, locked_until = NULL`,
  )
  const remove = db.prepare('DELETE FROM login WHERE actor_id = ?')
  const attempt = db.prepare('UPDATE login SET failures = failures + 1, locked_until = ? WHERE actor_id = ?')
  const lock = db.prepare('UPDATE login SET locked_until = ? WHERE actor_id = ?')
  const succeeded = db.prepare(
    'UPDATE login SET failures = 0, locked_until = NULL WHERE actor_id = ? AND (failures > 0 OR locked_until IS NOT NULL)',
  )

  const keep = (record: LoginRecord): void => {
    const { actorId, username, name, role, verifier, sessionId, sealedKey, grantedAt, expiresAt, offlineUntil } = record
    clearName.run(username, actorId)
    const session = [sessionId, sealedKey ?? null, grantedAt, expiresAt, offlineUntil]
    put.run(actorId, username, name, role, verifier, ...session)
  }
  const found = (row: LoginRow | undefined): Login | null => (row === undefined ? null : loginOf(row))
  return {
    byName: (username) => found(byName.get(username.toLowerCase())),
    byActor: (actorId) => found(byActor.get(actorId)),
    record: async ({ actor, sessionId, grantedAt, expiresAt, offlineUntil }, password, sealedKey) => ({
      type: 'login',
      actorId: actor.id,
      username: actor.username.toLowerCase(),
      name: actor.name,
      role: actor.role,
      verifier: await hash(password.normalize('NFC'), ARGON2),
      sessionId,
      grantedAt,
      expiresAt,
      offlineUntil,
      sealedKey,
    }),
    keep,
    remove: (actorId) => void remove.run(actorId),
    matches: (login, password) => verify(login?.verifier ?? NOBODY, password.normalize('NFC')).catch(() => false),
    countAttempt: ({ actorId, failures }, now) => {
      const over = failures + 1 - FREE_FAILURES
      attempt.run(
        over < 0 ? null : new Date(now + Math.min(LONGEST_LOCK_MS, FIRST_LOCK_MS * 2 ** over)).toISOString(),
        actorId,
      )
    },
    lockUntil: ({ actorId }, until) => void lock.run(until, actorId),
    succeeded: ({ actorId }) => void succeeded.run(actorId),
    recall: (records) => {
      const newest = new Map(
        records.flatMap((record) => (record.type === 'login' ? [[record.actorId, record] as const] : [])),
      )
      for (const [actorId, record] of newest)
        if (byActor.get(actorId) === undefined && mayBeRecalled.get(actorId) !== undefined) keep(record)
    },
    records: () =>
      all.all().map((row) => {
        const { sealedKey, failures: _failures, lockedUntil: _lockedUntil, ...login } = loginOf(row)
        return { type: 'login', ...login, ...(sealedKey === null ? {} : { sealedKey }) }
      }),
  }
}
