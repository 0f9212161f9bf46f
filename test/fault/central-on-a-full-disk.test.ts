/**
 * The disk of a real central store runs full while workstations push and upload, at several amounts of room. Every
 * answer is true, nothing files is lost, nothing is half there, and work goes on without a restart.
 */
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { v7 } from 'uuid'
import { verifyAudit } from '../../src/central/audit/verify-audit.ts'
import { damagedAttachments } from '../../src/central/integrity/check-files.ts'
import { filesOf } from '../../src/central/folder/store-folder.ts'
import type { CommandEnvelope } from '../../src/protocol/commands.ts'
import { fictionalCnp } from '../support/central/office.ts'
import {
  type Answer,
  enrolWorkstation,
  type Granted,
  sha256,
  type Workstation,
} from '../support/central/workstation.ts'
import { centralWithPeople, openTestDesk, PASSWORD } from '../support/desk-and-central.ts'
import { contentFor, register, tintedPage } from '../support/registering.ts'
import { waysToFill } from '../support/small-disk.ts'
import { undoing } from '../support/undoing.ts'
import { until } from '../support/until.ts'
import { unwrap } from '../support/unwrap.ts'
import type { Desk } from '../../src/desk/desk.ts'

/** Bytes left: nothing, less than a page of the log, and an amount at which a batch or a file is interrupted. */
const ROOM = [0, 3_000, 160_000]
const PART = 48 * 1024

const { cleanup, folder } = undoing(afterAll)
const statusOf = (desk: Desk) => desk.call('sync.status', {}).then(unwrap)

/** A workstation that makes its calls itself, and keeps what it was answered. */
class Sender {
  readonly answers = new Set<string>()
  readonly files: { file: string; bytes: Buffer; received: number }[] = []
  pending: CommandEnvelope[] = []
  readonly applied: string[] = []
  readonly desk: Workstation
  readonly session: Granted
  constructor(desk: Workstation, session: Granted) {
    this.desk = desk
    this.session = session
  }
  private note({ status, result }: Answer<unknown>): void {
    this.answers.add(result.ok ? 'ok' : `${String(status)} ${result.problem.code}`)
  }
  /** Sends the next part of a file; returns whether it was taken. */
  async part(of: { file: string; bytes: Buffer; received: number }): Promise<boolean> {
    const { file, bytes, received } = of
    const query = `sessionId=${this.session.sessionId}&offset=${String(received)}&size=${String(bytes.length)}`
    const answer = await this.desk.call<{ received: number }>('PUT', `/v1/attachments/${file}?${query}`, {
      bytes: bytes.subarray(received, received + PART),
    })
    this.note(answer)
    if (answer.result.ok) of.received = answer.result.value.received
    return answer.result.ok
  }
  begin() {
    const bytes = randomBytes(4 * PART)
    const file = { file: sha256(bytes), bytes, received: 0 }
    this.files.push(file)
    return file
  }
  /** Pushes everything that has no receipt, as a desk does. */
  async push(): Promise<boolean> {
    const answer = await this.desk.push(this.pending, { session: this.session })
    this.note(answer)
    if (!answer.result.ok) return false
    for (const receipt of answer.result.value.receipts) {
      expect(receipt.outcome).toBe('applied')
      this.applied.push(receipt.commandId)
    }
    this.pending = []
    return true
  }
  /** Sends notes and parts until one of each was refused; returns what the last of each was answered. */
  async useUp(aggregateId: string) {
    let [files, pushes] = [true, true]
    for (let n = 0; n < 60 && (files || pushes); n++) {
      this.addNote(aggregateId)
      pushes = await this.push()
      const open = this.files.find(({ bytes, received }) => received < bytes.length)
      files = await this.part(open ?? this.begin())
    }
    return { files, pushes }
  }
  /** What the store has of every file is what it acknowledged. */
  async expectStates(): Promise<void> {
    for (const { file, bytes, received } of this.files) {
      const state = await this.desk.must<{ received: number }>('GET', `/v1/attachments/${file}/state`)
      // After its last part a file is whole and waits for its row, which any further part adds.
      const mayBeWhole = received < bytes.length && received + PART >= bytes.length
      expect([received, ...(mayBeWhole ? [0] : [])]).toContain(state.received)
    }
  }
  /** Sends all that was refused. */
  async sendRest(): Promise<void> {
    expect(await this.push()).toBe(true)
    for (const file of this.files) while (file.received < file.bytes.length) expect(await this.part(file)).toBe(true)
  }
  addNote(aggregateId: string): void {
    const payload = { noteId: v7(), text: 'Se completează dosarul. '.repeat(60).trim() }
    this.pending.push(this.desk.command({ kind: 'add-note', aggregateId, payload, session: this.session }))
  }
}

