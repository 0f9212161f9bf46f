/** Real desks against the real central store, with injected faults. */
import { describe, expect, it } from 'vitest'
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { openCache } from '../../src/desk/cache/open-cache.ts'
import type { Central } from '../../src/central/central.ts'
import type { Desk, DeskOptions } from '../../src/desk/desk.ts'
import { type JournalDisk, lookIntoJournal, realDisk } from '../../src/desk/journal/journal.ts'
import { type FaultyProxy, faultyProxy } from '../support/faulty-proxy.ts'
import { fictionalCnp } from '../support/central/office.ts'
import { centralWithPeople, openTestDesk, PASSWORD } from '../support/desk-and-central.ts'
import { keysOf } from '../support/keys-of.ts'
import { contentFor, register, tintedPage } from '../support/registering.ts'
import { undoing } from '../support/undoing.ts'
import { until } from '../support/until.ts'
import { unwrap } from '../support/unwrap.ts'

const { cleanup, folder } = undoing()
const closing = <T extends { close(): Promise<void> }>(thing: T): T => {
  // Closing again what a test has already closed is harmless.
  cleanup.push(() => thing.close().catch(() => undefined))
  return thing
}

const contentOf = (n: number) =>
  contentFor({ surname: 'Țîru', givenNames: `Ștefana ${String(n)}`, cnp: fictionalCnp(n) })
const registerAs = async (desk: Desk, n: number) => register(desk, contentOf(n), await tintedPage(n))
const settled = (desk: Desk) =>
  until(
    () => desk.call('sync.status', {}).then(unwrap),
    (status) => status.queued === 0 && status.state === 'online',
  )

/** Syncs, and waits until the desk shows exactly these requests, all confirmed. */
async function confirmsAll(desk: Desk, requestIds: readonly string[]): Promise<void> {
  unwrap(await desk.call('sync.now', {}))
  await settled(desk)
  const { rows } = await until(
    () => desk.call('queue.search', {}).then(unwrap),
    ({ rows: all }) => all.length === requestIds.length && all.every(({ pending }) => !pending),
  )
  expect(rows.map(({ id }) => id).sort()).toEqual([...requestIds].sort())
}

interface TestCentral extends Central {
  dataDir: string
}
async function office(
  more: Partial<DeskOptions> = {},
): Promise<{ central: TestCentral; desk: Desk; deskFolder: string; proxy: FaultyProxy }> {
  const dataDir = folder('central')
  const central = Object.assign(closing(await centralWithPeople(dataDir)), { dataDir })
  const proxy = closing(await faultyProxy(() => central.url))
  const { code } = await central.issueEnrolmentCode()
  const deskFolder = folder('desk')
  const desk = closing(await openTestDesk(deskFolder, proxy.url, { enrolmentCode: code, ...more }))
  unwrap(await desk.call('session.signIn', { username: 'ana', password: PASSWORD }))
  await settled(desk)
  return { central, desk, deskFolder, proxy }
}

/** What the execution of an anonymisation puts into the feed. */
const reportErasure = (central: Central, requestId: string) =>
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

