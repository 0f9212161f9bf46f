import { EventEmitter } from 'node:events'
import type { BrowserWindow, PrinterInfo, WebContentsPrintOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { fromDeskProcess, toDeskProcess } from './desk-channel.ts'
import { systemPrintersOverChannel } from './system-printers-over-channel.ts'
import { printWindow, systemPrinting } from './system-printing.ts'

const PDF = Buffer.from('%PDF-1.7 proof of registration')
const PRINTERS = [{ name: 'HP_M404', displayName: 'HP LaserJet, ghișeul 3' }] as PrinterInfo[]

/** Both sides with the channel between them, as messages are cloned and parsed on their way. */
interface Surroundings {
  readonly patience?: { readyMs: number; printMs: number }
  /**
   * When the PDF viewer has the document: a while after the page has loaded, as in Electron; never, where it is null.
   */
  readonly readyAfterMs?: number | null
}
function both(
  print: (options: WebContentsPrintOptions, callback: (success: boolean, reason: string) => void) => void,
  { patience, readyAfterMs = 5 }: Surroundings = {},
) {
  const pages: (Buffer | null)[] = []
  /** Prints asked for before the viewer had the document: blank sheets. */
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
    patience,
  )
  const desk = systemPrintersOverChannel((message) => {
    const question = fromDeskProcess.parse(structuredClone(message))
    if (question.type !== 'print' && question.type !== 'list-printers') throw new Error('not of printing')
    void main.answer(question).then((answer) => {
      const heard = toDeskProcess.parse(structuredClone(answer))
      if (heard.type === 'printers' || heard.type === 'print-ended') desk.answered(heard)
    })
  })
  return { main, system: desk.system, pages, blank, destroyed }
}

describe('printing at the system’s printers', () => {
  it('lists them, and prints the very bytes with copies and both sides', async () => {
    const asked: WebContentsPrintOptions[] = []
    const { system, pages, destroyed } = both((options, callback) => {
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
  it('prints nowhere else when the printer is gone', async () => {
    const print = vi.fn()
    const printer = both(print).system.printer('Veche', 'OLD')
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
  ])('says that it was not printed: %s', async (words, reason) => {
    const printer = both((_options, callback) => callback(false, words)).system.printer('HP', 'HP_M404')
    expect(await printer.print(PDF, { jobName: 'x' })).toEqual({
      ok: false,
      problem: { code: 'printer.failed', details: { reason } },
    })
  })
  it('says that it was not printed when Electron throws at the options', async () => {
    const printer = both(() => {
      throw new TypeError('webContents.print(): Invalid deviceName provided.')
    }).system.printer('HP', 'HP_M404')
    expect(await printer.print(PDF, { jobName: 'x' })).toEqual({
      ok: false,
      problem: { code: 'printer.failed', details: { reason: 'offline' } },
    })
  })
  it('waits for the viewer to have the document: what is printed before is a blank sheet', async () => {
    const { system, blank } = both((_options, callback) => callback(true, ''), { readyAfterMs: 40 })
    expect(await system.printer('HP', 'HP_M404').print(PDF, { jobName: 'x' })).toMatchObject({ ok: true })
    expect(blank).toEqual([])
  })
  it('prints nothing when the viewer never has it', async () => {
    const print = vi.fn()
    const printer = both(print, { patience: { readyMs: 30, printMs: 30 }, readyAfterMs: null }).system.printer(
      'HP',
      'HP_M404',
    )
    expect(await printer.print(PDF, { jobName: 'x' })).toEqual({
      ok: false,
      problem: { code: 'printer.failed', details: { reason: 'timed-out' } },
    })
    expect(print).not.toHaveBeenCalled()
  })
  it('does not wait for ever for a driver that never answers, nor say that it failed', async () => {
    const printer = both(() => undefined, { patience: { readyMs: 5_000, printMs: 30 } }).system.printer('HP', 'HP_M404')
    expect(await printer.print(PDF, { jobName: 'x' })).toEqual({
      ok: false,
      problem: { code: 'printer.unconfirmed', details: { printer: 'HP' } },
    })
  })
  it('hears of readiness from Electron’s own event', async () => {
    const events = new EventEmitter()
    const { readyToPrint } = printWindow({ webContents: events } as unknown as BrowserWindow)
    events.emit('-pdf-ready-to-print')
    await readyToPrint
  })
  it('shows a paper only while it is printed, and only under its own address', async () => {
    let seen: number | undefined
    const { main, system } = both((_options, callback) => {
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
