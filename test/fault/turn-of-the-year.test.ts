/**
 * A real desk over New Year's night: it returns unused numbers of the old year, its used ones arrive, and none is ever
 * used twice.
 */
import { rmSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Central } from '../../src/central/central.ts'
import { accountOfYear } from '../../src/central/registration/numbers/registry-year.ts'
import { retireDesk } from '../../src/central/registration/numbers/returned-blocks.ts'
import { listDevices } from '../../src/central/workstations/workstations.ts'
import { openCache } from '../../src/desk/cache/open-cache.ts'
import type { Desk } from '../../src/desk/desk.ts'
import { keysOf } from '../support/keys-of.ts'
import { revertContent } from '../support/revert-content.ts'
import { centralWithPeople, openTestDesk, PASSWORD } from '../support/desk-and-central.ts'
import { type FaultyProxy, faultyProxy } from '../support/faulty-proxy.ts'
import { undoing } from '../support/undoing.ts'
import { unwrap } from '../support/unwrap.ts'

/** Bucharest is two hours ahead of UTC, so 2027 begins there at 22:00. */
const EVENING = Date.parse('2026-12-31T21:50:00.000Z')
const MORNING = Date.parse('2027-01-01T06:00:00.000Z')

let now: number
let central: Central
let proxy: FaultyProxy
let deskFolder: string
let desk: Desk
const { cleanup, folder } = undoing()
const clock = () => now

beforeEach(async () => {
  now = EVENING
  central = await centralWithPeople(folder('central'), 0, clock)
  cleanup.push(() => central.close())
  proxy = await faultyProxy(() => central.url)
  cleanup.push(() => proxy.close())
  deskFolder = folder('desk')
  const { code } = await central.issueEnrolmentCode()
  desk = await openTestDesk(deskFolder, proxy.url, { enrolmentCode: code, clock })
  cleanup.push(() => desk.close())
  await signIn()
  await sync()
})

const signIn = async () => unwrap(await desk.call('session.signIn', { username: 'ana', password: PASSWORD }))
/** A sync that was running when the network came back may still fail, so another one follows. */
async function sync(): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const { state, queued } = unwrap(await desk.call('sync.now', {}))
    if (proxy.mode !== 'pass' || (state === 'online' && queued === 0)) return
  }
  throw new Error('the desk does not get through')
}
async function register(n: number): Promise<string> {
  const draft = unwrap(await desk.call('draft.current', {}))
  return unwrap(await desk.call('draft.register', { draftId: draft.id, content: revertContent(n) })).number
}
const account = (year: number) => central.store.read((db) => accountOfYear(db, 'DES', year))
async function reopen(): Promise<void> {
  await desk.close()
  desk = await openTestDesk(deskFolder, proxy.url, { clock })
  await signIn()
}