// The injected faults are random: kill times, ports, ids. FC_RUNS sets the rounds of the kill loop.
describe('a desk and the central store', () => {
  it('registers with a real number, and the confirmed request equals the predicted one', async () => {
    const { desk } = await office()
    const registered = await registerAs(desk, 1)
    expect(registered).toMatchObject({ provisional: false, pending: true, missing: [], state: 'in_review' })
    const predicted = unwrap(await desk.call('request.open', { requestId: registered.requestId }))
    await settled(desk)
    const confirmed = await until(
      () => desk.call('request.open', { requestId: registered.requestId }).then(unwrap),
      (detail) => detail.pending.length === 0,
    )
    const plain = ({ request }: typeof confirmed) => ({
      ...request,
      timeline: request.timeline.map(({ facts: _facts, ...entry }) => entry),
    })
    expect(plain(confirmed)).toEqual(plain(predicted))
    expect(confirmed.number).toBe(registered.number)
  })

  it('opens before its central store runs, and is enrolled as soon as it is notified that the store is ready', async () => {
    const dataDir = folder('central')
    const before = await centralWithPeople(dataDir)
    const port = Number(new URL(before.url).port)
    const { code } = await before.issueEnrolmentCode()
    await before.close()
    const desk = closing(
      await openTestDesk(folder('desk'), before.url, {
        random: (length) => (length === 6 ? Buffer.alloc(6, 0xff) : randomBytes(length)),
      }),
    )
    await until(
      () => desk.call('sync.status', {}).then(unwrap),
      ({ state }) => state === 'offline',
    )
    closing(await centralWithPeople(dataDir, port))
    desk.centralReady(code)
    expect(
      await until(
        () => desk.call('sync.status', {}).then(unwrap),
        ({ state, numbersLeft }) => state === 'online' && numbersLeft > 0,
        4_000,
      ),
    ).toMatchObject({ queued: 0 })
    expect(unwrap(await desk.call('session.signIn', { username: 'ana', password: PASSWORD }))).toMatchObject({
      offline: false,
    })
  })

  it('sends what is queued at once when a person reaches the central store again, without waiting for the back-off', async () => {
    // The back-off uses its longest delays: after the failures below it would not retry for a quarter of a minute.
    const { desk, proxy } = await office({
      random: (length) => (length === 6 ? Buffer.alloc(6, 0xff) : randomBytes(length)),
    })
    Object.assign(proxy, { mode: 'refuse', only: /./, skip: 0, times: Infinity })
    await registerAs(desk, 7)
    for (let failures = 0; failures < 4; failures++) await desk.call('sync.now', {})
    const waiting = await until(
      () => desk.call('sync.status', {}).then(unwrap),
      ({ state }) => state === 'offline',
    )
    expect(Date.parse(waiting.nextTryAt ?? '') - Date.now()).toBeGreaterThan(5_000)
    proxy.mode = 'pass'
    expect(unwrap(await desk.call('holder.lookUp', { cnp: fictionalCnp(7) }))).toMatchObject({ known: false })
    expect(
      await until(
        () => desk.call('sync.status', {}).then(unwrap),
        ({ queued, state }) => queued === 0 && state === 'online',
        3_000,
      ),
    ).toMatchObject({ queued: 0 })
  })

  it('registers without the central store, prints the proof, and everything arrives once when it is back', async () => {
    const { central, desk } = await office()
    const port = Number(new URL(central.url).port)
    const centralFolder = central.dataDir
    await central.close()
    const offline = await Promise.all([registerAs(desk, 2)])
    offline.push(await registerAs(desk, 3))
    expect(offline.map(({ provisional }) => provisional)).toEqual([false, false])
    const printed = unwrap(
      await desk.call('paper.print', { requestId: offline[0]?.requestId ?? '', paper: 'proof-of-registration' }),
    )
    expect(printed).toMatchObject({ state: 'printed', duplicate: false })
    expect(
      unwrap(
        await desk.call('paper.print', { requestId: offline[0]?.requestId ?? '', paper: 'proof-of-registration' }),
      ),
    ).toMatchObject({ duplicate: true })
    expect(
      unwrap(await desk.call('request.open', { requestId: offline[0]?.requestId ?? '' })).actions.find(
        ({ action }) => action === 'approve',
      )?.refusal,
    ).not.toBeNull()
    closing(await centralWithPeople(centralFolder, port))
    unwrap(await desk.call('sync.now', {}))
    await settled(desk)
    for (const { requestId, number } of offline) {
      const detail = await until(
        () => desk.call('request.open', { requestId }).then(unwrap),
        ({ pending }) => pending.length === 0,
      )
      expect(detail.number).toBe(number)
      expect(detail.request.version).toBeGreaterThan(3)
    }
    const detail = unwrap(await desk.call('request.open', { requestId: offline[0]?.requestId ?? '' }))
    expect(detail.papers.find(({ paper }) => paper === 'proof-of-registration')?.printed).toBe(2)
  })

  it('gives a provisional number when the block is used up, and finds the request under both numbers afterwards', async () => {
    const { central, desk, deskFolder } = await office()
    const port = Number(new URL(central.url).port)
    await desk.close()
    await central.close()
    const db = openCache(path.join(deskFolder, 'cache.db'), (await keysOf(deskFolder)).cache)
    db.exec('UPDATE number_block SET next_n = to_n + 1')
    db.close()
    const again = closing(await openTestDesk(deskFolder, central.url))
    expect(unwrap(await again.call('session.signIn', { username: 'ana', password: PASSWORD }))).toMatchObject({
      state: 'open',
      offline: true,
    })
    const registered = await registerAs(again, 4)
    expect(registered).toMatchObject({ provisional: true, number: 'P-1-1' })
    closing(await centralWithPeople(central.dataDir, port))
    unwrap(await again.call('sync.now', {}))
    const detail = await until(
      () => again.call('request.open', { requestId: registered.requestId }).then(unwrap),
      ({ pending, request }) => pending.length === 0 && request.registration.sequence !== null,
    )
    for (const text of ['P-1-1', detail.number]) {
      expect(
        unwrap(await again.call('queue.search', { text })).rows.map(({ id }) => id),
        text,
      ).toEqual([registered.requestId])
    }
  })

  it('returns a stale transition to its author, who does it again or discards it; also at a desk with a wrong clock', async () => {
    // A clock one day ahead, which sees all acts of the others in the past.
    const { central, desk, proxy } = await office({ clock: () => Date.now() + 24 * 60 * 60_000 })
    const { code } = await central.issueEnrolmentCode()
    const other = closing(await openTestDesk(folder('desk2'), central.url, { enrolmentCode: code }))
    unwrap(await other.call('session.signIn', { username: 'sef', password: PASSWORD }))
    for (const resolution of ['again', 'drop'] as const) {
      const registered = await registerAs(desk, resolution === 'again' ? 5 : 6)
      await settled(desk)
      const { request } = unwrap(
        await until(
          () => other.call('request.open', { requestId: registered.requestId }),
          (result) => result.ok && result.value.request.state === 'in_review',
        ),
      )
      const { revision } = unwrap(
        await until(
          () => desk.call('request.open', { requestId: registered.requestId }),
          (result) => result.ok && result.value.pending.length === 0,
        ),
      ).request
      // The first desk loses the network and withdraws the request, which the supervisor returns in the meantime.
      proxy.mode = 'refuse'
      unwrap(
        await desk.call('request.withdraw', {
          requestId: registered.requestId,
          revision,
          how: 'in-writing',
          explanation: 'la cerere',
        }),
      )
      unwrap(
        await other.call('request.return', {
          requestId: request.id,
          revision: request.revision,
          missing: ['proof-of-capacity'],
          explanation: 'lipsește dovada',
        }),
      )
      await settled(other)
      proxy.mode = 'pass'
      unwrap(await desk.call('sync.now', {}))
      const [decision, ...rest] = await until(
        () => desk.call('decisions.list', {}).then(unwrap),
        (list) => list.length > 0,
      )
      expect(rest).toEqual([])
      expect(decision).toMatchObject({
        kind: 'withdraw-request',
        problem: { code: 'request.stale' },
        seen: { revision, state: 'in_review' },
      })
      // The moment is by the common clock, like the one beside it.
      expect(Math.abs(Date.parse(decision?.at ?? '') - Date.now())).toBeLessThan(10 * 60_000)
      await until(
        () => desk.call('decisions.list', {}).then(unwrap),
        ([one]) => one?.current?.state === 'returned',
      )
      expect(unwrap(await desk.call('queue.search', { text: registered.number })).rows[0]).toMatchObject({
        needsDecision: true,
        state: 'returned',
      })
      const current = (await desk.call('decisions.list', {}).then(unwrap))[0]?.current?.revision ?? 0
      // An act that nobody has seen is not repeated.
      if (resolution === 'again')
        expect(
          await desk.call('decisions.resolve', { commandId: decision?.commandId ?? '', resolution, seen: current + 1 }),
        ).toMatchObject({ ok: false, problem: { code: 'request.stale' } })
      unwrap(await desk.call('decisions.resolve', { commandId: decision?.commandId ?? '', resolution, seen: current }))
      await settled(desk)
      const after = await until(
        () => desk.call('request.open', { requestId: registered.requestId }).then(unwrap),
        ({ pending }) => pending.length === 0,
      )
      expect(after.request.state).toBe(resolution === 'again' ? 'withdrawn' : 'returned')
      expect(unwrap(await desk.call('decisions.list', {}))).toEqual([])
    }
  })

  it.each(['/v1/push', '/v1/pull', '/v1/attachments', '/v1/number-blocks', '/v1/hello'])(
    'continues where it was when %s fails or its reply is cut',
    async (path) => {
      const { central, desk, proxy } = await office()
      const numbers: string[] = []
      for (const mode of ['refuse', 'cut'] as const) {
        proxy.only = new RegExp(`^${path}`)
        proxy.mode = mode
        const registered = await registerAs(desk, 10 + numbers.length)
        numbers.push(registered.number)
        if (path === '/v1/hello' || path === '/v1/number-blocks') await desk.call('sync.now', {})
        else
          await until(
            () => Promise.resolve(proxy.failed.length),
            (failed) => failed > 0,
          )
        proxy.mode = 'pass'
        proxy.failed.length = 0
        unwrap(await desk.call('sync.now', {}))
        await settled(desk)
        const detail = await until(
          () => desk.call('request.open', { requestId: registered.requestId }).then(unwrap),
          ({ pending }) => pending.length === 0,
        )
        expect(detail.request.timeline.map(({ act }) => act)).toEqual([
          'register-request',
          'record-identity-check',
          'attach-document',
          'submit-request',
        ])
      }
      expect(unwrap(await desk.call('sync.outbox', { states: ['queued', 'sent', 'parked', 'rejected'] }))).toEqual([])
      const rows = await central.store.read((db) =>
        db.selectFrom('registration').select(['request_id', 'sequence']).execute(),
      )
      expect(new Set(rows.map(({ sequence }) => sequence)).size).toBe(numbers.length)
      expect(rows).toHaveLength(numbers.length)
    },
  )

  it('shows the right day although its own clock is a day wrong', async () => {
    for (const error of [-86_400_000, 86_400_000]) {
      const { desk } = await office({ clock: () => Date.now() + error })
      const registered = await registerAs(desk, 30)
      expect(Math.abs(Date.parse(registered.registration.at) - Date.now())).toBeLessThan(60_000)
      await settled(desk)
      const status = unwrap(await desk.call('sync.status', {}))
      expect(Math.abs((status.clockOffsetMs ?? 0) - error)).toBeLessThan(5_000)
      expect(unwrap(await desk.call('sync.outbox', { states: ['rejected', 'parked'] }))).toEqual([])
      await desk.close()
    }
  })

  it('refuses on a full disk with nothing changed, and continues when there is space', async () => {
    let full = false
    const noSpace = (): never => {
      throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })
    }
    const disk: JournalDisk = { write: (...all) => (full ? noSpace() : realDisk.write(...all)), flush: realDisk.flush }
    const { desk, deskFolder } = await office({ journalDisk: disk })
    const draft = unwrap(await desk.call('draft.current', {}))
    full = true
    expect(await desk.call('draft.register', { draftId: draft.id, content: contentOf(40) })).toMatchObject({
      ok: false,
      problem: { code: 'disk.full' },
    })
    expect(unwrap(await desk.call('queue.search', {})).total).toBe(0)
    expect(unwrap(await desk.call('draft.open', { draftId: draft.id })).content.holder.surname).toBe('Țîru')
    full = false
    const registered = unwrap(await desk.call('draft.register', { draftId: draft.id, content: contentOf(40) }))
    await settled(desk)
    await desk.close()
    const again = closing(await openTestDesk(deskFolder, 'http://127.0.0.1:9'))
    unwrap(await again.call('session.signIn', { username: 'ana', password: PASSWORD }))
    expect(unwrap(await again.call('queue.search', {})).rows.map(({ id }) => id)).toEqual([registered.requestId])
  })

  it('opens with all its data after its cache was destroyed, from the journal and the central store', async () => {
    const { desk, deskFolder, proxy } = await office()
    const sent = await registerAs(desk, 50)
    await settled(desk)
    proxy.mode = 'refuse'
    const unsent = await registerAs(desk, 51)
    await desk.close()
    const file = path.join(deskFolder, 'cache.db')
    const bytes = readFileSync(file)
    bytes.fill(0x5a, 0, 40_000)
    writeFileSync(file, bytes)
    const again = closing(await openTestDesk(deskFolder, proxy.url))
    expect(unwrap(await again.call('session.signIn', { username: 'ana', password: PASSWORD }))).toMatchObject({
      state: 'open',
      offline: true,
    })
    expect(unwrap(await again.call('request.open', { requestId: unsent.requestId })).pending.length).toBeGreaterThan(0)
    expect(readdirSync(path.join(deskFolder, 'set-aside'))).toHaveLength(1)
    proxy.mode = 'pass'
    await confirmsAll(again, [sent.requestId, unsent.requestId])
    expect((await registerAs(again, 52)).number).not.toBe(unsent.number)
  })

  it('keeps what it has shown as registered after kill -9, once and under its number', async () => {
    const { central, desk, deskFolder } = await office()
    await desk.close()
    const shown: { requestId: string; number: string }[] = []
    const erased: string[] = []
    const rounds = Number(process.env['FC_RUNS'] ?? 6)
    for (let round = 0; round < rounds; round++) {
      const child = spawn(
        process.execPath,
        ['test/support/registering-desk.ts', deskFolder, central.url, String(1 + round * 16)],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      )
      const ended = new Promise((resolve) => child.on('exit', resolve))
      let text = ''
      let lines = 0
      await new Promise<void>((resolve, reject) => {
        child.on('exit', () => reject(new Error('the desk ended by itself')))
        child.stdout.on('data', (chunk: Buffer) => {
          text += chunk.toString()
          lines = text.split('\n').length - 1
          // A different moment after a registration each time: in the journal, in the transaction, or in between.
          if (lines >= 2 + (round % 3)) setTimeout(() => resolve(), round * 1.7)
        })
      })
      child.kill('SIGKILL')
      await ended
      for (const line of text.split('\n').slice(0, -1))
        shown.push(JSON.parse(line) as { requestId: string; number: string })
      // The next process takes the report with its first page, and may be killed before it has deleted anything.
      const subject = shown.at(-1)?.requestId ?? ''
      erased.push(subject)
      await reportErasure(central, subject)
    }
    const again = closing(await openTestDesk(deskFolder, central.url))
    unwrap(await again.call('session.signIn', { username: 'ana', password: PASSWORD }))
    unwrap(await again.call('sync.now', {}))
    await settled(again)
    expect(unwrap(await again.call('sync.outbox', { states: ['queued', 'sent', 'parked', 'rejected'] }))).toEqual([])
    const rows = await central.store.read((db) =>
      db.selectFrom('registration').select(['request_id', 'sequence', 'day']).execute(),
    )
    expect(new Set(rows.map(({ sequence }) => sequence)).size).toBe(rows.length)
    for (const { requestId, number } of shown)
      expect(
        rows
          .filter((row) => row.request_id === requestId)
          .map(({ sequence }) => number.startsWith(`${String(sequence)}/`)),
        number,
      ).toEqual([true])
    expect(shown.length).toBeGreaterThanOrEqual(rounds * 2)
    // Every erasure was completed: no task is left, and neither outbox nor journal has an act of an erased request.
    await again.close()
    const keys = await keysOf(deskFolder)
    const db = openCache(path.join(deskFolder, 'cache.db'), keys.cache)
    const left = db.prepare<[], { id: string }>('SELECT request_id AS id FROM erasure_task').all()
    const kept = db.prepare<[], { id: string }>('SELECT DISTINCT aggregate_id AS id FROM outbox').all()
    db.close()
    const journal = lookIntoJournal(path.join(deskFolder, 'journal', 'journal.bin'), keys.journal)
    const journalled = (journal?.found ?? []).flatMap((record) =>
      record.type === 'acts' ? record.commands.map(({ aggregateId }) => aggregateId) : [],
    )
    expect(left).toEqual([])
    expect([...kept.map(({ id }) => id), ...journalled].filter((id) => erased.includes(id))).toEqual([])
  })

  it('repairs itself when a page of the open cache is damaged', async () => {
    const { desk, deskFolder, proxy } = await office()
    const sent = await registerAs(desk, 60)
    await settled(desk)
    proxy.mode = 'refuse'
    const unsent = await registerAs(desk, 61)
    const draft = unwrap(await desk.call('draft.current', {}))
    unwrap(await desk.call('draft.save', { draftId: draft.id, textVersion: draft.textVersion, content: contentOf(62) }))
    await desk.close()
    // The last pages hold rows, the first the schema. This cache still opens, and fails when it is used.
    const file = path.join(deskFolder, 'cache.db')
    const bytes = readFileSync(file)
    const pages = bytes.length / 8192
    for (let page = 8; page < pages; page += 1) bytes[page * 8192 + 4000] = (bytes[page * 8192 + 4000] ?? 0) ^ 1
    writeFileSync(file, bytes)
    const again = closing(await openTestDesk(deskFolder, proxy.url))
    const opened = () => again.call('session.signIn', { username: 'ana', password: PASSWORD })
    await until(
      async () => (await opened()).ok && (await again.call('request.open', { requestId: unsent.requestId })).ok,
      Boolean,
    )
    proxy.mode = 'pass'
    await confirmsAll(again, [sent.requestId, unsent.requestId])
  })

  it('starts anew when its keys can no longer be opened and a person chooses it, and keeps the old data', async () => {
    const { central, desk, deskFolder, proxy } = await office()
    proxy.mode = 'refuse'
    await registerAs(desk, 80)
    await desk.close()
    for (const name of ['wrapping.key', 'wrapping.copy.key']) {
      const wrapping = path.join(deskFolder, name)
      writeFileSync(wrapping, randomBytes(readFileSync(wrapping).length))
    }
    proxy.mode = 'pass'
    const { code } = await central.issueEnrolmentCode()
    const anew = closing(await openTestDesk(deskFolder, proxy.url, { enrolmentCode: code }))
    expect(unwrap(await anew.call('start.state', {}))).toMatchObject({ cause: 'keys-foreign' })
    expect(existsSync(path.join(deskFolder, 'set-aside'))).toBe(false)
    unwrap(await anew.call('start.beginAnew', {}))
    unwrap(await anew.call('session.signIn', { username: 'ana', password: PASSWORD }))
    expect((await registerAs(anew, 81)).provisional).toBe(false)
    await settled(anew)
    expect(unwrap(await anew.call('incident.list', {})).map(({ kind }) => kind)).toEqual(['began-anew'])
    // Nothing is deleted: a person who still has the old key can restore the old desk.
    const [stamp = ''] = readdirSync(path.join(deskFolder, 'set-aside'))
    expect(readdirSync(path.join(deskFolder, 'set-aside', stamp))).toEqual(
      expect.arrayContaining(['cache.db', 'journal', 'blobs']),
    )
  })

  it('removes every copy of an erased subject from the desk, and keeps the registry entry', async () => {
    const { central, desk, deskFolder } = await office()
    const registered = await registerAs(desk, 70)
    await settled(desk)
    const detail = await until(
      () => desk.call('request.open', { requestId: registered.requestId }).then(unwrap),
      ({ pending }) => pending.length === 0,
    )
    const attachment = detail.request.attachments[0]?.sha256 ?? ''
    expect((await desk.getBytes(attachment)).ok).toBe(true)
    const draft = unwrap(await desk.call('draft.current', {}))
    unwrap(await desk.call('draft.save', { draftId: draft.id, textVersion: draft.textVersion, content: contentOf(70) }))
    const blobs = () => readdirSync(path.join(deskFolder, 'blobs')).length
    const before = blobs()
    const journal = () => readFileSync(path.join(deskFolder, 'journal', 'journal.bin')).length
    const wal = () => statSync(path.join(deskFolder, 'cache.db-wal')).size
    const [journalBefore, walBefore] = [journal(), wal()]
    await reportErasure(central, registered.requestId)
    unwrap(await desk.call('sync.now', {}))
    await until(
      () => Promise.resolve(blobs()),
      (now) => now < before,
    )
    expect(journal()).toBeLessThan(journalBefore)
    expect(unwrap(await desk.call('draft.list', {})).map(({ id }) => id)).not.toContain(draft.id)
    expect(wal()).toBeLessThan(walBefore / 2)
    expect(unwrap(await desk.call('request.open', { requestId: registered.requestId })).number).toBe(registered.number)
    // The chain continues with the next command.
    await registerAs(desk, 71)
    await settled(desk)
    expect(unwrap(await desk.call('sync.outbox', { states: ['rejected', 'parked'] }))).toEqual([])
  })
})
