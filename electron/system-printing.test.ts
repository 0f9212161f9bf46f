import type { PrinterInfo, WebContentsPrintOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { fromDeskProcess, toDeskProcess } from './desk-channel.ts'
import { systemPrintersOverChannel } from './system-printers-over-channel.ts'
import { systemPrinting } from './system-printing.ts'

const PDF = Buffer.from('%PDF-1.7 proof of registration')
const PRINTERS = [{ name: 'HP_M404', displayName: 'HP LaserJet, ghișeul 3' }] as PrinterInfo[]

/** Both sides with the channel between them, as messages are cloned and parsed on their way. */
function both(print: (options: WebContentsPrintOptions, callback: (success: boolean, reason: string) => void) => void, mostMs?: number) {
  const pages: (Buffer | null)[] = []
  const destroyed = vi.fn()
  let n = 0
  const main = systemPrinting(
    () => ({
      loadURL: async (address: string) => {
        const answer = main.page(address)
        pages.push(answer?.status === 200 ? Buffer.from(await answer.arrayBuffer()) : null)
      },
      destroy: destroyed,
      webContents: { getPrintersAsync: async () => PRINTERS, print: (options = {}, callback = () => undefined) => print(options, callback) },
    }),
    () => `name-${String(++n)}`,
    mostMs,
  )
  const desk = systemPrintersOverChannel((message) => {
    const question = fromDeskProcess.parse(structuredClone(message))
    if (question.type !== 'print' && question.type !== 'list-printers') throw new Error('not of printing')
    void main.answer(question).then((answer) => {
      const heard = toDeskProcess.parse(structuredClone(answer))
      if (heard.type === 'printers' || heard.type === 'print-ended') desk.answered(heard)
    })
  })
  return { main, system: desk.system, pages, destroyed }
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
    expect(await printer.print(PDF, { jobName: 'x', copies: 2, duplex: true })).toEqual({ ok: true, value: { jobId: '', state: 'sent' } })
    expect(pages[0]?.equals(PDF)).toBe(true)
    expect(asked).toMatchObject([{ silent: true, deviceName: 'HP_M404', copies: 2, duplexMode: 'longEdge', pageSize: 'A4' }])
    expect(destroyed).toHaveBeenCalledTimes(4)
  })
  it('prints nowhere else when the printer is gone', async () => {
    const print = vi.fn()
    const printer = both(print).system.printer('Veche', 'OLD')
    expect(await printer.state()).toEqual({ ready: false, reasons: ['unreachable'] })
    expect(await printer.print(PDF, { jobName: 'x' })).toEqual({ ok: false, problem: { code: 'printer.unreachable', details: { printer: 'Veche' } } })
    expect(print).not.toHaveBeenCalled()
  })
  it.each([
    ['Print job canceled', 'cancelled'],
    ['Print job failed', 'refused'],
    ['Invalid deviceName provided', 'offline'],
  ])('says that it was not printed: %s', async (words, reason) => {
    const printer = both((_options, callback) => callback(false, words)).system.printer('HP', 'HP_M404')
    expect(await printer.print(PDF, { jobName: 'x' })).toEqual({ ok: false, problem: { code: 'printer.failed', details: { reason } } })
  })
  it('does not wait for ever for a driver that never answers', async () => {
    const printer = both(() => undefined, 30).system.printer('HP', 'HP_M404')
    expect(await printer.print(PDF, { jobName: 'x' })).toEqual({ ok: false, problem: { code: 'printer.failed', details: { reason: 'timed-out' } } })
  })
  it('shows a paper only while it is printed, and only under its own address', async () => {
    let seen: number | undefined
    const { main, system } = both((_options, callback) => {
      seen = main.page('app://print/name-1')?.status
      callback(true, '')
    })
    await system.printer('HP', 'HP_M404').print(PDF, { jobName: 'x' })
    expect([seen, main.page('app://print/name-1')?.status, main.page('app://print/')?.status, main.page('app://desk/')]).toEqual([200, 404, 404, null])
  })
})
