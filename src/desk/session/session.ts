/**
 * Who is at the desk. Signing in asks the central store; where it cannot be reached, a person who has signed in here
 * before is checked against a verifier kept in the cache, for as many days as the central store allowed. Locking hides
 * the screen and keeps the session.
 *
 * One person is signed in at a time, in the window where the password was given: every other window is signed out until
 * somebody signs in there, which signs out the person before (ADR 0083).
 */
import { refuse, ok, type Result } from '../../domain/problem.ts'
import { hasRight, type Right, RIGHTS, type Role } from '../../domain/rights.ts'
import type { ProcedureOutput } from '../../protocol/desk.ts'
import type { Journal } from '../journal/journal.ts'
import type { Author } from '../outbox/outbox.ts'
import { type CentralClient, isUnreachable } from '../central-client/central-client.ts'
import type { ServerClock } from '../clock/server-clock.ts'
import type { EndingSessions } from './end-sessions.ts'
import type { Login, Logins } from './logins.ts'
import { inOwnTime } from './in-own-time.ts'
import { passwordCheck } from './password-check.ts'
import { newSessionKey, openSessionKey, type Prove } from './session-key.ts'

export interface Person extends Author {
  readonly role: Role
  readonly username: string
  /** Of the online session, kept in memory only; null when unlocked without the central store. */
  readonly token: string | null
}
type SessionState = ProcedureOutput<'session.current'>

/** The desk's session as one window sees it: signed out, unless the person signed in there. */
export interface Session {
  readonly current: () => SessionState
  /** The person, if signed in and not locked; checks the idle time first. */
  readonly person: () => Result<Person>
  readonly signIn: (username: string, password: string) => Promise<Result<SessionState>>
  readonly unlock: (password: string) => Promise<Result<SessionState>>
  /** Needs the central store. Signs in with the new password. */
  readonly changePassword: (
    username: string,
    passwords: { readonly current: string; readonly next: string },
  ) => Promise<Result<SessionState>>
  readonly lock: () => SessionState
  /** Always succeeds: what cannot be recorded is reported to the log. */
  readonly signOut: () => SessionState
  /** The person used the keyboard, the mouse or the screen: the idle time starts again. */
  readonly active: () => void
}
export interface DeskSession {
  readonly at: (window: string) => Session
  /** Stops calling the central store for a person whose online session is over. */
  readonly checkEnd: () => void
  /** Signs out whoever is at the desk, in whatever window: the workstation has another identity now. */
  readonly signOutAll: () => void
  /** Locks after the idle time, and after the time that a password lasts, even when no call arrives. */
  readonly checkTimes: () => void
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
  readonly ending: EndingSessions
  /** A session ended, and the record of it could not be written. */
  readonly onUnrecorded: (error: unknown) => void
  readonly monotonic: () => number
  /** The screen locks after this time without input. */
  readonly idleMs?: number | undefined
}
/** The person at the desk, and where. */
interface Seat {
  readonly person: Person
  readonly window: string
  readonly locked: boolean
  /** When the password was last given, by the clock that only goes forward. */
  readonly passwordAt: number
  /** What is done after this moment would be refused: the screen is locked until the central store is asked. */
  readonly until: string
}

const SIGNED_OUT: SessionState = { state: 'signed-out', actor: null, offline: false, rights: [] }
const DAY_MS = 24 * 60 * 60_000
const DEFAULT_IDLE_MS = 10 * 60_000
/** A session lasts this long without the password, however busy: a working day with its margins. */
export const PASSWORD_LASTS_MS = 12 * 60 * 60_000

const stateOf = (seat: Seat | null): SessionState =>
  seat === null
    ? SIGNED_OUT
    : {
        state: seat.locked ? 'locked' : 'open',
        actor: {
          id: seat.person.actorId,
          name: seat.person.actorName,
          username: seat.person.username,
          role: seat.person.role,
        },
        offline: seat.person.offline,
        rights: RIGHTS.filter((right: Right) => hasRight(seat.person.role, right)),
      }

const personOf = (login: Login, token: string | null, prove: Prove | null): Person => ({
  actorId: login.actorId,
  actorName: login.name,
  username: login.username,
  role: login.role,
  sessionId: login.sessionId,
  token,
  prove,
  offline: token === null,
})

