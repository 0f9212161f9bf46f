/**
 * Who is at the desk. Signing in asks the central store; where it cannot be reached, a person who has signed in here
 * before is checked against a verifier kept in the cache, for as many days as the central store allowed. Locking hides
 * the screen and keeps the session.
 */
import { ok, problem, refuse, type Problem, type Result } from '../../domain/problem.ts'
import { hasRight, type Right, RIGHTS, type Role } from '../../domain/rights.ts'
import type { ProcedureOutput } from '../../protocol/desk.ts'
import type { Journal } from '../journal/journal.ts'
import type { Author } from '../outbox/outbox.ts'
import { type CentralClient, isUnreachable } from '../central-client/central-client.ts'
import type { ServerClock } from '../clock/server-clock.ts'
import type { Login, Logins } from './logins.ts'

export interface Person extends Author {
  readonly role: Role
  readonly username: string
  /** Of the online session; null when unlocked without the central store. */
  readonly token: string | null
}
type SessionState = ProcedureOutput<'session.current'>

export interface Session {
  readonly current: () => SessionState
  /** The person, if signed in and not locked; looks at the idle time first. */
  readonly person: () => Result<Person>
  readonly signIn: (username: string, password: string) => Promise<Result<SessionState>>
  readonly unlock: (password: string) => Promise<Result<SessionState>>
  readonly lock: () => SessionState
  readonly signOut: () => SessionState
  /** The person did something: the idle time starts again. */
  readonly active: () => void
  /** After the network returned: an offline session becomes online if its online session is still valid. */
  readonly reconnect: () => Promise<void>
  /** Locks after the idle time even when no call arrives. */
  readonly checkIdle: () => void
}
interface SessionOptions {
  readonly logins: Logins
  readonly client: CentralClient
  readonly clock: ServerClock
  readonly journal: Journal
  /** Makes sure that the workstation is enrolled, as far as that is possible now. */
  readonly enrolled: () => Promise<Result<true>>
  readonly audit: (act: string, actorId: string | null) => void
  readonly onChange: () => void
  readonly monotonic: () => number
  /** The screen locks after this time without a call. */
  readonly idleMs?: number | undefined
}

const SIGNED_OUT: SessionState = { state: 'signed-out', actor: null, offline: false, rights: [] }
const DAY_MS = 24 * 60 * 60_000
const DEFAULT_IDLE_MS = 10 * 60_000

