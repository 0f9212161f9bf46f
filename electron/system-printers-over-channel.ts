/**
 * Gives the desk access to the printers of the operating system. Every question is a message to the main process.
 */
import type { SystemPrinters } from '../src/desk/devices/device-options.ts'
import type { Printer, PrinterReason } from '../src/devices/printer/printer.ts'
import { ok, refuse } from '../src/domain/problem.ts'
import type { FromDeskProcess, ToDeskProcess } from './desk-channel.ts'
import { NO_ANSWER, NOT_READY } from './system-printing.ts'

type Answer = Extract<ToDeskProcess, { type: 'printers' | 'print-ended' }>

/**
 * Maps Chromium's message for a job that the system did not accept
 * (https://www.electronjs.org/docs/latest/api/web-contents#contentsprintoptions-callback).
 */
function reasonOf(failure: string): PrinterReason {
  if (/cancel/i.test(failure)) return 'cancelled'
  if (failure === NOT_READY) return 'timed-out'
  return /deviceName|printer settings|no printer/i.test(failure) ? 'offline' : 'refused'
}

export function systemPrintersOverChannel(ask: (message: FromDeskProcess) => void): {
  system: SystemPrinters
  answered(message: Answer): void
} {
  const waiting = new Map<number, (answer: Answer) => void>()
  let lastCall = 0
  const question = (make: (callId: number) => FromDeskProcess) =>
    new Promise<Answer>((resolve) => {
      const callId = ++lastCall
      waiting.set(callId, resolve)
      ask(make(callId))
    })
  const list: SystemPrinters['list'] = async () => {
    const answer = await question((callId) => ({ type: 'list-printers', callId }))
    return answer.type === 'printers' ? answer.printers : []
  }
  const printer = (name: string, device: string): Printer => ({
    name,
    kind: 'system',
    state: async () =>
      (await list()).some((each) => each.device === device)
        ? { ready: true, reasons: [] }
        : { ready: false, reasons: ['unreachable'] },
    async print(pdf, { copies = 1, duplex = false, signal }) {
      if (signal?.aborted === true) return refuse('printer.failed', { reason: 'cancelled' })
      // When the named printer is gone, Chromium prints on the default printer, where others could read the paper.
      if (!(await list()).some((each) => each.device === device))
        return refuse('printer.unreachable', { printer: name })
      const answer = await question((callId) => ({
        type: 'print',
        callId,
        pdf: Buffer.from(pdf).toString('base64'),
        device,
        copies,
        duplex,
      }))
      const failure = answer.type === 'print-ended' ? answer.failure : 'failed'
      // The system may have accepted the job, so a retry could print it twice.
      if (failure === NO_ANSWER) return refuse('printer.unconfirmed', { printer: name })
      // The system accepted the job and reports nothing about it afterwards.
      return failure === null
        ? ok({ jobId: '', state: 'sent' })
        : refuse('printer.failed', { reason: reasonOf(failure) })
    },
  })
  return {
    system: { list, printer },
    answered: (message) => {
      waiting.get(message.callId)?.(message)
      waiting.delete(message.callId)
    },
  }
}
