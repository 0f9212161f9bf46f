/** Wrong clocks at either end, with a real desk and central store: work goes on, and no paper gets a wrong day. */
import { describe, expect, it } from 'vitest'
import type { Desk } from '../../src/desk/desk.ts'
import { localDay } from '../../src/domain/calendar/bucharest.ts'
import { ask } from '../../src/office/main-job/asking.ts'
import { fictionalCnp } from '../support/central/office.ts'
import { centralWithPeople, openTestDesk, PASSWORD } from '../support/desk-and-central.ts'
import { faultyProxy } from '../support/faulty-proxy.ts'
import { contentFor, register } from '../support/registering.ts'
import { undoing } from '../support/undoing.ts'
import { unwrap } from '../support/unwrap.ts'

const START = Date.parse('2026-11-23T08:00:00.000Z')
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const YEAR = 365 * DAY
const { cleanup, folder } = undoing()

/** A desk behind a line that can be cut; the clocks of both ends can be moved, and time passes for both. */
async function office() {
  let truth = START
  const off = { central: 0, desk: 0 }
  let forward = 0
  const central = await centralWithPeople(folder('central'), 0, () => truth + off.central)
  cleanup.push(() => central.close())
  const proxy = await faultyProxy(() => central.url)
  cleanup.push(() => proxy.close())
  const { code } = await central.issueEnrolmentCode()
  const deskFolder = folder('desk')
  const open = async (): Promise<Desk> => {
    const options = { clock: () => truth + off.desk, monotonic: () => forward, idleMs: YEAR, enrolmentCode: code }
    const opened = await openTestDesk(deskFolder, proxy.url, options)
    cleanup.push(() => opened.close().catch(() => undefined))
    return opened
  }
  return {
    off,
    proxy,
    desk: await open(),
    restart: async (desk: Desk) => {
      await desk.close()
      return open()
    },
    pass: (ms: number) => void ((truth += ms), (forward += ms)),
    today: () => localDay(truth),
  }
}
const signIn = (desk: Desk) => desk.call('session.signIn', { username: 'ana', password: PASSWORD })
const registered = (desk: Desk, n: number) => register(desk, contentFor({ cnp: fictionalCnp(n) }))

describe('a central store that is ten years ahead for a while', () => {
  it('ends nobody’s work without the network, gives no paper a day of another age, and is put right by itself', async () => {
    const { desk, off, pass, proxy, restart, today } = await office()
    unwrap(await signIn(desk))
    expect((await registered(desk, 1)).registration.day).toBe(today())
    off.central = 10 * YEAR
    for (let times = 0; times < 3; times++) {
      pass(10 * MINUTE)
      await desk.call('sync.now', {})
    }
    // Signed in by the wrong clock too: the time without the network is counted by the desk.
    unwrap(await signIn(desk))
    expect((await registered(desk, 2)).registration.day).toBe(today())
    proxy.mode = 'refuse'
    const again = await restart(desk)
    expect(unwrap(await signIn(again))).toMatchObject({ state: 'open', offline: true })
    expect((await registered(again, 3)).registration.day).toBe(today())
    pass(8 * DAY)
    expect(await again.call('draft.current', {})).toMatchObject({ problem: { code: 'session.locked' } })
    expect(await again.call('session.unlock', { password: PASSWORD })).toMatchObject({
      problem: { code: 'unlock.expired', details: { days: 7 } },
    })
    off.central = 0
    proxy.mode = 'pass'
    await again.call('sync.now', {})
    expect(unwrap(await again.call('session.unlock', { password: PASSWORD }))).toMatchObject({ offline: false })
    expect((await registered(again, 4)).registration.day).toBe(today())
  })
})

describe('a workstation with an empty battery', () => {
  it.each([2020, 1970])(
    'that shows %d gives words, keeps what was typed, and registers once the day is known',
    async (year) => {
      const { desk, off, pass, proxy, restart, today } = await office()
      unwrap(await signIn(desk))
      await desk.call('sync.now', {})
      pass(DAY)
      off.desk = Date.UTC(year, 0, 1) - START
      proxy.mode = 'refuse'
      const again = await restart(desk)
      expect(unwrap(await signIn(again))).toMatchObject({ offline: true })
      const draft = await ask(again, 'draft.current', {})
      const content = contentFor({ cnp: fictionalCnp(5) })
      expect(await again.call('draft.register', { draftId: draft.id, content })).toMatchObject({
        problem: { code: 'clock.behind' },
      })
      expect((await ask(again, 'draft.open', { draftId: draft.id })).content.holder.surname).toBe('Țiru')
      expect((await ask(again, 'queue.search', {})).total).toBe(0)
      proxy.mode = 'pass'
      await again.call('sync.now', {})
      unwrap(await signIn(again))
      expect((await registered(again, 5)).registration.day).toBe(today())
    },
  )
})

describe('a workstation whose clock is turned back while it works', () => {
  it('gives no day that is before what it knew', async () => {
    const { desk, off, pass, proxy, today } = await office()
    unwrap(await signIn(desk))
    await desk.call('sync.now', {})
    pass(6 * 60 * MINUTE)
    proxy.mode = 'refuse'
    off.desk = -30 * DAY
    expect((await registered(desk, 6)).registration.day).toBe(today())
  })
})
