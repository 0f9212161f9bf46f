/**
 * The record of a print names the bytes that were sent to the printer in that attempt, even if the desk would print
 * other bytes by the time of the confirmation.
 */
import { createHash } from 'node:crypto'
import path from 'node:path'
import { expect, it } from 'vitest'
import type { Desk, DeskOptions } from '../../src/desk/desk.ts'
import type { Printer } from '../../src/devices/printer/printer.ts'
import { problem } from '../../src/domain/problem.ts'
import { ask } from '../../src/office/main-job/asking.ts'
import { fictionalCnp } from '../support/central/office.ts'
import { centralWithPeople, openTestDesk, PASSWORD } from '../support/desk-and-central.ts'
import { faultyProxy } from '../support/faulty-proxy.ts'
import { contentFor, register } from '../support/registering.ts'
import { undoing } from '../support/undoing.ts'
import { until } from '../support/until.ts'

const { cleanup, folder } = undoing()

/** A printer that stores what it receives, and answers as the test sets. */
function printerOf() {
  const printer = {
    name: 'Ghișeul 3',
    kind: 'ipp' as const,
    sent: [] as string[],
    answer: 'printer.unconfirmed' as 'printer.unconfirmed' | 'printer.failed' | null,
    state: () => Promise.resolve({ ready: true, reasons: [] }),
    print: (pdf: Uint8Array) => {
      printer.sent.push(createHash('sha256').update(pdf).digest('hex'))
      return Promise.resolve(
        printer.answer === null
          ? { ok: true as const, value: { jobId: '1', state: 'printed' as const } }
          : {
              ok: false as const,
              problem:
                printer.answer === 'printer.failed'
                  ? problem('printer.failed', { reason: 'out-of-paper' })
                  : problem('printer.unconfirmed', { printer: printer.name }),
            },
      )
    },
  }
  return printer satisfies Printer
}

async function office(more: Partial<DeskOptions> = {}) {
  const centralFolder = folder('central')
  let central = await centralWithPeople(centralFolder, 0, Date.now, true)
  cleanup.push(() => central.close())
  const proxy = await faultyProxy(() => central.url)
  cleanup.push(() => proxy.close())
  const printer = printerOf()
  const { code } = await central.issueEnrolmentCode()
  const deskFolder = path.join(folder('desk'), 'data')
  let desk: Desk & { close: () => Promise<void> }
  const open = async () => {
    desk = await openTestDesk(deskFolder, proxy.url, { enrolmentCode: code, printer, ...more })
    await ask(desk, 'session.signIn', { username: 'ana', password: PASSWORD })
    return desk
  }
  await open()
  cleanup.push(() => desk.close())
  const state = (wanted: 'online' | 'offline') =>
    until(
      async () => desk.call('sync.now', {}).then(() => ask(desk, 'sync.status', {})),
      ({ queued, state: now }) => now === wanted && (wanted === 'offline' || queued === 0),
    )
  await state('online')
  return {
    printer,
    desk: () => desk,
    goOffline: async () => {
      proxy.mode = 'refuse'
      await state('offline')
    },
    goOnline: async () => {
      proxy.mode = 'pass'
      // A new connection, because the proxy has broken the earlier ones.
      await central.close()
      central = await centralWithPeople(centralFolder, 0, Date.now, true)
      await state('online')
    },
    reopen: async () => {
      await desk.close()
      await open()
    },
    /** The prints recorded at the central store. */
    recorded: async (requestId: string, count: number) => {
      const found = await until(
        async () => {
          await desk.call('sync.now', {})
          return ask(desk, 'request.open', { requestId })
        },
        ({ request, pending }) =>
          pending.length === 0 && request.timeline.filter(({ act }) => act === 'record-print').length === count,
      )
      return found.request.timeline.flatMap(({ act, facts }) => (act === 'record-print' ? [facts] : []))
    },
  }
}

const registerAs = (desk: Desk, n: number) => register(desk, contentFor({ cnp: fictionalCnp(n) }))
const proof = (requestId: string) => ({ requestId, paper: 'proof-of-registration' as const })

