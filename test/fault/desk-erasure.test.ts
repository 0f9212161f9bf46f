/** What an erasure takes from a desk: every file of the person, whatever happens between the feed and the deletion. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Central } from '../../src/central/central.ts'
import { openCache } from '../../src/desk/cache/open-cache.ts'
import type { Desk } from '../../src/desk/desk.ts'
import { fictionalCnp } from '../support/central/office.ts'
import { centralWithPeople, openTestDesk, PASSWORD } from '../support/desk-and-central.ts'
import { keysOf } from '../support/keys-of.ts'
import { contentFor, register, tintedPage } from '../support/registering.ts'
import { undoing } from '../support/undoing.ts'
import { until } from '../support/until.ts'
import { unwrap } from '../support/unwrap.ts'

const { cleanup, folder } = undoing()
const closing = <T extends { close(): Promise<void> }>(thing: T): T => {
  cleanup.push(() => thing.close().catch(() => undefined))
  return thing
}
const signIn = async (desk: Desk) => unwrap(await desk.call('session.signIn', { username: 'ana', password: PASSWORD }))
const contentOf = (n: number) => contentFor({ surname: 'Țîru', givenNames: 'Ștefana', cnp: fictionalCnp(n) })
const settled = (desk: Desk) =>
  until(
    () => desk.call('sync.status', {}).then(unwrap),
    ({ queued, state, cursor, head }) => queued === 0 && state === 'online' && cursor === head,
  )

async function office() {
  const central = closing(await centralWithPeople(folder('central')))
  const { code } = await central.issueEnrolmentCode()
  const deskFolder = folder('desk')
  const desk = closing(await openTestDesk(deskFolder, central.url, { enrolmentCode: code }))
  await signIn(desk)
  await settled(desk)
  return { central, desk, deskFolder, blobs: () => readdirSync(path.join(deskFolder, 'blobs')) }
}
const erase = (central: Central, requestId: string) =>
  central.store.write((writing) => {
    writing.changed({
      entity: 'dossier',
      id: central.random.id(Date.now()),
      version: 1,
      op: 'erase',
      body: { subjectRef: 'e'.repeat(64), generation: 1, requestId },
    })
    return Promise.resolve()
  })
/** The requests whose erasure the workstations have confirmed to the central store. */
const confirmed = async ({ store }: Central) =>
  (await store.read((db) => db.selectFrom('erased_cache').select('request_id').execute())).map((row) => row.request_id)
const incidentsOf = async (desk: Desk) => unwrap(await desk.call('incident.list', {}))

