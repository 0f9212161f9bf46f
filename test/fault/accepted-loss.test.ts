/**
 * A central store goes on from an older copy of its database (`accept-store`) while desks keep running: each stops and
 * says why, records nothing for it, and loses and repeats nothing once the right store is back.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import type { Central } from '../../src/central/central.ts'
import type { OpenedDesk } from '../../src/desk/desk.ts'
import { snapshot } from '../support/corruption/damage.ts'
import { fictionalCnp } from '../support/central/office.ts'
import { centralWithPeople, openTestDesk, PASSWORD } from '../support/desk-and-central.ts'
import { contentFor, register, tintedPage } from '../support/registering.ts'
import { undoing } from '../support/undoing.ts'
import { until } from '../support/until.ts'
import { unwrap } from '../support/unwrap.ts'

const { cleanup, folder } = undoing()
const contentOf = (n: number) => contentFor({ surname: 'Țîru', givenNames: 'Ștefana', cnp: fictionalCnp(n) })
const registerAs = async (desk: OpenedDesk, n: number) => register(desk, contentOf(n), await tintedPage(n * 40))
const statusOf = (desk: OpenedDesk) => desk.call('sync.status', {}).then(unwrap)
/** Asks again and again, as F9 does: a desk waits longer after each failure. */
const comes = (desk: OpenedDesk, wanted: (status: Awaited<ReturnType<typeof statusOf>>) => boolean) =>
  until(
    async () => {
      await desk.call('sync.now', {})
      return statusOf(desk)
    },
    wanted,
    60_000,
  )
const settled = (desk: OpenedDesk) =>
  comes(desk, ({ queued, state, numbersLeft }) => queued === 0 && state === 'online' && numbersLeft > 0)
const registrations = (central: Central) =>
  central.store.read((db) => db.selectFrom('registration').select(['request_id', 'sequence']).execute())
const signIn = (desk: OpenedDesk) => desk.call('session.signIn', { username: 'ana', password: PASSWORD })

it('desks that keep running stop, record nothing for it, and go on with the right store, everything once', async () => {
  const dataDir = folder('central')
  const first = await centralWithPeople(dataDir)
  const port = Number(new URL(first.url).port)
  const desks: OpenedDesk[] = []
  for (const name of ['one', 'two']) {
    const { code } = await first.issueEnrolmentCode()
    const desk = await openTestDesk(folder(name), first.url, { enrolmentCode: code })
    cleanup.push(() => desk.close())
    unwrap(await signIn(desk))
    await registerAs(desk, desks.push(desk))
    await settled(desk)
  }
  await first.close()
  const older = snapshot(dataDir, path.join(folder('copies'), 'older'))
  const second = await centralWithPeople(dataDir, port)
  const shown = await registrations(second)
  for (const [n, desk] of desks.entries()) {
    const { requestId } = await registerAs(desk, 10 + n)
    await settled(desk)
    shown.push(...(await registrations(second)).filter((row) => row.request_id === requestId))
  }
  await second.close()
  const right = snapshot(dataDir, path.join(folder('copies'), 'right'))

  // The database alone is put back from the older copy: the start refuses, and a person goes on without what is lost.
  for (const name of ['store.sqlite', 'store.sqlite-wal', 'store.sqlite-shm'])
    rmSync(path.join(dataDir, name), { force: true })
  cpSync(path.join(older, 'store.sqlite'), path.join(dataDir, 'store.sqlite'))
  await expect(centralWithPeople(dataDir, port)).rejects.toThrow(/accept-store/)
  const accepted = spawnSync(
    process.execPath,
    ['src/central/main.ts', 'accept-store', '--explanation', 'discul s-a stricat', '--data', dataDir],
    { encoding: 'utf8' },
  )
  expect([accepted.status, accepted.stderr]).toEqual([0, ''])
  const restored = await centralWithPeople(dataDir, port)
  const before = await registrations(restored)
  for (const [n, desk] of desks.entries()) {
    const status = await comes(desk, ({ state }) => state === 'stopped')
    expect(status.stoppedBy?.code).toBe('store.different')
    const draft = unwrap(await desk.call('draft.current', {}))
    expect(await desk.call('draft.register', { draftId: draft.id, content: contentOf(20 + n) })).toMatchObject({
      problem: { code: 'store.different' },
    })
    // What the lost commits had is still here, and shown.
    const mine = shown.slice(-2)[n]
    expect(await desk.call('request.open', { requestId: mine?.request_id ?? '' })).toMatchObject({ ok: true })
  }
  expect(await registrations(restored)).toEqual(before)
  await restored.close()

  rmSync(dataDir, { recursive: true })
  const back = await centralWithPeople(snapshot(right, dataDir), port)
  cleanup.push(() => back.close())
  for (const [n, desk] of desks.entries()) {
    await comes(desk, ({ state }) => state === 'online')
    unwrap(await signIn(desk))
    await registerAs(desk, 30 + n)
    await settled(desk)
  }
  const rows = await registrations(back)
  expect(rows).toEqual(expect.arrayContaining(shown))
  expect(rows).toHaveLength(6)
  expect(new Set(rows.map(({ sequence }) => sequence)).size).toBe(6)
})
