/** The driver for driverless printers and queues of CUPS: IPP 2.0 over HTTP (RFC 8010, RFC 8011). */
import { ok, refuse, type Result } from '../../domain/problem.ts'
import type { Pin } from '../pinned-tls.ts'
import { ippCalls, type Refusal } from './ipp-calls.ts'
import { followJob, type IppTimeouts } from './ipp-follow.ts'
import { jobIdOf } from './ipp-state.ts'
import { submit, whileBusy } from './ipp-submit.ts'
import type { Printer, PrinterReason, PrintOptions } from './printer.ts'

const TIMEOUTS: IppTimeouts = {
  answerMs: 10_000,
  pollMs: 400,
  stoppedMs: 15_000,
  silentMs: 90_000,
  acceptMs: 60_000,
  jobMs: 180_000,
}

export interface IppPrinterOptions {
  readonly name: string
  /** E.g. `ipp://printer.local/ipp/print`, `ipps://10.0.0.8/ipp/print` or `ipp://localhost/printers/counter-3`. */
  readonly uri: string
  /** The certificate that an `ipps` printer must have; null: any that the system trusts. */
  readonly pin?: Pin | null
  readonly timeouts?: IppTimeouts
}

export function ippPrinter({ name, uri, pin = null, timeouts = TIMEOUTS }: IppPrinterOptions): Printer {
  const calls = ippCalls(uri, timeouts.answerMs, pin)
  const failed = (reason: PrinterReason) => refuse('printer.failed', { reason })
  const unconfirmed = () => refuse('printer.unconfirmed', { printer: name })
  const reasonOf = (why: Refusal['why']): PrinterReason | 'unreachable' => {
    if (why === 'lost') return 'unreachable'
    return why === 'options' || why === 'not-supported' ? 'refused' : why
  }
  /** For a call that changed nothing, so that it does not matter whether the printer received it. */
  const notPrinted = ({ why }: Refusal): Result<never> => {
    const reason = reasonOf(why)
    return reason === 'unreachable' ? refuse('printer.unreachable', { printer: name }) : failed(reason)
  }

  return {
    name,
    kind: 'ipp',
    async state() {
      const read = await calls.status()
      if (!read.ok) return { ready: false, reasons: [reasonOf(read.why)] }
      const { ready, reasons, formats } = read.value
      return ready && !formats.pdf && formats.rasters.length === 0
        ? { ready: false, reasons: ['format-not-supported'] }
        : { ready, reasons }
    },
    async print(pdf, options: PrintOptions) {
      const { signal } = options
      if (signal?.aborted === true) return failed('cancelled')
      // A printer that wakes up answers that it is busy.
      const printer = await whileBusy(calls.status, timeouts, signal)
      if (!printer.ok) return notPrinted(printer)
      // A stopped printer would accept the job and print it when it is repaired, when the person has already left.
      const [reason] = printer.value.reasons
      if (reason !== undefined) return failed(reason)
      const answer = await submit({ calls, printer: printer.value, pdf, options, timeouts })
      // The printer may have received the whole document and be printing it, so a retry could print it twice.
      if (!answer.ok)
        return answer.why === 'lost' || answer.why === 'not-understood' ? unconfirmed() : notPrinted(answer)
      const jobId = jobIdOf(answer.value)
      if (jobId === null) return unconfirmed()
      const job = await followJob(calls, jobId, timeouts, signal)
      if (job.end === 'failed') return failed(job.reason)
      return job.end === 'printed' ? ok({ jobId: String(jobId), state: 'printed' }) : unconfirmed()
    },
  }
}
