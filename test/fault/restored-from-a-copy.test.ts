/** A workstation, or the central store, that was restored from an older copy. */
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Desk } from '../../src/desk/desk.ts'
import { fictionalCnp } from '../support/central/office.ts'
import { centralWithPeople, openTestDesk, PASSWORD } from '../support/desk-and-central.ts'
import { snapshot } from '../support/corruption/damage.ts'
import { contentFor, register, tintedPage } from '../support/registering.ts'
import { undoing } from '../support/undoing.ts'
import { until } from '../support/until.ts'
import { unwrap } from '../support/unwrap.ts'

const { cleanup, folder } = undoing()
const closing = <T extends { close(): Promise<void> }>(thing: T): T => {
  cleanup.push(() => thing.close().catch(() => undefined))
  return thing
}
const contentOf = (n: number) => contentFor({ surname: 'Țîru', givenNames: 'Ștefana', cnp: fictionalCnp(n) })
const registerAs = async (desk: Desk, n: number) => register(desk, contentOf(n), await tintedPage(n * 40))
const signIn = (desk: Desk) => desk.call('session.signIn', { username: 'ana', password: PASSWORD })
const statusOf = (desk: Desk) => desk.call('sync.status', {}).then(unwrap)
const settled = (desk: Desk) =>
  until(
    () => statusOf(desk),
    ({ queued, state, numbersLeft }) => queued === 0 && state === 'online' && numbersLeft > 0,
  )
/** Tries to register, as far as the desk allows it. */
async function tryToRegister(desk: Desk, n: number) {
  const draft = unwrap(await desk.call('draft.current', {}))
  return desk.call('draft.register', { draftId: draft.id, content: contentOf(n) })
}

describe('a workstation restored from an older copy', () => {
  it('registers nothing while the centre has more of it, says so, and gives no number twice', async () => {
    const central = closing(await centralWithPeople(folder('central')))
    const { code } = await central.issueEnrolmentCode()
    const [now, copy] = [folder('desk'), path.join(folder('copies'), 'older')]
    const desk = closing(await openTestDesk(now, central.url, { enrolmentCode: code }))
    unwrap(await signIn(desk))
    await registerAs(desk, 1)
    await settled(desk)
    snapshot(now, copy)
    await registerAs(desk, 2)
    await settled(desk)
    await desk.close()

    const restored = closing(await openTestDesk(copy, central.url))
    unwrap(await signIn(restored))
    // At once, before anything else could have told it.
    expect(await tryToRegister(restored, 3)).toMatchObject({ ok: false, problem: { code: 'device.behind' } })
    expect(
      await until(
        () => statusOf(restored),
        ({ state }) => state === 'stopped',
      ),
    ).toMatchObject({
      stoppedBy: { code: 'device.behind' },
      queued: 0,
    })
    await restored.close()
    // Known, so also without the network after a restart.
    const offline = closing(await openTestDesk(copy, 'http://127.0.0.1:9'))
    unwrap(await signIn(offline))
    expect(await tryToRegister(offline, 3)).toMatchObject({ ok: false, problem: { code: 'device.behind' } })
    await offline.close()
    // The workstation as it was goes on, and no number is there twice.
    const original = closing(await openTestDesk(now, central.url))
    unwrap(await signIn(original))
    await registerAs(original, 4)
    await settled(original)
    const rows = await central.store.read((db) => db.selectFrom('registration').select('sequence').execute())
    expect(rows.map(({ sequence }) => sequence).sort()).toEqual([1, 2, 3])
  })

  it('notices what it registered before it could ask', async () => {
    const central = closing(await centralWithPeople(folder('central')))
    const { code } = await central.issueEnrolmentCode()
    const [now, copy] = [folder('desk'), path.join(folder('copies'), 'older')]
    const desk = closing(await openTestDesk(now, central.url, { enrolmentCode: code }))
    unwrap(await signIn(desk))
    await settled(desk)
    snapshot(now, copy)
    await registerAs(desk, 1)
    await settled(desk)
    await desk.close()
    const offline = closing(await openTestDesk(copy, 'http://127.0.0.1:9'))
    unwrap(await signIn(offline))
    await registerAs(offline, 2)
    await offline.close()
    const restored = closing(await openTestDesk(copy, central.url))
    expect(
      await until(
        () => statusOf(restored),
        ({ state }) => state === 'stopped',
      ),
    ).toMatchObject({
      stoppedBy: { code: 'device.forked' },
    })
    // Nothing was sent, so the centre did not have to freeze the workstation, and nothing is lost here.
    expect((await statusOf(restored)).queued).toBeGreaterThan(0)
    const rows = await central.store.read((db) => db.selectFrom('device').select('state').execute())
    expect(rows).toEqual([{ state: 'active' }])
  })
})

describe('a central store restored from an older copy', () => {
  it('is noticed by its hash, also when its feed has grown past the cursor again', async () => {
    const [centralNow, centralCopy] = [folder('central'), path.join(folder('copies'), 'central')]
    const before = await centralWithPeople(centralNow)
    const codes = [await before.issueEnrolmentCode(), await before.issueEnrolmentCode()]
    const deskFolder = folder('desk')
    const desk = closing(await openTestDesk(deskFolder, before.url, { enrolmentCode: codes[0]?.code ?? '' }))
    unwrap(await signIn(desk))
    await settled(desk)
    const port = Number(new URL(before.url).port)
    await before.close()
    snapshot(centralNow, centralCopy)
    const lost = await centralWithPeople(centralNow, port)
    await registerAs(desk, 1)
    await settled(desk)
    const { cursor } = await statusOf(desk)
    await lost.close()

    const restored = closing(await centralWithPeople(centralCopy, port))
    const other = closing(await openTestDesk(folder('other'), restored.url, { enrolmentCode: codes[1]?.code ?? '' }))
    unwrap(await signIn(other))
    for (let n = 2; (await statusOf(other)).cursor <= cursor; n++) {
      await registerAs(other, n)
      await settled(other)
    }
    unwrap(await desk.call('sync.now', {}))
    expect(
      await until(
        () => statusOf(desk),
        ({ state }) => state === 'stopped',
      ),
    ).toMatchObject({
      stoppedBy: { code: 'store.different' },
    })
    expect(await tryToRegister(desk, 9)).toMatchObject({ ok: false, problem: { code: 'store.different' } })
  })

  it('is noticed as another store when it is one, and nothing is recorded for it', async () => {
    const first = await centralWithPeople(folder('central'))
    const { code } = await first.issueEnrolmentCode()
    const deskFolder = folder('desk')
    const desk = closing(await openTestDesk(deskFolder, first.url, { enrolmentCode: code }))
    unwrap(await signIn(desk))
    await settled(desk)
    const port = Number(new URL(first.url).port)
    await desk.close()
    await first.close()
    closing(await centralWithPeople(folder('another'), port))
    const again = closing(await openTestDesk(deskFolder, first.url))
    expect(
      await until(
        () => statusOf(again),
        ({ state }) => state === 'stopped',
      ),
    ).toMatchObject({
      stoppedBy: { code: 'store.different' },
    })
    await again.close()
    const offline = closing(await openTestDesk(deskFolder, 'http://127.0.0.1:9'))
    unwrap(await signIn(offline))
    expect(await tryToRegister(offline, 1)).toMatchObject({ ok: false, problem: { code: 'store.different' } })
  })
})
