/** Builds the habits of odd printers for tests, and prints with them. */
import { PDFDocument } from '@cantoo/pdf-lib'
import type { IppTimeouts } from '../../src/devices/printer/ipp-follow.ts'
import { ippPrinter } from '../../src/devices/printer/ipp-printer.ts'
import { idle, job, type Answer, type Attributes } from './ipp-answers.ts'
import {
  httpAnswer,
  startOddPrinter,
  type OddPrinterCall,
  type Operation,
  type PrinterHabit,
  type PrinterReply,
} from './odd-printer.ts'

const TIMEOUTS: IppTimeouts = {
  answerMs: 5_000,
  pollMs: 5,
  stoppedMs: 60,
  silentMs: 4_000,
  acceptMs: 5_000,
  jobMs: 8_000,
}
/** A PDF with one page of A4. */
async function onePage(): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  document.addPage([595.28, 841.89]).drawText('Dovada')
  return await document.save()
}

type Outcome = 'printed' | 'unconfirmed' | 'unreachable' | (string & {})
export interface More {
  readonly outcome?: Outcome
  readonly cancels?: number
  readonly timeouts?: Partial<IppTimeouts>
  readonly secure?: { readonly pinned: boolean }
  readonly bytes?: number
  /** What the accepted document must begin with, or what its request must contain. */
  readonly sends?: string
  readonly copies?: number
}
export type Habit = readonly [name: string, habit: PrinterHabit, more?: More]

export async function printWith(habit: PrinterHabit, { timeouts, secure, bytes, copies = 1 }: More) {
  const device = await startOddPrinter(habit)
  let known: string | null = null
  const printer = ippPrinter({
    name: 'Ghișeul 3',
    uri: `ipp${secure === undefined ? '' : 's'}://127.0.0.1:${device.port}/ipp/print`,
    pin: secure?.pinned === true ? { known: () => known, first: (one) => (known = one) } : null,
    timeouts: { ...TIMEOUTS, ...timeouts },
  })
  const pdf = await onePage()
  const document = bytes === undefined ? pdf : Buffer.concat([pdf, Buffer.alloc(bytes, 0x20)])
  const printed = await printer.print(document, { jobName: 'Dovada', copies })
  const { ready, reasons } = await printer.state()
  await device.close()
  const { code, details } = printed.ok ? { code: 'printed', details: {} } : printed.problem
  const outcome = 'reason' in details ? String(details['reason']) : code.replace('printer.', '')
  return { outcome, device, state: ready ? 'ready' : reasons.join(' ') }
}

export const on =
  (operation: Operation, reply: (call: OddPrinterCall) => PrinterReply | undefined): PrinterHabit['reply'] =>
  (call) =>
    call.operation === operation ? reply(call) : undefined
export const printerIs = (...more: Parameters<typeof idle>): PrinterHabit => ({
  reply: on('printer', () => idle(...more)),
})
export const http = (status: string, ...headers: string[]): Buffer =>
  httpAnswer([`HTTP/1.1 ${status}`, ...headers].join('\r\n'))
/** A printer that describes itself with these attributes, beside its state. */
export const describes = (...attributes: Attributes): PrinterHabit => ({
  reply: on('printer', () => ({
    groups: [[4, [[0x23, 'printer-state', 3], [0x44, 'printer-state-reasons', 'none'], ...attributes]]],
  })),
})
export const formats = (...types: string[]): PrinterHabit => describes([0x49, 'document-format-supported', ...types])
/** Refuses IPP 2.0 in some way. */
export const onlyOld = (reply: PrinterReply): PrinterHabit => ({
  reply: ({ version }) => (version === 0x0200 ? reply : undefined),
})
export const jobs = (at: (count: number) => PrinterReply): PrinterHabit => ({
  reply: on('job', ({ count }) => at(count)),
})
export const both = (printer: PrinterReply, at: (count: number) => PrinterReply): PrinterHabit => ({
  reply: ({ operation, count, cancelled }) => {
    if (operation === 'printer') return count === 1 ? idle() : printer
    if (operation !== 'job') return undefined
    return cancelled ? job(7) : at(count)
  },
})
export const chunked = (message: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${message.length.toString(16)}\r\n`),
    message,
    Buffer.from('\r\n0\r\n\r\n'),
  ])
export const refusedFor =
  (status: number, when: (body: Buffer) => boolean, unsupported: Answer['groups'] = []): PrinterHabit['reply'] =>
  (call) =>
    call.operation === 'print' && when(call.body) ? { status, groups: unsupported } : undefined
