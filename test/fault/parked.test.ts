/**
 * An act that the central store cannot apply, seen from the desks: it is shown to its author, listed for the
 * supervisor, resolved, and reaches the desks by the ordinary sync.
 */
import { rmSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Central } from '../../src/central/central.ts'
import type { Desk } from '../../src/desk/desk.ts'
import { breakInserts, mendInserts } from '../support/central/fault.ts'
import { revertContent } from '../support/revert-content.ts'
import { centralWithPeople, openTestDesk, PASSWORD } from '../support/desk-and-central.ts'
import { undoing } from '../support/undoing.ts'
import { unwrap } from '../support/unwrap.ts'

const { cleanup, folder } = undoing()
const TIMEOUT = { timeout: 20_000 }

let central: Central
let centralFolder: string
let deskFolder: string
let counter: Desk
let office: Desk
let requestId: string

async function open(name: string, username: string): Promise<Desk> {
  const { code } = await central.issueEnrolmentCode()
  const desk = await openTestDesk(name, central.url, { enrolmentCode: code })
  unwrap(await desk.call('session.signIn', { username, password: PASSWORD }))
  return desk
}
const detail = async (desk: Desk) => unwrap(await desk.call('request.open', { requestId }))
const held = async (desk: Desk) => unwrap(await desk.call('queue.counts', {})).held
const note = async (text: string) => unwrap(await counter.call('request.note', { requestId, text }))
const waitUntilParked = () =>
  expect.poll(async () => unwrap(await counter.call('sync.status', {})).parked, TIMEOUT).toBeGreaterThan(0)

beforeEach(async () => {
  centralFolder = folder('central')
  deskFolder = folder('desk')
  central = await centralWithPeople(centralFolder)
  cleanup.push(() => central.close())
  counter = await open(deskFolder, 'ana')
  cleanup.push(() => counter.close())
  office = await open(folder('office'), 'sef')
  cleanup.push(() => office.close())
  const draft = unwrap(await counter.call('draft.current', {}))
  requestId = unwrap(await counter.call('draft.register', { draftId: draft.id, content: revertContent(1) })).requestId
  await expect.poll(async () => (await office.call('request.open', { requestId })).ok, TIMEOUT).toBe(true)
  breakInserts(centralFolder, 'note')
})

describe('an act held at the central store', () => {
  it("is shown at every desk, run again by a supervisor once the cause is fixed, and no longer pending at its author's desk", async () => {
    await note('prima')
    await note('a doua')
    await waitUntilParked()
    // The second act is held a moment after the first.
    await expect
      .poll(() => detail(counter), TIMEOUT)
      .toMatchObject({
        held: true,
        pending: [{ state: 'parked' }, { state: 'parked' }],
        request: { notes: [{ text: 'prima' }, { text: 'a doua' }] },
      })
    await expect.poll(() => held(office), TIMEOUT).toBe(1)
    expect((await detail(office)).held).toBe(true)
    const [first, second] = unwrap(await office.call('parked.list', {}))
    expect([first?.first, second?.first, first?.payload]).toMatchObject([true, false, { text: 'prima' }])
    expect(await counter.call('parked.list', {})).toMatchObject({ problem: { code: 'right.missing' } })

    const resolve = () =>
      office.call('parked.resolve', { commandId: first?.commandId ?? '', resolution: { act: 'run' } })
    expect(unwrap(await resolve()).outcomes).toMatchObject([{ outcome: 'parked' }])
    mendInserts(centralFolder, 'note')
    expect(unwrap(await resolve()).outcomes).toMatchObject([{ outcome: 'applied' }, { outcome: 'applied' }])
    for (const desk of [counter, office]) {
      await expect.poll(() => held(desk), TIMEOUT).toBe(0)
      await expect
        .poll(async () => (await detail(desk)).request.notes.map(({ text }) => text), TIMEOUT)
        .toEqual(['prima', 'a doua'])
    }
    expect(await detail(counter)).toMatchObject({ held: false, pending: [] })
    expect(unwrap(await counter.call('sync.status', {}))).toMatchObject({ parked: 0, queued: 0, decisions: 0 })
  })

  it('goes back to its author when refused, with the reason', async () => {
    await note('prima')
    await waitUntilParked()
    const [first] = unwrap(await office.call('parked.list', {}))
    unwrap(
      await office.call('parked.resolve', {
        commandId: first?.commandId ?? '',
        resolution: { act: 'refuse', reason: 'nu este despre această persoană' },
      }),
    )
    await expect
      .poll(async () => unwrap(await counter.call('decisions.list', {})), TIMEOUT)
      .toMatchObject([
        {
          kind: 'add-note',
          problem: { code: 'command.refused', details: { reason: 'nu este despre această persoană', by: 'Vlad Sava' } },
        },
      ])
    expect(await detail(counter)).toMatchObject({ held: false, pending: [], request: { notes: [] } })
    expect(await held(office)).toBe(0)
    // Repeated by its author, it is a new act like any other.
    mendInserts(centralFolder, 'note')
    unwrap(await counter.call('decisions.resolve', { commandId: first?.commandId ?? '', resolution: 'again' }))
    await expect.poll(async () => (await detail(office)).request.notes.length, TIMEOUT).toBe(1)
  })

  it('also reaches a desk that was closed, or lost its cache, meanwhile', async () => {
    await note('prima')
    await waitUntilParked()
    const [first] = unwrap(await office.call('parked.list', {}))
    await counter.close()
    mendInserts(centralFolder, 'note')
    unwrap(await office.call('parked.resolve', { commandId: first?.commandId ?? '', resolution: { act: 'run' } }))
    const again = async () => {
      counter = await openTestDesk(deskFolder, central.url)
      unwrap(await counter.call('session.signIn', { username: 'ana', password: PASSWORD }))
      await expect.poll(async () => (await counter.call('request.open', { requestId })).ok, TIMEOUT).toBe(true)
      await expect.poll(async () => (await detail(counter)).pending, TIMEOUT).toEqual([])
      expect((await detail(counter)).request.notes).toMatchObject([{ text: 'prima' }])
      expect(unwrap(await counter.call('sync.outbox', { states: ['queued', 'sent', 'parked', 'rejected'] }))).toEqual(
        [],
      )
    }
    await again()
    await counter.close()
    for (const file of ['cache.db', 'cache.db-wal', 'cache.db-shm'])
      rmSync(path.join(deskFolder, file), { force: true })
    await again()
  })
})
