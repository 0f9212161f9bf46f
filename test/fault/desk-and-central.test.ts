/** Real desks against the real central store, with everything going wrong that goes wrong. */
import { afterEach, describe, expect, it } from 'vitest'
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { openCache } from '../../src/desk/cache/open-cache.ts'
import { deskKeys } from '../../src/desk/keys/desk-keys.ts'
import { fileSecretStore } from '../../src/desk/keys/file-secret-store.ts'
import { draftContent, type ProcedureInput, type ProcedureOutput } from '../../src/protocol/desk.ts'
import type { Central } from '../../src/central/central.ts'
import type { Desk } from '../../src/desk/desk.ts'
import { fictionalCnp } from '../support/central/office.ts'
import { centralWithPeople, openTestDesk, PASSWORD, temporaryFolder } from '../support/desk-and-central.ts'
import sharp from 'sharp'

const cleanup: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const undo of cleanup.splice(0).reverse()) await undo()
})
const folder = (name: string): string => {
  const { folder: path, remove } = temporaryFolder(name)
  cleanup.push(remove)
  return path
}
const closing = <T extends { close(): Promise<void> }>(thing: T): T => {
  // What a test has closed itself is closed.
  cleanup.push(() => thing.close().catch(() => undefined))
  return thing
}

function unwrap<T>(result: { ok: true; value: T } | { ok: false; problem: unknown }): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.problem)}`)
  return result.value
}

const contentFor = (n: number): ProcedureInput<'draft.register'>['content'] => ({
  ...draftContent.parse({}),
  document: { type: 'identity-card', mrz: '', series: 'MZ', number: '123456', issuer: 'SPCLEP Iași', validUntil: '15.06.2031', unlimited: false },
  holder: { surname: 'Țîru', givenNames: `Ștefana ${String(n)}`, cnp: fictionalCnp(n), address: 'Str. Lungă 1', phone: '', email: '' },
  kind: 'anonymise',
  questionsAsked: { onlyRestrict: true, copyFirst: true },
  attestations: ['photo', 'look', 'data', 'signed'],
})
const scan = async (n: number): Promise<Uint8Array> =>
  sharp({ create: { width: 600, height: 800, channels: 3, background: { r: n % 255, g: 240, b: 250 } } }).jpeg().toBuffer()

async function register(desk: Desk, n: number): Promise<ProcedureOutput<'draft.register'>> {
  const draft = unwrap(await desk.call('draft.current', {}))
  const { sha256 } = unwrap(await desk.putBytes(await scan(n)))
  unwrap(await desk.call('draft.addFile', { draftId: draft.id, sha256, name: 'cerere.jpg' }))
  return unwrap(await desk.call('draft.register', { draftId: draft.id, content: contentFor(n) }))
}
async function until<T>(what: () => Promise<T>, done: (value: T) => boolean, limitMs = 20_000): Promise<T> {
  const end = Date.now() + limitMs
  for (;;) {
    const value = await what()
    if (done(value)) return value
    if (Date.now() > end) throw new Error(`still not so: ${JSON.stringify(value).slice(0, 600)}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
const settled = (desk: Desk) => until(() => desk.call('sync.status', {}).then(unwrap), (status) => status.queued === 0 && status.state === 'online')

interface TestCentral extends Central {
  dataDir: string
}
async function office(): Promise<{ central: TestCentral; desk: Desk; deskFolder: string }> {
  const dataDir = folder('central')
  const central = Object.assign(closing(await centralWithPeople(dataDir)), { dataDir })
  const { code } = await central.issueEnrolmentCode()
  const deskFolder = folder('desk')
  const desk = closing(await openTestDesk(deskFolder, central.url, { enrolmentCode: code }))
  unwrap(await desk.call('session.signIn', { username: 'ana', password: PASSWORD }))
  await settled(desk)
  return { central, desk, deskFolder }
}