/** Everything shown as registered and everything acknowledged is there once, whole. */
async function expectKept(dataDir: string, shown: readonly string[], sender: Sender): Promise<void> {
  const after = await centralWithPeople(dataDir, 0, Date.now, true)
  cleanup.push(() => after.close())
  expect(await verifyAudit(after.store.read)).toMatchObject({ intact: true })
  expect(await damagedAttachments(after.store, filesOf(dataDir).attachments, true)).toEqual([])
  const stored = await after.store.read(async (db) => ({
    requests: (await db.selectFrom('request').select('id').execute()).map(({ id }) => id),
    applied: (await db.selectFrom('command_receipt').select('command_id').execute()).map(
      ({ command_id }) => command_id,
    ),
    files: (await db.selectFrom('attachment_file').select('sha256').execute()).map(({ sha256 }) => sha256),
  }))
  expect(stored.requests.toSorted()).toEqual(shown.toSorted())
  expect(sender.applied.filter((id) => !stored.applied.includes(id))).toEqual([])
  expect(new Set(sender.applied).size).toBe(sender.applied.length)
  expect(sender.files.filter(({ file }) => !stored.files.includes(file))).toEqual([])
}

const source = folder('source')
let codes: string[] = []
beforeAll(async () => {
  const central = await centralWithPeople(source, 0, Date.now, true)
  codes = []
  for (let n = 0; n < 4; n++) codes.push((await central.issueEnrolmentCode()).code)
  await central.close()
}, 60_000)

describe.each(waysToFill(tmpdir()))('%s', (_way, filling) => {
  test('is answered truly, loses and halves nothing, and is over as soon as there is room', async () => {
    const disk = await filling.start(source, folder('work'))
    cleanup.push(() => (disk.serves() ? disk.stop() : null))
    const { fill, free, url } = disk
    const [deskCode = '', senderCode = ''] = codes
    const desk = await openTestDesk(folder('desk'), url, { enrolmentCode: deskCode })
    let isOpen = true
    cleanup.push(() => (isOpen ? desk.close() : null))
    unwrap(await desk.call('session.signIn', { username: 'ana', password: PASSWORD }))
    await until(
      () => statusOf(desk),
      ({ state, numbersLeft }) => state === 'online' && numbersLeft > 0,
    )
    let people = 0
    const shown: string[] = []
    const registerOne = async () => {
      people += 1
      const content = contentFor({
        surname: 'Țîru',
        givenNames: `Ștefana ${'I'.repeat(people)}`,
        cnp: fictionalCnp(people),
      })
      shown.push((await register(desk, content, await tintedPage(people * 7))).requestId)
    }
    const settled = () =>
      until(
        async () => {
          const status = await statusOf(desk)
          if (status.queued > 0) await desk.call('sync.now', {})
          return status
        },
        ({ queued, state }) => queued === 0 && state === 'online',
      )
    await registerOne()
    await settled()
    const workstation = await enrolWorkstation(url, senderCode)
    const sender = new Sender(workstation, await workstation.signIn('ion', PASSWORD))
    const [first = ''] = shown

    for (const room of ROOM) {
      fill(room)
      expect([room, await sender.useUp(first)]).toEqual([room, { files: false, pushes: false }])
      for (let n = 0; n < 2; n++) await registerOne()
      unwrap(await desk.call('sync.now', {}))
      const stopped = await until(
        () => statusOf(desk),
        ({ state }) => state === 'stopped',
      )
      expect(stopped).toMatchObject({ stoppedBy: { code: filling.refusal.slice(4) }, parked: 0, decisions: 0 })
      expect(stopped.queued).toBeGreaterThan(0)
      // What is there can be read.
      const { status } = await workstation.call('GET', `/v1/pull?cursor=0&limit=10&protocol=2`)
      expect(status).toBe(200)
      await sender.expectStates()
      free()
      // The same process goes on, and takes what it had refused.
      expect(disk.serves()).toBe(true)
      await settled()
      await sender.sendRest()
    }
    expect([...sender.answers].toSorted()).toEqual([filling.refusal, 'ok'])
    isOpen = false
    await desk.close()
    expect(await disk.stop()).toBe(0)

    await expectKept(disk.folder, shown, sender)
  }, 600_000)
})
