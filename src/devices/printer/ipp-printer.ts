/** Any driverless printer, and any queue of CUPS, by IPP 2.0 over HTTP (RFC 8010, RFC 8011). */
import { setTimeout as wait } from 'node:timers/promises'
import { ok, refuse, type Result } from '../../domain/problem.ts'
import { postIpp } from './ipp-http.ts'
import { decodeResponse, encodeRequest, type Attribute, type IppResponse, type Operation } from './ipp-message.ts'
import { jobIdOf, jobStatus, printerStatus } from './ipp-state.ts'
import type { Printer, PrinterReason, PrinterState, PrintOptions, PrintOutcome } from './printer.ts'

export interface IppPatience {
  /** For one answer. */
  readonly answerMs: number
  readonly pollMs: number
  /** How long a stopped job may wait for paper before it is cancelled and told. */
  readonly stoppedMs: number
  /** For the whole job. */
  readonly jobMs: number
}
const PATIENCE: IppPatience = { answerMs: 10_000, pollMs: 400, stoppedMs: 15_000, jobMs: 180_000 }

const SUCCESS_BELOW = 0x0100
const STATUS = { busy: 0x0507, formatNotSupported: 0x040a, notFound: 0x0406, notAccepting: 0x0506, gone: 0x0407 } as const

/** A printer by its address, e.g. `ipp://printer.local/ipp/print` or `ipp://localhost/printers/counter-3`. */
export function ippPrinter({ name, uri, patience = PATIENCE }: { readonly name: string; readonly uri: string; readonly patience?: IppPatience }): Printer {
  const failed = (reason: PrinterReason) => refuse('printer.failed', { reason })
  const unreachable = () => refuse('printer.unreachable', { printer: name })

  /** One call; the answer as it came, whatever its status. */
  async function call(operation: Operation, attributes: readonly Attribute[], job: readonly Attribute[] = [], data?: Uint8Array, timeoutMs = patience.answerMs): Promise<Result<IppResponse>> {
    let bytes: Uint8Array
    try {
      bytes = await postIpp(uri, encodeRequest(operation, 1, [['printer-uri', 'uri', uri], ...attributes], job, data), timeoutMs)
    } catch {
      return unreachable()
    }
    try {
      return ok(decodeResponse(bytes))
    } catch {
      return failed('not-understood')
    }
  }

  async function status() {
    const answer = await call('get-printer-attributes', [['requested-attributes', 'keyword', ['printer-state', 'printer-state-reasons', 'printer-is-accepting-jobs', 'document-format-supported', 'sides-supported']]])
    if (!answer.ok) return answer
    const read = printerStatus(answer.value)
    return read === null ? failed('not-understood') : ok(read)
  }

  async function cancel(jobId: number): Promise<void> {
    await call('cancel-job', [['job-id', 'integer', jobId], ['requesting-user-name', 'name', 'ghiseu-des']])
  }

  /** Follows a job until the printer is done with it, gives up on it, or our patience ends. */
  async function follow(jobId: number, signal: AbortSignal | undefined): Promise<Result<PrintOutcome>> {
    const started = performance.now()
    let stoppedSince: number | null = null
    for (;;) {
      if (signal?.aborted === true) {
        await cancel(jobId)
        return failed('cancelled')
      }
      const answer = await call('get-job-attributes', [['job-id', 'integer', jobId], ['requested-attributes', 'keyword', ['job-state', 'job-state-reasons']]])
      if (!answer.ok) return answer
      // many printers forget a job as soon as it is done
      if (answer.value.status === STATUS.notFound || answer.value.status === STATUS.gone) return ok({ jobId: String(jobId), state: 'sent' })
      const job = jobStatus(answer.value)
      if (job === null) return failed('not-understood')
      if (job.state === 'completed') return ok({ jobId: String(jobId), state: 'printed' })
      if (job.state === 'failed') return failed(job.reason)
      // A job waits for paper either as stopped itself or as pending behind a stopped printer.
      const printer = await status()
      const stopped = job.state === 'stopped' || (printer.ok && !printer.value.ready && printer.value.reasons[0] !== 'not-accepting-jobs')
      stoppedSince = stopped ? (stoppedSince ?? performance.now()) : null
      const now = performance.now()
      if ((stoppedSince !== null && now - stoppedSince >= patience.stoppedMs) || now - started >= patience.jobMs) {
        await cancel(jobId)
        return failed(stoppedSince === null ? 'timed-out' : ((printer.ok ? printer.value.reasons[0] : undefined) ?? 'stopped'))
      }
      await wait(patience.pollMs)
    }
  }

  return {
    name,
    kind: 'ipp',
    async state(): Promise<PrinterState> {
      const read = await status()
      if (read.ok) return read.value.ready && !read.value.takesPdf ? { ready: false, reasons: ['format-not-supported'] } : { ready: read.value.ready, reasons: read.value.reasons }
      return { ready: false, reasons: [read.problem.code === 'printer.unreachable' ? 'unreachable' : 'not-understood'] }
    },
    async print(pdf, { jobName, copies = 1, duplex = false, signal }: PrintOptions) {
      if (signal?.aborted === true) return failed('cancelled')
      const printer = await status()
      if (!printer.ok) return printer
      if (!printer.value.takesPdf) return failed('format-not-supported')
      // A printer that is stopped would take the job and print it whenever it is mended: the paper must not come out unasked.
      const [reason] = printer.value.reasons
      if (reason !== undefined) return failed(reason)
      const sides = printer.value.duplex ? ([['sides', 'keyword', duplex ? 'two-sided-long-edge' : 'one-sided']] as const) : []
      const answer = await call(
        'print-job',
        [['requesting-user-name', 'name', 'ghiseu-des'], ['job-name', 'name', jobName], ['document-format', 'mimeMediaType', 'application/pdf']],
        [['copies', 'integer', copies], ...sides],
        pdf,
        patience.jobMs,
      )
      if (!answer.ok) return answer
      if (answer.value.status >= SUCCESS_BELOW) {
        if (answer.value.status === STATUS.formatNotSupported) return failed('format-not-supported')
        return failed(answer.value.status === STATUS.notAccepting || answer.value.status === STATUS.busy ? 'not-accepting-jobs' : 'refused')
      }
      const jobId = jobIdOf(answer.value)
      return jobId === null ? failed('not-understood') : await follow(jobId, signal)
    },
  }
}
