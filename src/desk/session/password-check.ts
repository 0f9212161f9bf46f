/**
 * Checks a password against the verifier kept at this desk: one check at a time, and counted as wrong before it is
 * verified. So guesses made in parallel, or cut off by ending the process, count like guesses made one by one.
 */
import { ok, refuse, type Result } from '../../domain/problem.ts'
import type { ServerClock } from '../clock/server-clock.ts'
import { type Login, type Logins, LONGEST_LOCK_MS } from './logins.ts'

interface CheckOptions {
  readonly logins: Pick<Logins, 'matches' | 'countAttempt' | 'lockUntil' | 'succeeded'>
  readonly clock: Pick<ServerClock, 'notBefore'>
  readonly audit: (act: string, actorId: string | null) => void
}

/** `find` runs when it is this check's turn, so that it sees the attempts counted before it. */
export type PasswordCheck = (find: () => Login | null, password: string) => Promise<Result<Login>>

export function passwordCheck({ logins, clock, audit }: CheckOptions): PasswordCheck {
  const check = async (login: Login | null, password: string): Promise<Result<Login>> => {
    if (login === null) {
      await logins.matches(null, password)
      return refuse('unlock.not-known-here')
    }
    const now = clock.notBefore()
    if (login.lockedUntil !== null && Date.parse(login.lockedUntil) > now) {
      // A time further away was set while the clock was wrong: the wait never exceeds the longest one.
      const longest = new Date(now + LONGEST_LOCK_MS).toISOString()
      if (login.lockedUntil > longest) logins.lockUntil(login, longest)
      return refuse('login.locked', { until: login.lockedUntil > longest ? longest : login.lockedUntil })
    }
    logins.countAttempt(login, now)
    if (!(await logins.matches(login, password))) {
      audit('wrong-password', login.actorId)
      return refuse('login.wrong')
    }
    logins.succeeded(login)
    return ok(login)
  }
  let last: Promise<unknown> = Promise.resolve()
  return (find, password) => {
    const own = last.then(() => check(find(), password))
    last = own.catch(() => undefined)
    return own
  }
}
