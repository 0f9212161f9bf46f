import Driver from 'better-sqlite3-multiple-ciphers'
import { beforeEach, describe, expect, it } from 'vitest'
import { v7 } from 'uuid'
import { ok, refuse, type Problem } from '../../domain/problem.ts'
import { migrate } from '../cache/migrate.ts'
import { settingsOf } from '../cache/settings.ts'
import type { JournalRecord } from '../journal/records.ts'
import type { CentralClient } from '../central-client/central-client.ts'
import { serverClock } from '../clock/server-clock.ts'
import { FREE_FAILURES, loginsOf } from './logins.ts'
import { type Session, sessionOf } from './session.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const START = Date.parse('2026-11-23T08:00:00.000Z')
const ana = { id: v7(), name: 'Ana Pop', username: 'ana', role: 'clerk' as const }

describe('session', () => {
  let wall = START
  let forward = 0
  let answer: 'granted' | Problem['code'] = 'granted'
  let password = 'parola buna 1'
  let session: Session
  let records: JournalRecord[] = []
  let db: InstanceType<typeof Driver>
  const pass = (milliseconds: number): void => {
    wall += milliseconds
    forward += milliseconds
  }
  const client = {
    call: (_name: string, input: { password?: string }) => {
      if (answer !== 'granted') return Promise.resolve(refuse(answer as 'central.unreachable', { since: null }))
      if (input.password !== undefined && input.password !== password) return Promise.resolve(refuse('login.wrong'))
      const iso = (ms: number) => new Date(wall + ms).toISOString()
      return Promise.resolve(
        ok({
          sessionId: v7(),
          token: 't',
          actor: ana,
          grantedAt: iso(0),
          expiresAt: iso(12 * 60 * MINUTE),
          offlineUntil: iso(7 * DAY),
        }),
      )
    },
  } as unknown as CentralClient

  beforeEach(() => {
    ;[wall, forward, answer, password, records] = [START, 0, 'granted', 'parola buna 1', []]
    db = new Driver(':memory:')
    migrate(db)
    const clock = serverClock(settingsOf(db), { now: () => wall })
    session = sessionOf({
      logins: loginsOf(db),
      client,
      clock,
      journal: { append: (record: JournalRecord) => (records.push(record), { undo: () => undefined }) } as never,
      enrolled: () => Promise.resolve(ok(true)),
      audit: () => undefined,
      onChange: () => undefined,
      monotonic: () => forward,
      idleMs: 10 * MINUTE,
    })
  })

  it('signs in whom the central store accepts, and records it in the journal without the password', async () => {
    expect(await session.signIn('ana', password)).toMatchObject({ ok: true, value: { state: 'open', offline: false } })
    expect(records).toMatchObject([{ type: 'login', username: 'ana' }])
    expect(JSON.stringify(records)).not.toContain(password)
    expect(session.person()).toMatchObject({ ok: true, value: { token: 't', offline: false } })
  })

  it('signs a known person in without the network for as many days as were granted, and nobody else', async () => {
    await session.signIn('ana', password)
    session.signOut()
    answer = 'central.unreachable'
    expect(await session.signIn('altcineva', password)).toMatchObject({ problem: { code: 'unlock.not-known-here' } })
    expect(await session.signIn('ANA', 'gresita')).toMatchObject({ problem: { code: 'login.wrong' } })
    expect(await session.signIn('ANA', password)).toMatchObject({ ok: true, value: { offline: true } })
    session.signOut()
    pass(7 * DAY)
    expect(await session.signIn('ana', password)).toMatchObject({
      problem: { code: 'unlock.expired', details: { days: 7 } },
    })
  })

  it('gives no extra days when the clock is turned back', async () => {
    await session.signIn('ana', password)
    session.signOut()
    answer = 'central.unreachable'
    settingsOf(db).set('latestSeen', START + 8 * DAY)
    expect(await session.signIn('ana', password)).toMatchObject({ problem: { code: 'unlock.expired' } })
  })

  it('locks a person out after too many wrong passwords, longer each time, also for the right one', async () => {
    await session.signIn('ana', password)
    session.signOut()
    answer = 'central.unreachable'
    for (let n = 0; n < FREE_FAILURES; n++)
      expect(await session.signIn('ana', 'x')).toMatchObject({ problem: { code: 'login.wrong' } })
    expect(await session.signIn('ana', password)).toMatchObject({ problem: { code: 'login.locked' } })
    pass(MINUTE + 1)
    expect(await session.signIn('ana', 'x')).toMatchObject({ problem: { code: 'login.wrong' } })
    pass(MINUTE + 1)
    expect(await session.signIn('ana', password)).toMatchObject({ problem: { code: 'login.locked' } })
    pass(MINUTE)
    expect(await session.signIn('ana', password)).toMatchObject({ ok: true })
  })

  it('locks by itself after the idle time and by hand, and opens with the password only', async () => {
    await session.signIn('ana', password)
    pass(9 * MINUTE)
    session.active()
    pass(9 * MINUTE)
    expect(session.person().ok).toBe(true)
    pass(2 * MINUTE)
    expect(session.person()).toMatchObject({ problem: { code: 'session.locked' } })
    expect(session.current()).toMatchObject({ state: 'locked', actor: { name: 'Ana Pop' } })
    expect(await session.unlock('x')).toMatchObject({ problem: { code: 'login.wrong' } })
    expect(await session.unlock(password)).toMatchObject({ ok: true, value: { state: 'open', offline: false } })
    session.lock()
    expect(session.person().ok).toBe(false)
  })

  it('accepts a password changed elsewhere, and refuses a disabled person with the reason', async () => {
    await session.signIn('ana', password)
    session.lock()
    password = 'parola noua 22'
    expect(await session.unlock(password)).toMatchObject({ ok: true })
    db.exec('DELETE FROM login')
    session.lock()
    expect(await session.unlock(password)).toMatchObject({ problem: { code: 'login.disabled' } })
    expect(session.current().state).toBe('signed-out')
  })

  it('becomes online again when the network is back, and offline when the session is over', async () => {
    await session.signIn('ana', password)
    pass(13 * 60 * MINUTE)
    answer = 'central.unreachable'
    session.lock()
    expect(await session.unlock(password)).toMatchObject({ value: { offline: true } })
    expect(session.person()).toMatchObject({ value: { token: null } })
  })
})