describe('over New Year', () => {
  it('returns the unused numbers of the old year after its registrations have arrived, and continues with numbers of the new one', async () => {
    proxy.mode = 'refuse'
    expect([await register(1), await register(2)]).toEqual(['1/31.12.2026', '2/31.12.2026'])
    now = MORNING
    proxy.mode = 'pass'
    expect((await account(2026)).ranges).toEqual([{ from: 1, to: 100, as: 'leased', deskNumber: 1 }])
    await sync()
    expect(await account(2026)).toMatchObject({
      faults: [],
      ranges: [
        { from: 1, to: 2, as: 'registered' },
        { from: 3, to: 100, as: 'voided', reason: 'year-ended', deskNumber: 1 },
      ],
    })
    expect(await register(3)).toBe('1/01.01.2027')
    // A clock set back into the old year takes no number of it, returned or provisional.
    proxy.mode = 'refuse'
    now = EVENING
    expect(await register(4)).toBe('2/01.01.2027')
    now = MORNING
    proxy.mode = 'pass'
    await sync()
    expect(await account(2026)).toMatchObject({ faults: [], counts: { registered: 2, voided: 98, leased: 0 } })
    expect(await account(2027)).toMatchObject({ faults: [], counts: { registered: 2, voided: 0, leased: 98 } })
  })

  it('accounts for no number whose registration has not arrived, however often the connection breaks', async () => {
    proxy.mode = 'refuse'
    await register(1)
    now = MORNING
    proxy.mode = 'pass'
    proxy.only = /^\/v1\/push/
    proxy.mode = 'refuse'
    await sync()
    expect((await account(2026)).counts).toMatchObject({ voided: 0, leased: 100 })
    proxy.only = /return$/
    proxy.mode = 'cut'
    await expect
      .poll(async () => (await sync(), proxy.failed.some((call) => call.endsWith('/return'))), { timeout: 20_000 })
      .toBe(true)
    proxy.mode = 'pass'
    await sync()
    expect(await account(2026)).toMatchObject({ faults: [], counts: { registered: 1, voided: 99, leased: 0 } })
  })

  it('returns a whole block unused if its record was lost with the cache, and uses none of it again', async () => {
    expect(await register(1)).toBe('1/31.12.2026')
    await sync()
    await desk.close()
    for (const file of ['cache.db', 'cache.db-wal', 'cache.db-shm'])
      rmSync(path.join(deskFolder, file), { force: true })
    desk = await openTestDesk(deskFolder, proxy.url, { clock })
    await signIn()
    await sync()
    expect(await account(2026)).toMatchObject({
      faults: [],
      ranges: [
        { from: 1, to: 1, as: 'registered' },
        { from: 2, to: 100, as: 'voided', reason: 'block-lost' },
        { from: 101, to: 200, as: 'leased' },
      ],
    })
    expect(await register(2)).toBe('101/31.12.2026')
  })

  it("keeps a block while a refused registration waits for its author's decision, and voids the number once that is discarded", async () => {
    // A used number that the central store does not accept, because another request has it meanwhile.
    const keys = await keysOf(deskFolder)
    proxy.mode = 'refuse'
    await register(1)
    await desk.close()
    const db = openCache(path.join(deskFolder, 'cache.db'), keys.cache)
    db.exec('UPDATE number_block SET next_n = 1')
    db.close()
    desk = await openTestDesk(deskFolder, proxy.url, { clock })
    await signIn()
    await register(2)
    await register(3)
    now = MORNING
    proxy.mode = 'pass'
    await sync()
    const [decision] = unwrap(await desk.call('decisions.list', {}))
    expect(decision).toMatchObject({ kind: 'register-request', problem: { code: 'number.taken' } })
    expect((await account(2026)).counts).toMatchObject({ registered: 2, voided: 0, leased: 98 })
    unwrap(await desk.call('decisions.resolve', { commandId: decision?.commandId ?? '', resolution: 'drop' }))
    await reopen()
    await sync()
    expect(await account(2026)).toMatchObject({ faults: [], counts: { registered: 2, voided: 98, leased: 0 } })
  })

  it('if retired while offline, its registrations still arrive under their numbers, and it takes no further number', async () => {
    proxy.mode = 'refuse'
    expect(await register(1)).toBe('1/31.12.2026')
    await central.store.write(async (writing) => {
      const [device] = await listDevices(writing.db)
      if (device) await retireDesk(writing, device, { actor: 'a', device: null }, 'pierdută')
    })
    expect((await account(2026)).counts).toMatchObject({ voided: 100 })
    proxy.mode = 'pass'
    await reopen()
    await sync()
    expect(await account(2026)).toMatchObject({ faults: [], counts: { registered: 1, voided: 99, superseded: 1 } })
    const status = unwrap(await desk.call('sync.status', {}))
    expect(status).toMatchObject({ state: 'online', numbersLeft: 0, lastProblem: null })
    expect(await register(2)).toBe('P-1-1')
  })
})