export function sessionOf(options: SessionOptions): DeskSession {
  const { logins, client, clock, journal, audit, onChange, monotonic, idleMs = DEFAULT_IDLE_MS } = options
  let seat: Seat | null = null
  let lastActive = monotonic()
  const check = passwordCheck({ logins, clock, audit })

  const attempt = (record: () => void): void => {
    try {
      record()
    } catch (error) {
      options.onUnrecorded(error)
    }
  }
  /** With its key, sealed with the password, the person may still unlock the desk offline. */
  const endOnline = ({ sessionId, token }: Person): void => {
    if (token === null) return
    options.ending.add(sessionId, token)
    void options.ending.run()
  }
  /** Forgets the person first, so that they are signed out even if a later step fails. */
  const leave = ({ person }: Seat): void => {
    seat = null
    endOnline(person)
    attempt(() => audit('signed-out', person.actorId))
  }
  const put = (next: Seat | null): void => {
    seat = next
    onChange()
  }
  const enter = (window: string, login: Login, token: string | null, prove: Prove | null): SessionState => {
    if (seat !== null && seat.person.actorId !== login.actorId) leave(seat)
    else if (seat !== null && seat.person.sessionId !== login.sessionId) endOnline(seat.person)
    lastActive = monotonic()
    put({
      person: personOf(login, token, prove),
      window,
      locked: false,
      passwordAt: monotonic(),
      until: login.offlineUntil,
    })
    return stateOf(seat)
  }
  const checkTimes = (): void => {
    if (seat === null) return
    const { person, passwordAt } = seat
    if (monotonic() - passwordAt > PASSWORD_LASTS_MS && (person.token !== null || !seat.locked)) {
      put({ ...seat, locked: true, person: { ...person, token: null, offline: true } })
    } else if (!seat.locked && (monotonic() - lastActive > idleMs || Date.parse(seat.until) <= clock.notBefore()))
      put({ ...seat, locked: true })
  }

  const withinOfflineTime = (login: Login): Result<true> =>
    Date.parse(login.offlineUntil) > clock.notBefore()
      ? ok(true)
      : refuse('unlock.expired', {
          lastOnline: login.grantedAt,
          days: Math.round((Date.parse(login.offlineUntil) - Date.parse(login.grantedAt)) / DAY_MS),
        })
  /** The key of the session that a person was granted here. One that cannot be opened counts as none. */
  const keyOf = async (login: Login, password: string): Promise<Result<Prove | null>> => {
    if (login.sealedKey === null) return ok(null)
    const prove = await openSessionKey(login.sealedKey, password)
    return prove === null ? refuse('unlock.not-known-here') : ok(prove)
  }
  const offlineSignIn = async (window: string, username: string, password: string): Promise<Result<SessionState>> => {
    const checked = await check(() => logins.byName(username), password)
    if (!checked.ok) return checked
    const within = withinOfflineTime(checked.value)
    if (!within.ok) return within
    const key = await keyOf(checked.value, password)
    if (!key.ok) return key
    audit('signed-in-offline', checked.value.actorId)
    return ok(enter(window, checked.value, null, key.value))
  }
  /** `isWanted`: asked when the central store has answered, because the person may have left meanwhile. */
  const onlineSignIn = async (
    window: string,
    username: string,
    password: string,
    isWanted = () => true,
  ): Promise<Result<SessionState>> => {
    const key = newSessionKey()
    const answer = await client.call('signIn', { username, password, publicKey: key.publicKey })
    if (!answer.ok) return answer
    if (answer.value.mustChangePassword) {
      options.ending.add(answer.value.sessionId, answer.value.token)
      void options.ending.run()
      return refuse('password.change-required')
    }
    const granted = inOwnTime(answer.value, clock.now())
    const record = await logins.record(granted, password, await key.seal(password))
    if (!isWanted()) {
      options.ending.add(answer.value.sessionId, answer.value.token)
      void options.ending.run()
      return refuse('session.required')
    }
    journal.append(record)
    logins.keep(record)
    const login = logins.byActor(record.actorId)
    if (login === null) return refuse('unexpected', { reference: 'login' })
    audit('signed-in', login.actorId)
    return ok(enter(window, login, answer.value.token, key.prove))
  }
  const isLive = (login: Login, { token, sessionId }: Person): boolean =>
    token !== null && login.sessionId === sessionId && Date.parse(login.expiresAt) > clock.now()

  const signIn = async (window: string, username: string, password: string): Promise<Result<SessionState>> => {
    const ready = await options.enrolled()
    if (!ready.ok && !isUnreachable(ready.problem)) return ready
    const online = ready.ok ? await onlineSignIn(window, username, password) : ready
    if (online.ok || !isUnreachable(online.problem)) return online
    const offline = await offlineSignIn(window, username, password)
    // This person never signed in here, so the missing network is the reason to report.
    return !offline.ok && !ready.ok && offline.problem.code === 'unlock.not-known-here' ? ready : offline
  }
  const unlock = async (window: string, password: string): Promise<Result<SessionState>> => {
    if (seat?.window !== window) return refuse('session.required')
    const { person } = seat
    const isStillHere = () => seat?.window === window && seat.person.actorId === person.actorId
    if (logins.byActor(person.actorId) === null) {
      // Disabled at the central store in the meantime.
      put(null)
      return refuse('login.disabled')
    }
    const checked = await check(() => logins.byActor(person.actorId), password)
    if (!isStillHere()) return refuse('session.required')
    // A password that is wrong here may have been changed elsewhere; only the central store knows.
    if (!checked.ok && checked.problem.code !== 'login.wrong') return checked
    // The present state: the online session may have ended while the password was checked.
    const present = seat.person
    if (checked.ok && isLive(checked.value, present))
      return ok(enter(window, checked.value, present.token, present.prove))
    const online = await onlineSignIn(window, person.username, password, isStillHere)
    if (online.ok || !isUnreachable(online.problem)) return online
    if (!isStillHere()) return refuse('session.required')
    if (!checked.ok) return checked
    const within = withinOfflineTime(checked.value)
    if (!within.ok) return within
    const key = await keyOf(checked.value, password)
    if (!isStillHere()) return refuse('session.required')
    return key.ok ? ok(enter(window, checked.value, null, key.value)) : key
  }
  const changePassword = async (
    window: string,
    username: string,
    { current, next }: { readonly current: string; readonly next: string },
  ): Promise<Result<SessionState>> => {
    const { publicKey } = newSessionKey()
    const granted = await client.call('signIn', { username, password: current, publicKey })
    if (!granted.ok) return granted
    const { sessionId, token } = granted.value
    const changed = await client.call('changePassword', { current, next }, { token })
    if (!changed.ok) {
      options.ending.add(sessionId, token)
      void options.ending.run()
      return changed
    }
    return onlineSignIn(window, username, next)
  }
  const checkEnd = (): void => {
    if (seat === null) return
    const { person } = seat
    const login = logins.byActor(person.actorId)
    // Disabled at the central store in the meantime.
    if (login === null) put(null)
    else if (person.token !== null && !isLive(login, person))
      put({ ...seat, person: { ...person, token: null, offline: true } })
  }

  const at = (window: string): Session => {
    const own = (): Seat | null => (seat?.window === window ? seat : null)
    return {
      current: () => stateOf(own()),
      person: () => {
        checkTimes()
        const mine = own()
        if (mine === null) return refuse('session.required')
        return mine.locked ? refuse('session.locked') : ok(mine.person)
      },
      signIn: (username, password) => signIn(window, username, password),
      unlock: (password) => unlock(window, password),
      changePassword: (username, passwords) => changePassword(window, username, passwords),
      lock: () => {
        const mine = own()
        if (mine !== null && !mine.locked) put({ ...mine, locked: true })
        return stateOf(own())
      },
      signOut: () => {
        const mine = own()
        if (mine !== null) {
          leave(mine)
          onChange()
        }
        return stateOf(own())
      },
      active: () => {
        if (own() !== null) lastActive = monotonic()
      },
    }
  }
  const signOutAll = (): void => {
    if (seat === null) return
    leave(seat)
    onChange()
  }
  return { at, checkEnd, checkTimes, signOutAll }
}
