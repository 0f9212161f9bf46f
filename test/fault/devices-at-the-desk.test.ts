/**
 * Scanner and printer of a real desk: each page is saved when it arrives and survives any failure, and papers that were
 * not printed stay in the list.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Central } from '../../src/central/central.ts'
import type { Desk, DeskOptions } from '../../src/desk/desk.ts'
import type { Printer } from '../../src/devices/printer/printer.ts'
import { type DeskEvent, type ProcedureName } from '../../src/protocol/desk.ts'
import { revertContent } from '../support/revert-content.ts'
import { centralWithPeople, openTestDesk, PASSWORD, temporaryFolder } from '../support/desk-and-central.ts'
import { startEsclServer, type EsclServer } from '../support/escl-server.ts'
import { noisyPage } from '../support/odd-scanner-habits.ts'
import { startOddScanner } from '../support/odd-scanner.ts'

/** Allows for a busy machine; something that never happens still fails. */
const TIMEOUT = { timeout: 30_000 }
const office = temporaryFolder('devices')
let central: Central
let scanner: EsclServer
let n = 0
const codes: string[] = []
beforeAll(async () => {
  central = await centralWithPeople(path.join(office.folder, 'central'))
})
afterAll(async () => {
  await central.close()
  office.remove()
})
beforeEach(async () => {
  scanner = await startEsclServer()
  codes.length = 0
})
afterEach(async () => {
  await scanner.close()
})

const enrolment = async () => {
  n += 1
  return (await central.issueEnrolmentCode()).code
}
async function deskIn(folder: string, more: Partial<DeskOptions> = {}, code?: string): Promise<Desk> {
  const desk = await openTestDesk(folder, central.url, { enrolmentCode: code, ...more })
  const signedIn = await desk.call('session.signIn', { username: 'ana', password: PASSWORD })
  expect(signedIn).toMatchObject({ ok: true })
  return desk
}
const newDesk = async (more: Partial<DeskOptions> = {}) => {
  const folder = path.join(office.folder, `desk-${String(n)}`)
  return { folder, desk: await deskIn(folder, more, await enrolment()) }
}
async function asked<P extends ProcedureName>(desk: Desk, procedure: P, input: Parameters<typeof desk.call<P>>[1]) {
  const result = await desk.call(procedure, input)
  if (!result.ok) throw new Error(`${procedure}: ${result.problem.code}`)
  return result.value
}
const chooseFeeder = async (desk: Desk) => {
  await asked(desk, 'devices.chooseScanner', { scanner: { kind: 'escl', name: 'Ghișeu', url: scanner.url } })
  await asked(desk, 'devices.setScan', { settings: { source: 'feeder', resolution: 300, colour: 'grey', paper: 'a4' } })
}

