/**
 * A desk older than the central store's minimum (docs/protocol.md S15) still sends what is registered at it, with real
 * numbers. It does not request pages that it may be unable to read, and it asks the person to update.
 */
import { describe, expect, it } from 'vitest'
import type { Central } from '../../src/central/central.ts'
import type { Desk } from '../../src/desk/desk.ts'
import { PROTOCOL_VERSION } from '../../src/protocol/central/limits.ts'
import { fictionalCnp } from '../support/central/office.ts'
import { centralWithPeople, openTestDesk, PASSWORD } from '../support/desk-and-central.ts'
import { faultyProxy, type FaultyProxy } from '../support/faulty-proxy.ts'
import { contentFor, register, tintedPage } from '../support/registering.ts'
import { undoing } from '../support/undoing.ts'
import { until } from '../support/until.ts'
import { unwrap } from '../support/unwrap.ts'

const { cleanup, folder } = undoing()
const TOO_OLD = { code: 'protocol.too-old', details: { minimum: PROTOCOL_VERSION + 1 } }

interface Opened {
  readonly desk: Desk
  readonly proxy: FaultyProxy
  readonly central: () => Central
  /** The same store, restarted with another minimum. */
  readonly restart: (minimumProtocol: number) => Promise<void>
}
async function opened(
  minimumProtocol: number,
  prepare: (proxy: FaultyProxy) => void = () => undefined,
): Promise<Opened> {
  const dataDir = folder('central')
  const start = (minimum: number, port = 0) =>
    centralWithPeople(dataDir, port, Date.now, false, { minimumProtocol: minimum })
  let central = await start(minimumProtocol)
  cleanup.push(() => central.close())
  const proxy = await faultyProxy(() => central.url)
  cleanup.push(() => proxy.close())
  prepare(proxy)
  const { code } = await central.issueEnrolmentCode()
  const desk = await openTestDesk(folder('desk'), proxy.url, { enrolmentCode: code })
  cleanup.push(() => desk.close())
  unwrap(await desk.call('session.signIn', { username: 'ana', password: PASSWORD }))
  return {
    desk,
    proxy,
    central: () => central,
    restart: async (minimum) => {
      await central.close()
      central = await start(minimum)
    },
  }
}
const status = (desk: Desk) => desk.call('sync.status', {}).then(unwrap)
const registerOne = async (desk: Desk, n: number) =>
  register(desk, contentFor({ cnp: fictionalCnp(n) }), await tintedPage(n))
const atCentre = (central: Central) =>
  central.store.read((db) => db.selectFrom('request').select('id').orderBy('id').execute())

describe('the minimum protocol', () => {
  it.each([
    ['at', PROTOCOL_VERSION],
    ['above', PROTOCOL_VERSION - 1],
  ])('lets a desk %s it send and receive', async (_where, minimum) => {
    const { desk, central } = await opened(minimum)
    const { requestId } = await registerOne(desk, 1)
    const settled = await until(
      () => status(desk),
      ({ state, queued, cursor }) => state === 'online' && queued === 0 && cursor > 0,
    )
    expect(settled.stoppedBy).toBeNull()
    expect(await atCentre(central())).toEqual([{ id: requestId }])
  })

  it('lets a desk below it send, with real numbers, and asks for the update', async () => {
    const { desk, central } = await opened(PROTOCOL_VERSION + 1)
    await until(
      () => status(desk),
      ({ stoppedBy, numbersLeft }) => stoppedBy !== null && numbersLeft > 0,
    )
    const registered = await registerOne(desk, 1)
    expect(registered.provisional).toBe(false)
    const sent = await until(
      () => status(desk),
      ({ queued }) => queued === 0,
    )
    expect(sent).toMatchObject({ state: 'outdated', stoppedBy: TOO_OLD, cursor: 0, parked: 0, decisions: 0 })
    expect(await atCentre(central())).toEqual([{ id: registered.requestId }])
    // Many more registrations than one block of numbers has, so a desk that got no new block would run out.
    expect(sent.numbersLeft).toBeGreaterThan(0)
  })

  it('requests no page that this version may be unable to read, and does not report that as a lost connection', async () => {
    const { desk, proxy } = await opened(PROTOCOL_VERSION + 1, (before) => {
      // Half a page stands in for a page of a later version: neither can be parsed.
      before.mode = 'cut'
      before.only = /\/v1\/pull/
    })
    const settled = await until(
      () => status(desk),
      ({ stoppedBy, state }) => stoppedBy !== null || state === 'offline',
    )
    expect(settled).toMatchObject({ state: 'outdated', stoppedBy: TOO_OLD, offlineSince: null })
    expect(proxy.failed).toEqual([])
  })

  it('reaches a running desk when it is raised, and lets it continue once it is met again', async () => {
    const { desk, central, restart } = await opened(PROTOCOL_VERSION)
    await until(
      () => status(desk),
      ({ state, cursor }) => state === 'online' && cursor > 0,
    )
    await restart(PROTOCOL_VERSION + 1)
    unwrap(await desk.call('sync.now', {}))
    const { cursor } = await until(
      () => status(desk),
      ({ state }) => state === 'outdated',
    )
    const { requestId } = await registerOne(desk, 2)
    await until(
      () => status(desk),
      ({ queued }) => queued === 0,
    )
    expect(await atCentre(central())).toEqual([{ id: requestId }])
    expect((await status(desk)).cursor).toBe(cursor)

    await restart(PROTOCOL_VERSION)
    unwrap(await desk.call('sync.now', {}))
    const after = await until(
      () => status(desk),
      (now) => now.state === 'online' && now.cursor > cursor,
    )
    expect(after.stoppedBy).toBeNull()
  })
})
