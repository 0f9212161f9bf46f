/**
 * The desk's side of the system's printers: every question goes to the main process and comes back over the channel.
 */
import type { SystemPrinters } from '../src/desk/devices/device-options.ts'
import type { Printer, PrinterReason } from '../src/devices/printer/printer.ts'
import { ok, refuse } from '../src/domain/problem.ts'
import type { FromDeskProcess, ToDeskProcess } from './desk-channel.ts'
import { NO_ANSWER, NOT_READY } from './system-printing.ts'

type Answer = Extract<ToDeskProcess, { type: 'printers' | 'print-ended' }>

/**
 * Chromium's words for a job that the system did not take
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
      // Chromium prints at the default printer when the named one is gone: the paper must not come out somewhere else.
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
      // The system may have taken it: printing it again could print it twice.
      if (failure === NO_ANSWER) return refuse('printer.unconfirmed', { printer: name })
      // The system has taken the job and tells no more of it.
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
