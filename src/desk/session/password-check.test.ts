/** Guesses at the desk, in parallel and across restarts: no more of them are verified than the lock-out allows. */
import Driver from 'better-sqlite3-multiple-ciphers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { migrate } from '../cache/migrate.ts'
import { settingsOf } from '../cache/settings.ts'
import { serverClock } from '../clock/server-clock.ts'
import { FREE_FAILURES, loginsOf } from './logins.ts'
import { passwordCheck } from './password-check.ts'

const START = Date.parse('2026-11-23T08:00:00.000Z')
const RIGHT = 'parola buna 1'
const LOGIN = {
  ...{ actorId: 'a', username: 'ana', name: 'Ana Pop', role: 'clerk', verifier: '', sessionId: 's' },
  ...{ grantedAt: '2026-11-23T08:00:00.000Z', expiresAt: '2026-11-23T20:00:00.000Z' },
  offlineUntil: '2026-11-30T08:00:00.000Z',
} as const

/** A desk's cache with one person, and the checks of one process after another on it. */
function workstation() {
  const db = new Driver(':memory:')
  migrate(db)
  const logins = loginsOf(db)
  logins.keep({ type: 'login', ...LOGIN })
  const verified: string[] = []
  let running = 0
  let most = 0
  let full = false
  const start = (answers = true) => {
    const check = passwordCheck({
      clock: serverClock(settingsOf(db), { now: () => START, monotonic: () => 0 }),
      audit: () => undefined,
      logins: {
        ...logins,
        countAttempt: (login, now) => {
          if (full) throw new Error('the disk is full')
          logins.countAttempt(login, now)
        },
        matches: async (_login, password) => {
          verified.push(password)
          most = Math.max(most, (running += 1))
          if (!answers) await new Promise(() => undefined)
          await new Promise((resolve) => setImmediate(resolve))
          running -= 1
          return password === RIGHT
        },
      },
    })
    return (password: string) => check(() => logins.byName('ana'), password)
  }
  const fillDisk = (to: boolean) => void (full = to)
  return { start, fillDisk, verified, mostAtOnce: () => most, failures: () => logins.byName('ana')?.failures }
}

describe('the check of a password at the desk', () => {
  it('verifies one guess at a time and no more than the lock-out allows, however many are made at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 60 }), fc.nat(59), async (guesses, place) => {
        const desk = workstation()
        const check = desk.start()
        const right = place % guesses
        const answers = await Promise.all(
          Array.from({ length: guesses }, (_, n) => check(n === right ? RIGHT : `gresita ${String(n)}`)),
        )
        // Guesses before the right one count; at the right one they are forgotten, and those after it count anew.
        expect(answers[right]?.ok).toBe(right < FREE_FAILURES)
        expect(desk.mostAtOnce()).toBe(1)
        const allowed = right < FREE_FAILURES ? right + 1 + FREE_FAILURES : FREE_FAILURES
        expect(desk.verified.length).toBe(Math.min(guesses, allowed))
      }),
    )
  })

  it('counts a guess before it verifies it, so that ending the process does not give it back', async () => {
    const desk = workstation()
    for (let n = 1; n <= FREE_FAILURES; n++) {
      void desk.start(false)(`gresita ${String(n)}`)
      await new Promise((resolve) => setImmediate(resolve))
      expect(desk.failures()).toBe(n)
    }
    expect(await desk.start()(RIGHT)).toMatchObject({ ok: false, problem: { code: 'login.locked' } })
    expect(desk.verified).toHaveLength(FREE_FAILURES)
  })

  it('forgets the count only at the right password', async () => {
    const desk = workstation()
    const check = desk.start()
    await check('gresita')
    expect(desk.failures()).toBe(1)
    expect(await check(RIGHT)).toMatchObject({ ok: true })
    expect(desk.failures()).toBe(0)
  })

  it('verifies nothing that it could not count, and goes on with the next one', async () => {
    const desk = workstation()
    desk.fillDisk(true)
    const check = desk.start()
    await expect(check(RIGHT)).rejects.toThrow('full')
    expect(desk.verified).toEqual([])
    desk.fillDisk(false)
    expect(await check(RIGHT)).toMatchObject({ ok: true })
  })
})