describe('scanning at the desk', () => {
  it('adds every page to the draft as it arrives, and reports its progress', async () => {
    const { desk } = await newDesk()
    await chooseFeeder(desk)
    const events: DeskEvent[] = []
    desk.subscribe((event) => events.push(event))
    const draft = await asked(desk, 'draft.current', {})
    const outcome = await asked(desk, 'scanner.scan', { draftId: draft.id, role: 'request' })
    expect(outcome).toMatchObject({ pages: 3, problem: null })
    expect(outcome.draft.pages.map(({ mediaType, role }) => [mediaType, role])).toEqual(
      Array.from({ length: 3 }, () => ['image/jpeg', 'request']),
    )
    const progress = events.flatMap((event) => (event.type === 'progress' ? [event.done] : []))
    expect([1, 2, 3].every((page) => progress.includes(page))).toBe(true)
    expect([...progress].sort((a, b) => a - b)).toEqual(progress)
    await desk.close()
  })
  it('keeps the pages scanned before a jam, and continues from there', async () => {
    const { desk } = await newDesk()
    await chooseFeeder(desk)
    const draft = await asked(desk, 'draft.current', {})
    scanner.misfortune = { jamAfter: 2 }
    const jammed = await asked(desk, 'scanner.scan', { draftId: draft.id })
    expect(jammed).toMatchObject({ pages: 2, problem: { code: 'scanner.jam', details: { pages: 2 } } })
    scanner.misfortune = {}
    scanner.sheets = 1
    expect((await asked(desk, 'scanner.scan', { draftId: draft.id })).draft.pages).toHaveLength(3)
    await desk.close()
  })
  it('keeps a page that arrives while the order of the others is changed', async () => {
    const { desk } = await newDesk()
    await chooseFeeder(desk)
    const draft = await asked(desk, 'draft.current', {})
    const first = await asked(desk, 'scanner.scan', { draftId: draft.id })
    const seen = first.draft.pages.map(({ pageId }) => pageId)
    scanner.sheets = 1
    await asked(desk, 'scanner.scan', { draftId: draft.id })
    const turned = first.draft.pages
      .slice(1)
      .reverse()
      .map(({ pageId, role }) => ({ pageId, role, rotation: 90 as const }))
    const saved = await asked(desk, 'draft.savePages', { draftId: draft.id, pages: turned, seen })
    expect(saved.pages.slice(0, 2).map(({ pageId }) => pageId)).toEqual([seen[2], seen[1]])
    expect(saved.pages).toHaveLength(3)
    await desk.close()
  })
  it('stops on request, refuses a second scan meanwhile, and is free again afterwards', async () => {
    const { desk } = await newDesk()
    await chooseFeeder(desk)
    const draft = await asked(desk, 'draft.current', {})
    scanner.misfortune = { hangAfter: 1 }
    const running = asked(desk, 'scanner.scan', { draftId: draft.id })
    await expect.poll(async () => (await asked(desk, 'scanner.running', {}))?.pages, TIMEOUT).toBe(1)
    expect(await desk.call('scanner.scan', { draftId: draft.id })).toEqual({
      ok: false,
      problem: { code: 'scanner.running', details: {} },
    })
    await asked(desk, 'scanner.cancel', {})
    expect(await running).toMatchObject({ pages: 1, problem: { code: 'scanner.cancelled' } })
    expect(await asked(desk, 'scanner.running', {})).toBeNull()
    await desk.close()
  })
  it('still has the pages after kill -9 in the middle of a scan', async () => {
    const folder = path.join(office.folder, 'desk-killed')
    scanner.misfortune = { hangAfter: 2 }
    const child = spawn(
      process.execPath,
      [
        path.join(import.meta.dirname, '../support/scanning-desk.ts'),
        folder,
        central.url,
        await enrolment(),
        scanner.url,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    let said = ''
    child.stdout.on('data', (text: Buffer) => (said += text.toString()))
    await expect.poll(() => said.split('\n').includes('2'), TIMEOUT).toBe(true)
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('exit', resolve))
    const desk = await deskIn(folder)
    expect((await asked(desk, 'draft.current', {})).pages).toHaveLength(2)
    expect((await asked(desk, 'devices.chosen', {})).scanner).toEqual({
      kind: 'escl',
      name: 'Ghișeu',
      url: scanner.url,
    })
    await desk.close()
  })
  it('takes scans from the watched folder, reports files that are none, and takes nothing twice', async () => {
    const { desk, folder } = await newDesk()
    const scans = path.join(folder, 'scans')
    mkdirSync(scans, { recursive: true })
    const page = await sharp({ create: { width: 200, height: 300, channels: 3, background: '#fff' } })
      .jpeg()
      .toBuffer()
    writeFileSync(path.join(scans, 'a.jpg'), page)
    writeFileSync(path.join(scans, 'broken.pdf'), '%PDF-1.7 nothing')
    await asked(desk, 'devices.chooseScanner', { scanner: { kind: 'folder', name: 'Dosar' } })
    const draft = await asked(desk, 'draft.current', {})
    const outcome = await asked(desk, 'scanner.scan', { draftId: draft.id })
    expect(outcome).toMatchObject({ pages: 1, problem: { code: 'scan.unreadable', details: { name: 'broken.pdf' } } })
    expect((await asked(desk, 'scan.watched', {})).files).toEqual([])
    await desk.close()
  })
  it('logs in to a scanner that asks for it, also after a restart, and never returns the password', async () => {
    const password = 'parola-scannerului'
    const digest = 'WWW-Authenticate: Digest realm="scan", nonce="n", qop="auth"'
    const locked = await startOddScanner(
      { job: (_state, { headers }) => (headers.has('authorization') ? undefined : { code: 401, headers: [digest] }) },
      await noisyPage(),
    )
    const { folder, desk } = await newDesk()
    await asked(desk, 'devices.chooseScanner', { scanner: { kind: 'escl', name: 'Ghișeu', url: locked.url } })
    const scan = async (at: Desk) => {
      const draft = await asked(at, 'draft.current', {})
      const { problem } = await asked(at, 'scanner.scan', { draftId: draft.id, role: 'request' })
      return problem?.code ?? null
    }
    expect(await scan(desk)).toBe('scanner.access-denied')
    const chosen = await asked(desk, 'devices.setScannerLogin', { login: { user: 'ghiseu', password } })
    expect(chosen.scannerUser).toBe('ghiseu')
    expect(JSON.stringify(chosen)).not.toContain(password)
    expect(await scan(desk)).toBeNull()
    await desk.close()
    const again = await deskIn(folder)
    expect(await scan(again)).toBeNull()
    await asked(again, 'devices.setScannerLogin', { login: null })
    expect(await scan(again)).toBe('scanner.access-denied')
    await again.close()
    await locked.close()
  })
  it('previews the glass and stores nothing of it', async () => {
    const { desk } = await newDesk()
    await chooseFeeder(desk)
    const { image } = await asked(desk, 'scanner.preview', {})
    expect(image).toMatch(/^data:image\/jpeg;base64,/)
    expect(scanner.settings.at(-1)).toMatch(/Preview[\s\S]*Platen[\s\S]*<scan:XResolution>75</)
    expect((await asked(desk, 'draft.current', {})).pages).toEqual([])
    await desk.close()
  })
  it('adapts the settings to the selected scanner, and reports why one is not ready', async () => {
    const { desk } = await newDesk()
    const chosen = await asked(desk, 'devices.chooseScanner', {
      scanner: { kind: 'escl', name: 'Ghișeu', url: scanner.url },
    })
    expect(chosen.scanSettings).toEqual({ source: 'flatbed', resolution: 300, colour: 'colour', paper: 'a4' })
    expect(await asked(desk, 'scanner.state', {})).toMatchObject({ ready: true, model: 'Ghișeu Scan 3000' })
    await asked(desk, 'devices.chooseScanner', {
      scanner: { kind: 'escl', name: 'Alt scanner', url: 'http://127.0.0.1:9/eSCL' },
    })
    expect(await asked(desk, 'scanner.state', {})).toMatchObject({
      ready: false,
      problem: { code: 'scanner.unreachable' },
    })
    expect(await asked(desk, 'devices.scannerAt', { address: ' 10.0.0.7 ' })).toEqual({
      kind: 'escl',
      name: '10.0.0.7',
      url: 'http://10.0.0.7/eSCL',
    })
    for (const address of ['', 'ftp://x', 'http://user:pass@x/', 'a b', 'file:///etc/passwd'])
      expect((await desk.call('devices.scannerAt', { address })).ok, address).toBe(false)
    await desk.close()
  })
})
async function register(desk: Desk, surname: string) {
  const draft = await asked(desk, 'draft.current', {})
  return asked(desk, 'draft.register', {
    draftId: draft.id,
    content: revertContent(++n, { surname, givenNames: 'Ioana' }),
  })
}

describe('papers that were not printed', () => {
  it('stay in the list with the reason until they are printed; registering never waits for the printer', async () => {
    const jobs: { copies: number | undefined; duplex: boolean | undefined }[] = []
    const state: { reason: 'out-of-paper' | null; release: (() => void) | null } = {
      reason: 'out-of-paper',
      release: null,
    }
    const printer: Printer = {
      name: 'Ghișeul 3',
      kind: 'ipp',
      state: () =>
        Promise.resolve({ ready: state.reason === null, reasons: state.reason === null ? [] : [state.reason] }),
      print: async (_pdf, { copies, duplex }) => {
        jobs.push({ copies, duplex })
        if (state.reason === null) return { ok: true, value: { jobId: '1', state: 'printed' } }
        await new Promise<void>((resolve) => (state.release = resolve))
        return { ok: false, problem: { code: 'printer.failed', details: { reason: state.reason } } }
      },
    }
    const { desk } = await newDesk({ printer })
    const { requestId } = await register(desk, 'Lupu')
    expect(await asked(desk, 'paper.waiting', {})).toMatchObject([
      { requestId, paper: 'proof-of-registration', surname: 'Lupu', tried: null },
    ])
    const printing = asked(desk, 'paper.print', { requestId, paper: 'proof-of-registration' })
    await expect.poll(() => state.release, TIMEOUT).not.toBeNull()
    const second = await register(desk, 'Munteanu')
    state.release?.()
    expect(await printing).toMatchObject({ state: 'failed', problem: { details: { reason: 'out-of-paper' } } })
    const waiting = await asked(desk, 'paper.waiting', {})
    expect(waiting).toMatchObject([
      { surname: 'Lupu', tried: { problem: { code: 'printer.failed', details: { reason: 'out-of-paper' } } } },
      { requestId: second.requestId, tried: null },
    ])

    state.reason = null
    await asked(desk, 'devices.choosePrinter', {
      printer: { kind: 'configured' },
      settings: { copies: 2, duplex: true },
    })
    for (const { requestId: id, paper } of waiting)
      expect(await asked(desk, 'paper.print', { requestId: id, paper })).toMatchObject({
        state: 'printed',
        problem: null,
      })
    expect(await asked(desk, 'paper.waiting', {})).toEqual([])
    expect(jobs.slice(1)).toEqual([
      { copies: 2, duplex: true },
      { copies: 2, duplex: true },
    ])
    await desk.close()
  })
  it('are printed once, however often that is requested while the printer works on them', async () => {
    const state: { prints: number; release: (() => void) | null } = { prints: 0, release: null }
    const printer: Printer = {
      name: 'Ghișeul 3',
      kind: 'ipp',
      state: () => Promise.resolve({ ready: true, reasons: [] }),
      print: async () => {
        state.prints += 1
        await new Promise<void>((resolve) => (state.release = resolve))
        return { ok: true, value: { jobId: '1', state: 'printed' } }
      },
    }
    const { desk } = await newDesk({ printer })
    const { requestId } = await register(desk, 'Lupu')
    const first = asked(desk, 'paper.print', { requestId, paper: 'proof-of-registration' })
    await expect.poll(() => state.release, TIMEOUT).not.toBeNull()
    expect(await asked(desk, 'paper.waiting', {})).toMatchObject([{ requestId, running: true }])
    const second = asked(desk, 'paper.print', { requestId, paper: 'proof-of-registration' })
    state.release?.()
    expect(await Promise.all([first, second])).toMatchObject([
      { state: 'printed', duplicate: false },
      { state: 'printed', duplicate: false },
    ])
    expect(state.prints).toBe(1)
    expect(await asked(desk, 'paper.waiting', {})).toEqual([])
    await desk.close()
  })
  it("stay unconfirmed when the printer's answer is lost, until a person with the paper in hand confirms", async () => {
    const printer: Printer = {
      name: 'Ghișeul 3',
      kind: 'ipp',
      state: () => Promise.resolve({ ready: true, reasons: [] }),
      print: () =>
        Promise.resolve({ ok: false, problem: { code: 'printer.unconfirmed', details: { printer: 'Ghișeul 3' } } }),
    }
    const { desk } = await newDesk({ printer })
    const { requestId } = await register(desk, 'Lupu')
    expect(await asked(desk, 'paper.print', { requestId, paper: 'proof-of-registration' })).toMatchObject({
      state: 'failed',
      problem: { code: 'printer.unconfirmed' },
    })
    expect(await asked(desk, 'paper.waiting', {})).toMatchObject([
      { requestId, running: false, tried: { problem: { code: 'printer.unconfirmed' } } },
    ])
    await asked(desk, 'paper.confirmPrinted', { requestId, paper: 'proof-of-registration' })
    expect(await asked(desk, 'paper.waiting', {})).toEqual([])
    // From now on a print is a duplicate, as for any paper that somebody already has.
    expect(await asked(desk, 'paper.preview', { requestId, paper: 'proof-of-registration' })).toMatchObject({
      duplicate: true,
    })
    await desk.close()
  })
  it('stay unconfirmed when the desk ends while the printer works on them', async () => {
    const printer: Printer = {
      name: 'Ghișeul 3',
      kind: 'ipp',
      state: () => Promise.resolve({ ready: true, reasons: [] }),
      print: () => new Promise(() => undefined),
    }
    const { desk, folder } = await newDesk({ printer })
    const { requestId } = await register(desk, 'Lupu')
    void desk.call('paper.print', { requestId, paper: 'proof-of-registration' })
    await expect.poll(async () => (await asked(desk, 'paper.waiting', {}))[0]?.tried, TIMEOUT).not.toBeNull()
    await desk.close()
    const again = await deskIn(folder)
    expect(await asked(again, 'paper.waiting', {})).toMatchObject([
      { requestId, running: false, tried: { problem: { code: 'printer.unconfirmed' } } },
    ])
    await again.close()
  })
  it('do not hold up registering at a printer that accepts the connection and never answers', async () => {
    const silent = createServer(() => undefined)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { desk } = await newDesk()
    await asked(desk, 'devices.choosePrinter', {
      printer: {
        kind: 'ipp',
        name: 'Mută',
        uri: `ipp://127.0.0.1:${String((silent.address() as AddressInfo).port)}/ipp/print`,
      },
      settings: { copies: 1, duplex: false },
    })
    const { requestId } = await register(desk, 'Lupu')
    const printing = desk.call('paper.print', { requestId, paper: 'proof-of-registration' })
    await expect.poll(async () => (await asked(desk, 'paper.waiting', {}))[0]?.running, TIMEOUT).toBe(true)
    const second = await register(desk, 'Munteanu')
    expect(second.number).not.toBe('')
    expect(await asked(desk, 'paper.waiting', {})).toMatchObject([
      { running: true },
      { requestId: second.requestId, running: false },
    ])
    silent.closeAllConnections()
    silent.close()
    expect(await printing).toMatchObject({
      ok: true,
      value: { state: 'failed', problem: { code: 'printer.unreachable' } },
    })
    await desk.close()
  })
  it('include a test page without personal data', async () => {
    const printed: Uint8Array[] = []
    const { desk } = await newDesk({
      printer: {
        name: 'P',
        kind: 'ipp',
        state: () => Promise.resolve({ ready: true, reasons: [] }),
        print: (pdf) => (
          printed.push(pdf),
          Promise.resolve({ ok: true as const, value: { jobId: '1', state: 'printed' as const } })
        ),
      },
    })
    expect(await asked(desk, 'printer.testPage', {})).toMatchObject({ state: 'printed', problem: null })
    expect(
      Buffer.from(printed[0] ?? [])
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    await desk.close()
  })
})
