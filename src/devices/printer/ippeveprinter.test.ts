/**
 * Tests against a printer that others wrote: `ippeveprinter` of CUPS (Debian package cups-ipp-utils). It needs its own
 * D-Bus and Avahi on loopback (dbus, avahi-daemon), which these tests start as root.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { PDFDocument } from '@cantoo/pdf-lib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { largestDifference, pagesOfPdf, receiptFor } from '../../../test/support/printed-page.ts'
import { decodeRaster } from '../../../test/support/raster-decoder.ts'
import { needs } from '../../../test/support/preparation/programs.ts'
import { ippPrinter } from './ipp-printer.ts'
import type { Printer } from './printer.ts'

const programs = needs('ippeveprinter', 'dbus-daemon', 'avahi-daemon', 'pdftoppm')
const mayRun = process.getuid?.() === 0
const reason = programs.missing || mayRun ? programs.note : ' (not run: avahi-daemon needs root)'

const folder = mkdtempSync(path.join(tmpdir(), 'des-ippeve-'))
const spool = path.join(folder, 'spool')
const keys = path.join(folder, 'keys')
const children: ChildProcess[] = []
let printer: Printer
/** The same printer over TLS with its own certificate: pinned to it, with longer timeouts, and not pinned. */
let secure: Printer
let withLongTimeouts: Printer
let notPinned: Printer
let pinned: string | null = null

const BUS = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path=${folder}/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_type="method_call"/>
<allow send_destination="*"/><allow receive_sender="*"/></policy></busconfig>`
const AVAHI =
  '[server]\nuse-ipv4=yes\nuse-ipv6=no\nallow-interfaces=lo\nenable-dbus=yes\n[wide-area]\nenable-wide-area=no\n'

function start(command: string, args: string[]): ChildProcess {
  const child = spawn(command, args, {
    stdio: 'ignore',
    env: { ...process.env, DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${folder}/bus` },
  })
  children.push(child)
  return child
}
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Starts a printer that keeps what it receives, and waits until it is ready. */
async function startPrinter(
  port: number,
  into: string,
  format: string,
  as: Printer,
  more: string[] = [],
): Promise<void> {
  for (let attempt = 0; attempt < 8; attempt++) {
    const about = ['-p', String(port), '-d', into, '-k', '-2', '-s', '120', '-K', keys, '-f', format]
    // The program ends at once while Avahi does not answer yet.
    const child = start('ippeveprinter', [...about, ...more, `Ghiseul ${String(port)}`])
    for (let n = 0; n < 10 && child.exitCode === null; n++) {
      await wait(200)
      if ((await as.state()).ready) return
    }
  }
}

