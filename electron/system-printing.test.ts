import { EventEmitter } from 'node:events'
import type { BrowserWindow, PrinterInfo, WebContentsPrintOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { fromDeskProcess, toDeskProcess } from './desk-channel.ts'
import { systemPrintersOverChannel } from './system-printers-over-channel.ts'
import { printWindow, systemPrinting } from './system-printing.ts'

const PDF = Buffer.from('%PDF-1.7 proof of registration')
const PRINTERS = [{ name: 'HP_M404', displayName: 'HP LaserJet, ghișeul 3' }] as PrinterInfo[]

interface Surroundings {
  readonly timeouts?: { readyMs: number; printMs: number }
  /** When the PDF viewer has the document, after the page has loaded; null for never. */
  readonly readyAfterMs?: number | null
}
/** Main process and desk joined by a channel that clones and parses every message. */
function connected(
  print: (options: WebContentsPrintOptions, callback: (success: boolean, reason: string) => void) => void,
  { timeouts, readyAfterMs = 5 }: Surroundings = {},
) {
  const pages: (Buffer | null)[] = []
  /** Prints started before the viewer had the document, which print blank sheets. */
  const blank: WebContentsPrintOptions[] = []
  const destroyed = vi.fn()
  let n = 0
  const main = systemPrinting(
    () => {
      const state = { isReady: false, ready: (): void => undefined }
      return {
        readyToPrint: new Promise<void>((resolve) => (state.ready = resolve)),
        loadURL: async (address: string) => {
          const answer = main.page(address)
          pages.push(answer?.status === 200 ? Buffer.from(await answer.arrayBuffer()) : null)
          if (readyAfterMs !== null)
            setTimeout(() => {
              state.isReady = true
              state.ready()
            }, readyAfterMs)
        },
        destroy: destroyed,
        webContents: {
          getPrintersAsync: async () => PRINTERS,
          print: (options = {}, callback = () => undefined) => {
            if (!state.isReady) blank.push(options)
            print(options, callback)
          },
        },
      }
    },
    () => `name-${String(++n)}`,
    timeouts,
  )
  const desk = systemPrintersOverChannel((message) => {
    const question = fromDeskProcess.parse(structuredClone(message))
    if (question.type !== 'print' && question.type !== 'list-printers') throw new Error('not a message about printing')
    void main.answer(question).then((answer) => {
      const received = toDeskProcess.parse(structuredClone(answer))
      if (received.type === 'printers' || received.type === 'print-ended') desk.answered(received)
    })
  })
  return { main, system: desk.system, pages, blank, destroyed }
}

describe('a printer of the operating system', () => {
  it('is listed, and prints the same bytes with copies and both sides', async () => {
    const asked: WebContentsPrintOptions[] = []
    const { system, pages, destroyed } = connected((options, callback) => {
      asked.push(options)
      callback(true, '')
    })
    expect(await system.list()).toEqual([{ name: 'HP LaserJet, ghișeul 3', device: 'HP_M404' }])
    const printer = system.printer('HP LaserJet, ghișeul 3', 'HP_M404')
    expect(await printer.state()).toEqual({ ready: true, reasons: [] })
    expect(await printer.print(PDF, { jobName: 'x', copies: 2, duplex: true })).toEqual({
      ok: true,
      value: { jobId: '', state: 'sent' },
    })
    expect(pages[0]?.equals(PDF)).toBe(true)
    expect(asked).toMatchObject([
      { silent: true, deviceName: 'HP_M404', copies: 2, duplexMode: 'longEdge', pageSize: 'A4' },
    ])
    expect(destroyed).toHaveBeenCalledTimes(4)
  })
  it('reports that it is gone and lets no other printer print', async () => {
    const print = vi.fn()
    const printer = connected(print).system.printer('Veche', 'OLD')
    expect(await printer.state()).toEqual({ ready: false, reasons: ['unreachable'] })
    expect(await printer.print(PDF, { jobName: 'x' })).toEqual({
      ok: false,
      problem: { code: 'printer.unreachable', details: { printer: 'Veche' } },
    })
    expect(print).not.toHaveBeenCalled()
  })
  it.each([
    ['Print job canceled', 'cancelled'],
    ['Print job failed', 'refused'],
    ['Invalid deviceName provided', 'offline'],
  ])('reports a failed print: %s', async (message, reason) => {
    const printer = connected((_options, callback) => callback(false, message)).system.printer('HP', 'HP_M404')
    expect(await printer.print(PDF, { jobName: 'x' })).toEqual({
      ok: false,
      problem: { code: 'printer.failed', details: { reason } },
    })
  })
  it('reports a failed print when Electron throws because of the options', async () => {
    const printer = connected(() => {
      throw new TypeError('webContents.print(): Invalid deviceName provided.')
    }).system.printer('HP', 'HP_M404')
    expect(await printer.print(PDF, { jobName: 'x' })).toEqual({
      ok: false,
      problem: { code: 'printer.failed', details: { reason: 'offline' } },
    })
  })
})

describe('the PDF viewer of the print window', () => {
  it('has the document before printing starts, since an earlier print is blank', async () => {
    const { system, blank } = connected((_options, callback) => callback(true, ''), { readyAfterMs: 40 })
    expect(await system.printer('HP', 'HP_M404').print(PDF, { jobName: 'x' })).toMatchObject({ ok: true })
    expect(blank).toEqual([])
  })
  it('causes no print when it never gets the document', async () => {
    const print = vi.fn()
    const printer = connected(print, { timeouts: { readyMs: 30, printMs: 30 }, readyAfterMs: null }).system.printer(
      'HP',
      'HP_M404',
    )
    expect(await printer.print(PDF, { jobName: 'x' })).toEqual({
      ok: false,
      problem: { code: 'printer.failed', details: { reason: 'timed-out' } },
    })
    expect(print).not.toHaveBeenCalled()
  })
  it('leaves the print unconfirmed when the driver never answers', async () => {
    const printer = connected(() => undefined, { timeouts: { readyMs: 5_000, printMs: 30 } }).system.printer(
      'HP',
      'HP_M404',
    )
    expect(await printer.print(PDF, { jobName: 'x' })).toEqual({
      ok: false,
      problem: { code: 'printer.unconfirmed', details: { printer: 'HP' } },
    })
  })
  it('is ready once Electron emits its event', async () => {
    const events = new EventEmitter()
    const { readyToPrint } = printWindow({ webContents: events } as unknown as BrowserWindow)
    events.emit('-pdf-ready-to-print')
    await readyToPrint
  })
  it('serves a paper only while it is printed, and only under its own address', async () => {
    let seen: number | undefined
    const { main, system } = connected((_options, callback) => {
      seen = main.page('app://print/name-1')?.status
      callback(true, '')
    })
    await system.printer('HP', 'HP_M404').print(PDF, { jobName: 'x' })
    expect([
      seen,
      main.page('app://print/name-1')?.status,
      main.page('app://print/')?.status,
      main.page('app://desk/'),
    ]).toEqual([200, 404, 404, null])
  })
})