describe('a desk and the central store', () => {
  it('registers with a real number, and the confirmed request is the one that was predicted', async () => {
    const { desk } = await office()
    const registered = await register(desk, 1)
    expect(registered).toMatchObject({ provisional: false, pending: true, missing: [], state: 'in_review' })
    const predicted = unwrap(await desk.call('request.open', { requestId: registered.requestId }))
    await settled(desk)
    const confirmed = await until(() => desk.call('request.open', { requestId: registered.requestId }).then(unwrap), (detail) => detail.pending.length === 0)
    const plain = ({ request }: typeof confirmed) => ({ ...request, timeline: request.timeline.map(({ facts: _facts, ...entry }) => entry) })
    expect(plain(confirmed)).toEqual(plain(predicted))
    expect(confirmed.number).toBe(registered.number)
  })

  it('registers without the central store, prints the proof, and everything arrives once when it is back', async () => {
    const { central, desk } = await office()
    const port = Number(new URL(central.url).port)
    const centralFolder = central.dataDir
    await central.close()
    const offline = await Promise.all([register(desk, 2)])
    offline.push(await register(desk, 3))
    expect(offline.map(({ provisional }) => provisional)).toEqual([false, false])
    const printed = unwrap(await desk.call('paper.print', { requestId: offline[0]?.requestId ?? '', paper: 'proof-of-registration' }))
    expect(printed).toMatchObject({ state: 'printed', duplicate: false })
    expect(unwrap(await desk.call('paper.print', { requestId: offline[0]?.requestId ?? '', paper: 'proof-of-registration' }))).toMatchObject({ duplicate: true })
    expect(unwrap(await desk.call('request.open', { requestId: offline[0]?.requestId ?? '' })).actions.find(({ action }) => action === 'approve')?.refusal).not.toBeNull()
    closing(await centralWithPeople(centralFolder, port))
    unwrap(await desk.call('sync.now', {}))
    await settled(desk)
    for (const { requestId, number } of offline) {
      const detail = await until(() => desk.call('request.open', { requestId }).then(unwrap), ({ pending }) => pending.length === 0)
      expect(detail.number).toBe(number)
      expect(detail.request.version).toBeGreaterThan(3)
    }
    const detail = unwrap(await desk.call('request.open', { requestId: offline[0]?.requestId ?? '' }))
    expect(detail.papers.find(({ paper }) => paper === 'proof-of-registration')?.printed).toBe(2)
  })

  it('gives a provisional number when the block is used up, and finds it under both numbers afterwards', async () => {
    const { central, desk, deskFolder } = await office()
    const port = Number(new URL(central.url).port)
    await desk.close()
    await central.close()
    const db = openCache(path.join(deskFolder, 'cache.db'), (await deskKeys(deskFolder, fileSecretStore(path.join(deskFolder, 'wrapping.key')), (n) => randomBytes(n))).keys.cache)
    db.exec('UPDATE number_block SET next_n = to_n + 1')
    db.close()
    const again = closing(await openTestDesk(deskFolder, central.url))
    expect(unwrap(await again.call('session.signIn', { username: 'ana', password: PASSWORD }))).toMatchObject({ state: 'open', offline: true })
    const registered = await register(again, 4)
    expect(registered).toMatchObject({ provisional: true, number: 'P-1-1' })
    closing(await centralWithPeople(central.dataDir, port))
    unwrap(await again.call('sync.now', {}))
    const detail = await until(() => again.call('request.open', { requestId: registered.requestId }).then(unwrap), ({ pending, request }) => pending.length === 0 && request.registration.sequence !== null)
    for (const text of ['P-1-1', detail.number]) {
      expect(unwrap(await again.call('queue.search', { text })).rows.map(({ id }) => id), text).toEqual([registered.requestId])
    }
  })

  it('brings a stale transition back to its author, who does it again or drops it', async () => {
    const { central, desk } = await office()
    const { code } = await central.issueEnrolmentCode()
    const other = closing(await openTestDesk(folder('desk2'), central.url, { enrolmentCode: code }))
    unwrap(await other.call('session.signIn', { username: 'sef', password: PASSWORD }))
    const registered = await register(desk, 5)
    await settled(desk)
    const seen = await until(() => other.call('request.open', { requestId: registered.requestId }), (result) => result.ok)
    const { request } = unwrap(seen)
    // The first desk goes off the network and withdraws what the supervisor returns in the meantime.
    const port = Number(new URL(central.url).port)
    const first = unwrap(await desk.call('request.open', { requestId: registered.requestId }))
    await central.close()
    unwrap(await desk.call('request.withdraw', { requestId: registered.requestId, revision: first.request.revision, explanation: 'la cerere' }))
    const reopened = closing(await centralWithPeople(central.dataDir, port))
    void reopened
    // Whoever comes first is right: here the other desk, whose sync is awake.
    const outcome = await Promise.all([
      other.call('sync.now', {}).then(() => other.call('request.return', { requestId: request.id, revision: request.revision, missing: ['proof-of-capacity'], explanation: 'lipsește dovada' })),
      desk.call('sync.now', {}),
    ])
    await settled(desk)
    await settled(other)
    const lists = [unwrap(await desk.call('decisions.list', {})), unwrap(await other.call('decisions.list', {}))]
    const refusedAtOther = !outcome[0].ok
    if (refusedAtOther) {
      expect(outcome[0]).toMatchObject({ ok: false })
      expect(lists[0]).toEqual([])
    } else {
      expect(lists[0]).toHaveLength(1)
      expect(lists[0]?.[0]).toMatchObject({ kind: 'withdraw-request', problem: { code: 'request.stale' }, seen: { revision: first.request.revision }, current: { state: 'returned' } })
      expect(unwrap(await desk.call('queue.search', { text: registered.number })).rows[0]).toMatchObject({ needsDecision: true, state: 'returned' })
      unwrap(await desk.call('decisions.resolve', { commandId: lists[0]?.[0]?.commandId ?? '', resolution: 'again' }))
      await settled(desk)
      const after = await until(() => desk.call('request.open', { requestId: registered.requestId }).then(unwrap), ({ pending }) => pending.length === 0)
      expect(after.request.state).toBe('withdrawn')
    }
    expect(unwrap(await desk.call('decisions.list', {}))).toEqual([])
  })
})
