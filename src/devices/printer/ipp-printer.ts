/** Any driverless printer, and any queue of CUPS, by IPP 2.0 over HTTP (RFC 8010, RFC 8011). */
import { setTimeout as wait } from 'node:timers/promises'
import { ok, refuse, type Result } from '../../domain/problem.ts'
import type { Pin } from '../pinned-tls.ts'
import { ippCalls, type Refusal } from './ipp-calls.ts'
import { followJob, type IppPatience } from './ipp-follow.ts'
import type { Attribute } from './ipp-message.ts'
import { A4, jobIdOf } from './ipp-state.ts'
import type { Printer, PrinterReason, PrintOptions } from './printer.ts'

const PATIENCE: IppPatience = { answerMs: 10_000, pollMs: 400, stoppedMs: 15_000, acceptMs: 60_000, jobMs: 180_000 }
/** Between two tries at a printer that is busy, whatever it asks for itself. */
const MOST_BETWEEN_TRIES_MS = 5_000

export interface IppPrinterOptions {
  readonly name: string
  /** E.g. `ipp://printer.local/ipp/print`, `ipps://10.0.0.8/ipp/print` or `ipp://localhost/printers/counter-3`. */
  readonly uri: string
  /** The certificate that `ipps` is held to; null: one that the system trusts. */
  readonly pin?: Pin | null
  readonly patience?: IppPatience
}

export function ippPrinter({ name, uri, pin = null, patience = PATIENCE }: IppPrinterOptions): Printer {
  const calls = ippCalls(uri, patience.answerMs, pin)
  const failed = (reason: PrinterReason) => refuse('printer.failed', { reason })
  const unconfirmed = () => refuse('printer.unconfirmed', { printer: name })
  /** Of a question that changes nothing, so that it does not matter whether it was heard. */
  const told = ({ why }: Refusal): Result<never> =>
    why === 'unreachable' || why === 'lost' ? refuse('printer.unreachable', { printer: name }) : failed(why)

  return {
    name,
    kind: 'ipp',
    async state() {
      const read = await calls.status()
      if (!read.ok) return { ready: false, reasons: [read.why === 'lost' ? 'unreachable' : read.why] }
      return read.value.ready && !read.value.takesPdf
        ? { ready: false, reasons: ['format-not-supported'] }
        : { ready: read.value.ready, reasons: read.value.reasons }
    },
    async print(pdf, { jobName, copies = 1, duplex = false, signal }: PrintOptions) {
      if (signal?.aborted === true) return failed('cancelled')
      const printer = await calls.status()
      if (!printer.ok) return told(printer)
      if (!printer.value.takesPdf) return failed('format-not-supported')
      // A printer that is stopped would take the job and print it whenever it is mended: the paper must not come out
      // unasked.
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
          patience.acceptMs,
        )
        if (answer.ok) {
          const jobId = jobIdOf(answer.value)
          if (jobId === null) return unconfirmed()
          const job = await followJob(calls, jobId, patience, signal)
          if (job.end === 'failed') return failed(job.reason)
          return job.end === 'printed' ? ok({ jobId: String(jobId), state: 'printed' }) : unconfirmed()
        }
        // It may have heard all of it, and whatever answered so may be printing: sending it again could print it twice.
        if (answer.why === 'lost' || answer.why === 'not-understood') return unconfirmed()
        // Busy is the one answer after which the same document may be sent again: the printer says that it did not take
        // it.
        if (answer.why !== 'busy' || performance.now() - began >= patience.stoppedMs) return told(answer)
        try {
          await wait(
            Math.min(answer.retryAfterMs ?? patience.pollMs * 3, MOST_BETWEEN_TRIES_MS),
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
