/** The driver for driverless printers and queues of CUPS: IPP 2.0 over HTTP (RFC 8010, RFC 8011). */
import { setTimeout as wait } from 'node:timers/promises'
import { ok, refuse, type Result } from '../../domain/problem.ts'
import type { Pin } from '../pinned-tls.ts'
import { ippCalls, type Refusal } from './ipp-calls.ts'
import { followJob, type IppTimeouts } from './ipp-follow.ts'
import type { Attribute } from './ipp-message.ts'
import { A4, jobIdOf } from './ipp-state.ts'
import type { Printer, PrinterReason, PrintOptions } from './printer.ts'

const TIMEOUTS: IppTimeouts = { answerMs: 10_000, pollMs: 400, stoppedMs: 15_000, acceptMs: 60_000, jobMs: 180_000 }
/** The longest pause between two attempts while the printer is busy, even if it asks for a longer one. */
const MOST_RETRY_PAUSE_MS = 5_000

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
  /** For a call that changed nothing, so that it does not matter whether the printer received it. */
  const notPrinted = ({ why }: Refusal): Result<never> =>
    why === 'unreachable' || why === 'lost' ? refuse('printer.unreachable', { printer: name }) : failed(why)

  return {
    name,
    kind: 'ipp',
    async state() {
      const read = await calls.status()
      if (!read.ok) return { ready: false, reasons: [read.why === 'lost' ? 'unreachable' : read.why] }
      return read.value.ready && !read.value.acceptsPdf
        ? { ready: false, reasons: ['format-not-supported'] }
        : { ready: read.value.ready, reasons: read.value.reasons }
    },
    async print(pdf, { jobName, copies = 1, duplex = false, signal }: PrintOptions) {
      if (signal?.aborted === true) return failed('cancelled')
      const printer = await calls.status()
      if (!printer.ok) return notPrinted(printer)
      if (!printer.value.acceptsPdf) return failed('format-not-supported')
      // A stopped printer would accept the job and print it when it is repaired, when the person has already left.
      const [reason] = printer.value.reasons
      if (reason !== undefined) return failed(reason)
      const wanted: Attribute[] = [['copies', 'integer', copies]]
      if (printer.value.duplex) wanted.push(['sides', 'keyword', duplex ? 'two-sided-long-edge' : 'one-sided'])
      if (printer.value.a4) wanted.push(['media', 'keyword', A4])

      const began = performance.now()
      for (;;) {
        const answer = await calls.print(
          [
            ['job-name', 'name', jobName],
            ['document-format', 'mimeMediaType', 'application/pdf'],
          ],
          wanted,
          pdf,
          timeouts.acceptMs,
        )
        if (answer.ok) {
          const jobId = jobIdOf(answer.value)
          if (jobId === null) return unconfirmed()
          const job = await followJob(calls, jobId, timeouts, signal)
          if (job.end === 'failed') return failed(job.reason)
          return job.end === 'printed' ? ok({ jobId: String(jobId), state: 'printed' }) : unconfirmed()
        }
        // The printer may have received the whole document and be printing it, so a retry could print it twice.
        if (answer.why === 'lost' || answer.why === 'not-understood') return unconfirmed()
        // Only a busy printer gets the same document again: it states that it did not accept it.
        if (answer.why !== 'busy' || performance.now() - began >= timeouts.stoppedMs) return notPrinted(answer)
        try {
          await wait(
            Math.min(answer.retryAfterMs ?? timeouts.pollMs * 3, MOST_RETRY_PAUSE_MS),
            null,
            signal === undefined ? {} : { signal },
          )
        } catch {
          return failed('cancelled')
        }
      }
    },
  }
}