it('records the paper that was sent, not the one that would be printed at the confirmation; also after a restart', async () => {
  const { printer, desk, goOffline, goOnline, reopen, recorded } = await office()
  await goOffline()
  const { requestId } = await registerAs(desk(), 1)
  expect(await ask(desk(), 'paper.print', proof(requestId))).toMatchObject({ problem: { code: 'printer.unconfirmed' } })
  await reopen()
  await goOnline()
  // Opened offline, the session has no token: the bar asks for the password.
  await ask(desk(), 'session.unlock', { password: PASSWORD })
  // By now the central store would seal the paper, with other bytes than those that were sent.
  const now = await until(
    () => ask(desk(), 'paper.preview', proof(requestId)),
    ({ sealed }) => sealed,
  )
  expect(now.sha256).not.toBe(printer.sent[0])
  await ask(desk(), 'paper.confirmPrinted', proof(requestId))
  expect(await recorded(requestId, 1)).toMatchObject([{ sha256: printer.sent[0], duplicate: false }])
  expect(printer.sent).toHaveLength(1)
  expect(await ask(desk(), 'paper.waiting', {})).toEqual([])
  // It is confirmed once.
  expect(await desk().call('paper.confirmPrinted', proof(requestId))).toMatchObject({
    ok: false,
    problem: { code: 'paper.not-sent' },
  })
})

it('cannot be confirmed where nothing was sent, or certainly nothing was printed', async () => {
  const { printer, desk } = await office()
  const { requestId } = await registerAs(desk(), 2)
  const refused = { ok: false, problem: { code: 'paper.not-sent' } }
  expect(await desk().call('paper.confirmPrinted', proof(requestId))).toMatchObject(refused)
  printer.answer = 'printer.failed'
  await ask(desk(), 'paper.print', proof(requestId))
  expect(await ask(desk(), 'paper.waiting', {})).toMatchObject([{ tried: { mayBeOut: false } }])
  expect(await desk().call('paper.confirmPrinted', proof(requestId))).toMatchObject(refused)
})

it('keeps an attempt that may have printed when the next one certainly did not', async () => {
  const { printer, desk, goOffline, goOnline, recorded } = await office()
  await goOffline()
  const { requestId } = await registerAs(desk(), 3)
  await ask(desk(), 'paper.print', proof(requestId))
  await goOnline()
  await until(
    () => ask(desk(), 'paper.preview', proof(requestId)),
    ({ sealed }) => sealed,
  )
  printer.answer = 'printer.failed'
  await ask(desk(), 'paper.print', proof(requestId))
  expect(printer.sent[1]).not.toBe(printer.sent[0])
  expect(await ask(desk(), 'paper.waiting', {})).toMatchObject([{ tried: { mayBeOut: true } }])
  await ask(desk(), 'paper.confirmPrinted', proof(requestId))
  expect(await recorded(requestId, 1)).toMatchObject([{ sha256: printer.sent[0] }])
})

it('stays in the list, to be confirmed again, when its record is refused', async () => {
  const disk = { free: Infinity }
  const { printer, desk, recorded } = await office({ freeBytes: () => disk.free })
  printer.answer = null
  const { requestId } = await registerAs(desk(), 4)
  disk.free = 0
  expect(await ask(desk(), 'paper.print', proof(requestId))).toMatchObject({
    state: 'printed',
    problem: { code: 'disk.full' },
  })
  expect(await ask(desk(), 'paper.waiting', {})).toMatchObject([
    { requestId, tried: { problem: { code: 'disk.full' }, mayBeOut: true } },
  ])
  // After another refusal it still stays.
  expect(await desk().call('paper.confirmPrinted', proof(requestId))).toMatchObject({ ok: false })
  expect(await ask(desk(), 'paper.waiting', {})).toMatchObject([{ requestId, tried: { mayBeOut: true } }])
  disk.free = Infinity
  await ask(desk(), 'paper.confirmPrinted', proof(requestId))
  expect(await ask(desk(), 'paper.waiting', {})).toEqual([])
  expect(await recorded(requestId, 1)).toMatchObject([{ sha256: printer.sent[0] }])
})