describe.skipIf(reason !== '')(`ippeveprinter${reason}`, () => {
  beforeAll(async () => {
    mkdirSync(spool)
    mkdirSync(keys)
    mkdirSync('/run/avahi-daemon', { recursive: true })
    writeFileSync(path.join(folder, 'bus.conf'), BUS)
    writeFileSync(path.join(folder, 'avahi.conf'), AVAHI)
    start('dbus-daemon', [`--config-file=${folder}/bus.conf`, '--nofork'])
    await wait(400)
    start('avahi-daemon', [
      '-f',
      path.join(folder, 'avahi.conf'),
      '--no-drop-root',
      '--no-chroot',
      '--no-rlimits',
      '--no-proc-title',
    ])
    const port = await freePort()
    printer = ippPrinter({ name: 'Ghișeul 3', uri: `ipp://127.0.0.1:${port}/ipp/print` })
    secure = ippPrinter({
      name: 'Ghișeul 3',
      uri: `ipps://127.0.0.1:${port}/ipp/print`,
      pin: { known: () => pinned, first: (fingerprint) => (pinned = fingerprint) },
    })
    withLongTimeouts = ippPrinter({
      name: 'Ghișeul 3',
      uri: `ipp://127.0.0.1:${port}/ipp/print`,
      timeouts: {
        answerMs: 10_000,
        pollMs: 400,
        stoppedMs: 45_000,
        silentMs: 45_000,
        acceptMs: 60_000,
        jobMs: 60_000,
      },
    })
    notPinned = ippPrinter({ name: 'Ghișeul 3', uri: `ipps://127.0.0.1:${port}/ipp/print` })
    await startPrinter(port, spool, 'application/pdf', printer)
  }, 30_000)
  afterAll(async () => {
    for (const child of children.reverse()) child.kill()
    await wait(200)
    rmSync(folder, { recursive: true, force: true })
  })

  it('is ready, receives the same bytes, and reports when it has printed them', { timeout: 60_000 }, async () => {
    expect(await printer.state()).toEqual({ ready: true, reasons: [] })
    const document = await PDFDocument.create()
    document.addPage().drawText('Dovada inregistrarii')
    const pdf = await document.save()
    const outcome = await printer.print(pdf, { jobName: 'Dovada inregistrarii', duplex: true })
    expect(outcome).toMatchObject({ ok: true, value: { state: 'printed' } })
    const [file] = readdirSync(spool).filter((name) => name.endsWith('.pdf'))
    expect(file).toBeDefined()
    expect(readFileSync(path.join(spool, file ?? '')).equals(Buffer.from(pdf))).toBe(true)
  })
  // Like a real printer, it takes 5 to 15 s for each job.
  it('accepts copies and both sides', { timeout: 60_000 }, async () => {
    const document = await PDFDocument.create()
    document.addPage()
    document.addPage()
    const before = readdirSync(spool).length
    expect(await printer.print(await document.save(), { jobName: 'Recipisa', copies: 3, duplex: true })).toMatchObject({
      ok: true,
      value: { state: 'printed' },
    })
    expect(readdirSync(spool).length).toBe(before + 1)
  })
  it(
    'prints over TLS with its own certificate, and only for a client that has pinned it',
    { timeout: 60_000 },
    async () => {
      const document = await PDFDocument.create()
      document.addPage()
      expect(await secure.print(await document.save(), { jobName: 'Dovada' })).toMatchObject({
        ok: true,
        value: { state: 'printed' },
      })
      expect(pinned).toMatch(/^([0-9A-F]{2}:){31}/)
      expect(await notPinned.state()).toEqual({ ready: false, reasons: ['certificate'] })
    },
  )
  it('cancels a running job and reports it', { timeout: 60_000 }, async () => {
    const document = await PDFDocument.create()
    document.addPage()
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 1_000)
    // It notices the cancellation only after the current page, up to 15 s later.
    expect(await withLongTimeouts.print(await document.save(), { jobName: 'Dovada', signal: stop.signal })).toEqual({
      ok: false,
      problem: { code: 'printer.failed', details: { reason: 'cancelled' } },
    })
  })
  it.each(['image/pwg-raster', 'image/urf'])(
    'prints a legible receipt where it takes only %s',
    { timeout: 120_000 },
    async (format) => {
      const into = path.join(folder, format.replace('/', '-'))
      mkdirSync(into)
      const port = await freePort()
      const raster = ippPrinter({ name: 'Ghișeul 3', uri: `ipp://127.0.0.1:${port}/ipp/print` })
      // With a command the job ends at once.
      await startPrinter(port, into, format, raster, ['-c', '/bin/true'])
      const pdf = await receiptFor('Munteanu')
      expect(await raster.print(pdf, { jobName: 'Recipisa' })).toMatchObject({ ok: true, value: { state: 'printed' } })
      // The command writes into a file of its own, which stays empty.
      const [file] = readdirSync(into).filter((name) => !name.endsWith('.prn'))
      const pages = decodeRaster(readFileSync(path.join(into, file ?? '')))
      const [page] = pages
      const [expected] = await pagesOfPdf(pdf, page?.resolution ?? 0)
      if (page === undefined || expected === undefined) throw new Error('no page')
      expect([pages.length, page.bitsPerPixel]).toEqual([1, 8])
      expect(largestDifference(page, expected)).toBeLessThan(0.2)
    },
  )
})