export function sessionOf(options: SessionOptions): Session {
  const { logins, client, clock, journal, audit, onChange, idleMs = DEFAULT_IDLE_MS } = options
  let at: { person: Person; locked: boolean } | null = null
  let lastActive = options.monotonic()

  const current = (): SessionState => {
    if (at === null) return SIGNED_OUT
    const { person, locked } = at
    return {
      state: locked ? 'locked' : 'open',
      actor: { id: person.actorId, name: person.actorName, username: person.username, role: person.role },
      offline: person.offline,
      rights: RIGHTS.filter((right: Right) => hasRight(person.role, right)),
    }
  }
  const enter = (login: Login, token: string | null): SessionState => {
    at = {
      person: {
        actorId: login.actorId,
        actorName: login.name,
        username: login.username,
        role: login.role,
        sessionId: login.sessionId,
        token,
        offline: token === null,
      },
      locked: false,
    }
    lastActive = options.monotonic()
    onChange()
    return current()
  }
  const lockedOut = (login: Login | null): Problem | null => {
    const until = login?.lockedUntil ?? null
    return until !== null && Date.parse(until) > clock.notBefore() ? problem('login.locked', { until }) : null
  }

  /** Password against the verifier kept here, counting failures. */
  const check = async (login: Login | null, password: string): Promise<Result<Login>> => {
    const locked = lockedOut(login)
    if (locked !== null) return { ok: false, problem: locked }
    if (!(await logins.matches(login, password)) || login === null) {
      if (login !== null) {
        logins.failed(login, clock.notBefore())
        audit('wrong-password', login.actorId)
      }
      return refuse('login.wrong')
    }
    logins.succeeded(login)
    return ok(login)
  }
  const withinOfflineTime = (login: Login): Result<true> =>
    Date.parse(login.offlineUntil) > clock.notBefore()
      ? ok(true)
      : refuse('unlock.expired', {
          lastOnline: login.grantedAt,
          days: Math.round((Date.parse(login.offlineUntil) - Date.parse(login.grantedAt)) / DAY_MS),
        })

  const offlineSignIn = async (username: string, password: string): Promise<Result<SessionState>> => {
    const login = logins.byName(username)
    if (login === null) {
      await logins.matches(null, password)
      return refuse('unlock.not-known-here')
    }
    const checked = await check(login, password)
    if (!checked.ok) return checked
    const within = withinOfflineTime(login)
    if (!within.ok) return within
    audit('signed-in-offline', login.actorId)
    return ok(enter(login, null))
  }
  const onlineSignIn = async (username: string, password: string): Promise<Result<SessionState>> => {
    const answer = await client.call('signIn', { username, password })
    if (!answer.ok) return answer
    const record = await logins.record(answer.value, password)
    journal.append(record)
    logins.keep(record, answer.value.token)
    const login = logins.byActor(record.actorId)
    if (login === null) return refuse('unexpected', { reference: 'login' })
    audit('signed-in', login.actorId)
    return ok(enter(login, answer.value.token))
  }
  const tokenOf = (login: Login): string | null =>
    login.token !== null && Date.parse(login.expiresAt) > clock.now() ? login.token : null

  return {
    current,
    person: () => {
      if (at === null) return refuse('session.required')
      if (!at.locked && options.monotonic() - lastActive > idleMs) {
        at = { ...at, locked: true }
        onChange()
      }
      return at.locked ? refuse('session.locked') : ok(at.person)
    },
    signIn: async (username, password) => {
      const ready = await options.enrolled()
      if (!ready.ok && !isUnreachable(ready.problem)) return ready
      const online = ready.ok ? await onlineSignIn(username, password) : ready
      if (online.ok || !isUnreachable(online.problem)) return online
      const offline = await offlineSignIn(username, password)
      // This person never signed in here, so the missing network is the reason to report.
      return !offline.ok && !ready.ok && offline.problem.code === 'unlock.not-known-here' ? ready : offline
    },
    unlock: async (password) => {
      if (at === null) return refuse('session.required')
      const { person } = at
      const login = logins.byActor(person.actorId)
      if (login === null) {
        // Disabled at the central store in the meantime.
        at = null
        onChange()
        return refuse('login.disabled')
      }
      const checked = await check(login, password)
      if (!checked.ok) {
        if (checked.problem.code !== 'login.wrong') return checked
        // The password may have been changed elsewhere; only the central store knows.
        const online = await onlineSignIn(person.username, password)
        return online.ok || !isUnreachable(online.problem) ? online : checked
      }
      const token = tokenOf(login)
      if (token !== null) return ok(enter(login, token))
      const online = await onlineSignIn(person.username, password)
      if (online.ok || !isUnreachable(online.problem)) return online
      const within = withinOfflineTime(login)
      return within.ok ? ok(enter(login, null)) : within
    },
    lock: () => {
      if (at !== null && !at.locked) {
        at = { ...at, locked: true }
        onChange()
      }
      return current()
    },
    signOut: () => {
      if (at !== null) {
        audit('signed-out', at.person.actorId)
        // The central store's session stays valid until it expires: with it this person may still unlock the desk
        // offline.
        logins.dropToken(at.person.actorId)
        at = null
        onChange()
      }
      return current()
    },
    active: () => {
      lastActive = options.monotonic()
    },
    reconnect: async () => {
      if (at === null) return
      const { person } = at
      const login = logins.byActor(person.actorId)
      if (login === null) {
        at = null
        onChange()
        return
      }
      const token = person.token ?? tokenOf(login)
      const expiresSoon = Date.parse(login.expiresAt) - clock.now() < 30 * 60_000
      if (token === null || (!person.offline && !expiresSoon)) return
      const answer = await client.call('renewSession', {}, { token })
      if (!answer.ok) {
        if (isUnreachable(answer.problem)) return
        logins.dropToken(person.actorId)
        if (at.person.actorId === person.actorId) at = { ...at, person: { ...person, token: null, offline: true } }
      } else {
        logins.renew(person.actorId, answer.value)
        const { actor, sessionId, token: renewed } = answer.value
        if (at.person.actorId === person.actorId)
          at = {
            ...at,
            person: { ...person, actorName: actor.name, role: actor.role, sessionId, token: renewed, offline: false },
          }
      }
      onChange()
    },
    checkIdle: () => {
      if (at !== null && !at.locked && options.monotonic() - lastActive > idleMs) {
        at = { ...at, locked: true }
        onChange()
      }
    },
  }
}