describe('an erasure at a desk', () => {
  it('takes scanned pages, filled forms, proofs, and drafts that name the person, and reports the drafts', async () => {
    const { central, desk, blobs } = await office()
    const { requestId } = await register(desk, contentOf(1), await tintedPage(1))
    await settled(desk)
    unwrap(await desk.call('paper.preview', { requestId, paper: 'proof-of-registration' }))
    unwrap(await desk.call('form.previewFilled', { kind: 'anonymise', largePrint: false, content: contentOf(1) }))
    // Drafts of a colleague's child, whom the person represents, and of the person, each with a page.
    for (const [n, content] of [
      contentOf(1),
      { ...contentOf(2), representative: { ...contentOf(2).representative, cnp: fictionalCnp(1) } },
    ].entries()) {
      const draft = unwrap(await desk.call('draft.start', {}))
      const { sha256 } = unwrap(await desk.putBytes(await tintedPage(20 + n)))
      unwrap(await desk.call('draft.addFile', { draftId: draft.id, sha256, name: 'act.jpg' }))
      unwrap(await desk.call('draft.save', { draftId: draft.id, textVersion: draft.textVersion, content }))
    }
    expect(unwrap(await desk.call('draft.list', {}))).toHaveLength(2)
    expect(blobs().length).toBeGreaterThanOrEqual(6)
    await erase(central, requestId)
    unwrap(await desk.call('sync.now', {}))
    await until(
      () => Promise.resolve(blobs()),
      (files) => files.length === 0,
    )
    expect(unwrap(await desk.call('draft.list', {}))).toEqual([])
    expect(await incidentsOf(desk)).toMatchObject([{ kind: 'drafts-erased', count: 2, requestId }])
    await until(
      () => confirmed(central),
      (requests) => requests.length > 0,
    )
    expect(await confirmed(central)).toEqual([requestId])
  })

  it('takes the pages of a discarded draft at once, and keeps those of another', async () => {
    const { desk, blobs } = await office()
    const kept = unwrap(await desk.call('draft.start', {}))
    const page = await tintedPage(3)
    const { sha256 } = unwrap(await desk.putBytes(page))
    unwrap(await desk.call('draft.addFile', { draftId: kept.id, sha256, name: 'act.jpg' }))
    const before = blobs()
    const dropped = unwrap(await desk.call('draft.start', {}))
    for (const bytes of [page, await tintedPage(4)]) {
      const given = unwrap(await desk.putBytes(bytes))
      unwrap(await desk.call('draft.addFile', { draftId: dropped.id, sha256: given.sha256, name: 'act.jpg' }))
    }
    expect(blobs().length).toBeGreaterThan(before.length)
    unwrap(await desk.call('draft.discard', { draftId: dropped.id }))
    expect(blobs().sort()).toEqual(before.sort())
    expect((await desk.getBytes(sha256)).ok).toBe(true)
  })

  it('is carried out at the next start if the desk ended between the feed and the deletion', async () => {
    const { central, desk, deskFolder, blobs } = await office()
    const { requestId } = await register(desk, contentOf(5), await tintedPage(5))
    await settled(desk)
    await until(
      () => desk.call('request.open', { requestId }).then(unwrap),
      ({ pending }) => pending.length === 0,
    )
    await desk.close()
    await central.close()
    // What the transaction of the page leaves when the process ends right after it.
    const db = openCache(path.join(deskFolder, 'cache.db'), (await keysOf(deskFolder)).cache)
    db.prepare('INSERT INTO erasure_task (at, request_id) VALUES (?, ?)').run('2026-11-30T08:00:00.000Z', requestId)
    db.close()
    expect(blobs().length).toBeGreaterThan(0)
    const again = closing(await openTestDesk(deskFolder, 'http://127.0.0.1:9'))
    expect(blobs()).toEqual([])
    await signIn(again)
    expect(unwrap(await again.call('request.open', { requestId })).request.id).toBe(requestId)
  })

  it.each([1, 2, 3])('is completed without a connection after kill -9 at deletion %i', async (deletion) => {
    const { central, desk, deskFolder, blobs } = await office()
    const { requestId } = await register(desk, contentOf(5), await tintedPage(5))
    await settled(desk)
    unwrap(await desk.call('paper.preview', { requestId, paper: 'proof-of-registration' }))
    await desk.close()
    const before = blobs()
    expect(before.length).toBeGreaterThanOrEqual(3)
    await erase(central, requestId)
    const preload = ['--import', './test/support/killed-at-deletion.ts']
    const child = spawn(process.execPath, [...preload, 'test/support/pulling-desk.ts', deskFolder, central.url], {
      stdio: 'ignore',
      env: { ...process.env, KILLED_AT_DELETION: String(deletion) },
    })
    cleanup.push(() => void child.kill('SIGKILL'))
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL'])
    expect(blobs()).toHaveLength(before.length - deletion + 1)
    const again = closing(await openTestDesk(deskFolder, 'http://127.0.0.1:9'))
    expect(blobs()).toEqual([])
    await again.close()
    // Reported once it is complete, and not before.
    expect(await confirmed(central)).toEqual([])
    closing(await openTestDesk(deskFolder, central.url))
    await until(
      () => confirmed(central),
      (requests) => requests.length > 0,
    )
    expect(await confirmed(central)).toEqual([requestId])
  })
})
