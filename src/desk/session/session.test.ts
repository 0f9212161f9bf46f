import Driver from 'better-sqlite3-multiple-ciphers'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { v7 } from 'uuid'
import { ok, refuse, type Problem } from '../../domain/problem.ts'
import { migrate } from '../cache/migrate.ts'
import { settingsOf } from '../cache/settings.ts'
import type { JournalRecord } from '../journal/records.ts'
import type { CentralClient } from '../central-client/central-client.ts'
import { serverClock } from '../clock/server-clock.ts'
import { FREE_FAILURES, loginsOf } from './logins.ts'
import { openSessionKey } from './session-key.ts'
import { type DeskSession, PASSWORD_LASTS_MS, type Session, sessionOf } from './session.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const START = Date.parse('2026-11-23T08:00:00.000Z')
const ana = { id: v7(), name: 'Ana Pop', username: 'ana', role: 'clerk' as const }

describe('session', () => {
  let wall = START
  let forward = 0
  let answer: 'granted' | Problem['code'] = 'granted'
  let password = 'parola buna 1'
  let desk: DeskSession
  let session: Session
  let records: JournalRecord[] = []
  let ended: string[] = []
  let db: InstanceType<typeof Driver>
  let audited: string[] = []
  let unrecorded: unknown[] = []
  /** Thrown by every write of the audit. */
  let auditFails: Error | null = null
  let calls: string[] = []
  /** Holds back the answers of the central store. */
  let answers: Promise<void> = Promise.resolve()
  const pass = (milliseconds: number): void => {
    wall += milliseconds
    forward += milliseconds
  }
  const client = {
    call: async (name: string, input: { password?: string }) => {
      calls.push(name)
      await answers
      if (answer !== 'granted') return refuse(answer as 'central.unreachable', { since: null })
      if (input.password !== undefined && input.password !== password) return refuse('login.wrong')
      const iso = (ms: number) => new Date(wall + ms).toISOString()
      return ok({
        sessionId: v7(),
        token: 't',
        actor: ana,
        grantedAt: iso(0),
        expiresAt: iso(12 * 60 * MINUTE),
        offlineUntil: iso(7 * DAY),
      })
    },
  } as unknown as CentralClient

  beforeEach(() => {
    ;[wall, forward, answer, password, records] = [START, 0, 'granted', 'parola buna 1', []]
    ;[audited, unrecorded, auditFails, calls, answers, ended] = [[], [], null, [], Promise.resolve(), []]
    db = new Driver(':memory:')
    migrate(db)
    const clock = serverClock(settingsOf(db), { now: () => wall, monotonic: () => forward })
    desk = sessionOf({
      logins: loginsOf(db),
      client,
      clock,
      journal: { append: (record: JournalRecord) => (records.push(record), { undo: () => undefined }) } as never,
      enrolled: () => Promise.resolve(ok(true)),
      audit: (act) => {
        if (auditFails !== null) throw auditFails
        audited.push(act)
      },
      onChange: () => undefined,
      ending: { add: (_sessionId, token) => void ended.push(token), run: () => Promise.resolve() },
      monotonic: () => forward,
      onUnrecorded: (error) => void unrecorded.push(error),
      idleMs: 10 * MINUTE,
    })
    session = desk.at('window')
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

  it('is open only in the window where the password was given', async () => {
    const other = desk.at('other')
    await session.signIn('ana', password)
    expect(other.current().state).toBe('signed-out')
    expect(other.person()).toMatchObject({ problem: { code: 'session.required' } })
    expect(await other.unlock(password)).toMatchObject({ problem: { code: 'session.required' } })
    // None of these reaches the person in the first window.
    other.lock()
    other.signOut()
    pass(9 * MINUTE)
    other.active()
    expect(session.current().state).toBe('open')
    pass(2 * MINUTE)
    expect(session.current().state).toBe('open')
    desk.checkTimes()
    expect(session.current().state).toBe('locked')
    expect(other.current().state).toBe('signed-out')
  })

  it('moves to the window where somebody signs in next, and is over in the first', async () => {
    const other = desk.at('other')
    await session.signIn('ana', password)
    await other.signIn('ana', password)
    expect([session.current().state, other.current().state]).toEqual(['signed-out', 'open'])
    expect(other.person()).toMatchObject({ value: { token: 't' } })
  })

  it.each(['full', 'read-only'])(
    'signs out whoever asks, also on a %s disk, and reports what was not recorded',
    async (disk) => {
      await session.signIn('ana', password)
      auditFails = new Error(disk)
      db.pragma('query_only = ON')
      expect(session.signOut()).toMatchObject({ state: 'signed-out' })
      expect(session.person()).toMatchObject({ problem: { code: 'session.required' } })
      expect(unrecorded).toEqual([auditFails])
    },
  )

  it('lasts a working day with one password, however busy, and goes on with the password only', async () => {
    await session.signIn('ana', password)
    for (let passed = 0; passed <= PASSWORD_LASTS_MS; passed += 5 * MINUTE) {
      expect(session.person(), String(passed)).toMatchObject({ ok: true })
      session.active()
      desk.checkEnd()
      pass(5 * MINUTE)
    }
    expect(session.person()).toMatchObject({ problem: { code: 'session.locked' } })
    desk.checkEnd()
    expect(calls).toEqual(['signIn'])
    expect(await session.unlock(password)).toMatchObject({ ok: true, value: { offline: false } })
    expect(calls).toEqual(['signIn', 'signIn'])
  })

  it('is not renewed while it is locked', async () => {
    await session.signIn('ana', password)
    session.lock()
    for (let hours = 0; hours < 60; hours++) {
      pass(60 * MINUTE)
      desk.checkEnd()
      desk.checkTimes()
    }
    expect(calls).toEqual(['signIn'])
  })

  it('stays signed out when an unlock is answered after signing out, and ends the session that it was granted', async () => {
    await session.signIn('ana', password)
    session.lock()
    let arrives: () => void = () => undefined
    answers = new Promise((resolve) => (arrives = resolve))
    password = 'parola noua 22'
    const under = session.unlock(password)
    await vi.waitFor(() => expect(calls).toHaveLength(2), 20_000)
    session.signOut()
    arrives()
    await under
    expect(session.current().state).toBe('signed-out')
    expect(ended).toHaveLength(2)
  })

  it('ends the online session at the central store when the person signs out or another one replaces it', async () => {
    await session.signIn('ana', password)
    session.signOut()
    expect(ended).toEqual(['t'])
    await session.signIn('ana', password)
    await session.signIn('ana', password)
    expect(ended).toEqual(['t', 't'])
    answer = 'central.unreachable'
    session.signOut()
    await session.signIn('ana', password)
    session.signOut()
    expect(ended).toHaveLength(3)
  })

  it('signs with the key of the session that was granted, also offline, and never without the password', async () => {
    await session.signIn('ana', password)
    const online = session.person()
    session.signOut()
    answer = 'central.unreachable'
    await session.signIn('ana', password)
    const offline = session.person()
    if (!online.ok || !offline.ok) throw new Error('signed in')
    expect(offline.value.prove?.('x')).toBe(online.value.prove?.('x'))
    expect(offline.value.prove?.('x')).not.toBe(offline.value.prove?.('y'))
    expect(await openSessionKey(db.prepare('SELECT sealed_key FROM login').pluck().get() as string, 'x')).toBeNull()
  })

  it('keeps no token on the disk', async () => {
    await session.signIn('ana', password)
    expect(db.prepare('SELECT token FROM login').pluck().all()).toEqual([null])
    expect(records.some((record) => 'token' in record)).toBe(false)
  })
})
