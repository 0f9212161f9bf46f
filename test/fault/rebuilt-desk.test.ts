/** A desk rebuilt from its journal, and files that are gone when they are needed. */
import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Desk } from '../../src/desk/desk.ts'
import { fictionalCnp } from '../support/central/office.ts'
import { centralWithPeople, openTestDesk, PASSWORD } from '../support/desk-and-central.ts'
import { faultyProxy } from '../support/faulty-proxy.ts'
import { contentFor, register, tintedPage } from '../support/registering.ts'
import { undoing } from '../support/undoing.ts'
import { until } from '../support/until.ts'
import { unwrap } from '../support/unwrap.ts'

const { cleanup, folder } = undoing()
const closing = <T extends { close(): Promise<void> }>(thing: T): T => {
  cleanup.push(() => thing.close().catch(() => undefined))
  return thing
}
const registerAs = async (desk: Desk, n: number) =>
  register(
    desk,
    contentFor({ surname: 'Țîru', givenNames: `Ștefana ${String(n)}`, cnp: fictionalCnp(n) }),
    await tintedPage(n * 40),
  )
const signIn = async (desk: Desk, username = 'ana') =>
  unwrap(await desk.call('session.signIn', { username, password: PASSWORD }))
const statusOf = (desk: Desk) => desk.call('sync.status', {}).then(unwrap)
const settled = (desk: Desk) =>
  until(
    () => statusOf(desk),
    ({ queued, state, numbersLeft }) => queued === 0 && state === 'online' && numbersLeft > 0,
  )

async function office() {
  const central = closing(await centralWithPeople(folder('central')))
  const proxy = closing(await faultyProxy(() => central.url))
  const { code } = await central.issueEnrolmentCode()
  const deskFolder = folder('desk')
  const desk = closing(await openTestDesk(deskFolder, proxy.url, { enrolmentCode: code }))
  await signIn(desk)
  await settled(desk)
  return { central, proxy, desk, deskFolder }
}
const removeCache = (deskFolder: string) => {
  for (const name of readdirSync(deskFolder).filter((name) => name.startsWith('cache.db')))
    rmSync(path.join(deskFolder, name))
}

describe('a desk rebuilt from its journal', () => {
  it.each(['with its files', 'without the copies that were trimmed'])('sends again and goes on, %s', async (how) => {
    const { central, desk, deskFolder, proxy } = await office()
    const first = await registerAs(desk, 1)
    await settled(desk)
    const blobs = path.join(deskFolder, 'blobs')
    const sent = new Set(readdirSync(blobs))
    proxy.mode = 'refuse'
    const second = await registerAs(desk, 2)
    const needed = new Set(readdirSync(blobs).filter((name) => !sent.has(name)))
    await desk.close()
    removeCache(deskFolder)
    if (how !== 'with its files') for (const name of sent) rmSync(path.join(blobs, name))
    expect(needed.size).toBeGreaterThan(0)
    proxy.mode = 'pass'
    const again = closing(await openTestDesk(deskFolder, proxy.url))
    await until(
      () => statusOf(again),
      ({ queued, state }) => queued === 0 && state === 'online',
    )
    const rows = await central.store.read((db) => db.selectFrom('request').select(['id', 'state']).execute())
    expect(rows.map(({ id }) => id).sort()).toEqual([first.requestId, second.requestId].sort())
    expect(rows.find(({ id }) => id === first.requestId)?.state).toBe('in_review')
    await signIn(again)
    expect(unwrap(await again.call('incident.list', {})).map(({ kind }) => kind)).toContain('acts-restored')
    expect((await registerAs(again, 3)).number).not.toBe(second.number)
  })
})

describe('a file that is gone before it was sent', () => {
  it('holds up only its own request, which a supervisor lets go on without it, with a reason', async () => {
    const { central, desk, deskFolder, proxy } = await office()
    proxy.mode = 'refuse'
    const before = new Set(readdirSync(path.join(deskFolder, 'blobs')))
    const broken = await registerAs(desk, 1)
    for (const name of readdirSync(path.join(deskFolder, 'blobs')))
      if (!before.has(name)) rmSync(path.join(deskFolder, 'blobs', name))
    const whole = await registerAs(desk, 2)
    proxy.mode = 'pass'
    unwrap(await desk.call('sync.now', {}))
    const status = await until(
      () => statusOf(desk),
      ({ queued, state }) => queued === 0 && state === 'online',
    )
    expect(status.parked).toBeGreaterThan(0)
    const stateOf = async (requestId: string) =>
      (await central.store.read((db) => db.selectFrom('request').select(['id', 'state']).execute())).find(
        ({ id }) => id === requestId,
      )?.state
    expect(await stateOf(whole.requestId)).toBe('in_review')
    expect(await stateOf(broken.requestId)).toBe('registered')
    expect(unwrap(await desk.call('incident.list', {}))).toMatchObject([
      { kind: 'file-missing', requestId: broken.requestId },
    ])
    await signIn(desk, 'sef')
    const [parked] = unwrap(await desk.call('parked.list', {}))
    expect(parked).toMatchObject({ kind: 'attach-document', problem: { code: 'attachment.missing' } })
    unwrap(
      await desk.call('parked.resolve', {
        commandId: parked?.commandId ?? '',
        resolution: { act: 'refuse', reason: 'fișierul s-a pierdut la stație' },
      }),
    )
    unwrap(await desk.call('sync.now', {}))
    await until(
      () => statusOf(desk),
      ({ parked: waiting }) => waiting === 0,
    )
    const audited = await central.store.read((db) =>
      db.selectFrom('audit_entry').select('action').where('action', '=', 'parked.refused').execute(),
    )
    expect(audited).toHaveLength(1)
  })
})
