/**
 * Gives a document to a printer in the ways that it may accept: as PDF or raster, with the wanted options or fewer, by
 * the names that it has for A4. The next way is tried only after the printer stated that it did nothing.
 */
import { setTimeout as wait } from 'node:timers/promises'
import type { IppCalls, IppResult, Refusal } from './ipp-calls.ts'
import type { IppTimeouts } from './ipp-follow.ts'
import type { Attribute, IppResponse } from './ipp-message.ts'
import type { IppPrinterStatus } from './ipp-state.ts'
import type { PrintOptions } from './printer.ts'
import { rasterDocument } from './raster/raster-document.ts'

/** The longest pause between two attempts while the printer is busy, even if it asks for a longer one. */
const MOST_RETRY_PAUSE_MS = 5_000

const refused = (why: Refusal['why']): Refusal => ({ ok: false, why, retryAfterMs: null })

/** Repeats a call while the printer is busy, at most as long as a stopped job may wait. */
export async function whileBusy<T>(
  call: () => Promise<IppResult<T>>,
  { pollMs, stoppedMs }: IppTimeouts,
  signal: AbortSignal | undefined,
): Promise<IppResult<T>> {
  const began = performance.now()
  for (;;) {
    const answer = await call()
    if (answer.ok || answer.why !== 'busy' || performance.now() - began >= stoppedMs) return answer
    try {
      const pause = Math.min(answer.retryAfterMs ?? pollMs * 3, MOST_RETRY_PAUSE_MS)
      await wait(pause, null, signal === undefined ? {} : { signal })
    } catch {
      return refused('cancelled')
    }
  }
}

/** The options of a job for each attempt: all, then without those that the printer refuses, at last none. */
function* optionsToTry(
  printer: IppPrinterStatus,
  { copies = 1, duplex = false }: PrintOptions,
): Generator<Attribute[], undefined, readonly string[]> {
  const sides: Attribute[] = printer.duplex ? [['sides', 'keyword', duplex ? 'two-sided-long-edge' : 'one-sided']] : []
  let others: Attribute[] = [['copies', 'integer', copies], ...sides]
  const media = [...printer.a4]
  for (;;) {
    const name = media[0]
    const wanted: Attribute[] = name === undefined ? others : [...others, ['media', 'keyword', name]]
    const unsupported = yield wanted
    if (wanted.length === 0) return undefined
    const kept = others.filter(([attribute]) => !unsupported.includes(attribute))
    const isNamed = kept.length < others.length
    // Where the printer names nothing, its names for A4 are tried first, then no options at all.
    if (media.length > 0 && (unsupported.includes('media') || !isNamed)) media.shift()
    else if (!isNamed) others = []
    if (isNamed) others = kept
  }
}

export interface Submission {
  readonly calls: IppCalls
  readonly printer: IppPrinterStatus
  readonly pdf: Uint8Array
  readonly options: PrintOptions
  readonly timeouts: IppTimeouts
}

async function submitAs(
  type: string,
  document: Uint8Array,
  { calls, printer, options, timeouts }: Submission,
): Promise<IppResult<IppResponse>> {
  const operation: Attribute[] = [
    ['job-name', 'name', options.jobName],
    ['document-format', 'mimeMediaType', type],
  ]
  const ways = optionsToTry(printer, options)
  let way = ways.next()
  let answer: IppResult<IppResponse> = refused('refused')
  while (way.done !== true) {
    const job = way.value
    answer = await whileBusy(() => calls.print(operation, job, document, timeouts.acceptMs), timeouts, options.signal)
    if (answer.ok || answer.why !== 'options') return answer
    way = ways.next(answer.unsupported ?? [])
  }
  return answer
}

/** Refuses with `format-not-supported` when the printer takes no format that this computer can make. */
export async function submit(submission: Submission): Promise<IppResult<IppResponse>> {
  const { printer, pdf, options } = submission
  let answer: IppResult<IppResponse> = refused('format-not-supported')
  if (printer.formats.pdf) answer = await submitAs('application/pdf', pdf, submission)
  for (const format of printer.formats.rasters) {
    if (answer.ok || answer.why !== 'format-not-supported') return answer
    const duplex = options.duplex === true && printer.duplex
    const document = await rasterDocument(pdf, format, { duplex, signal: options.signal })
    if (options.signal?.aborted === true) return refused('cancelled')
    if (document !== null) answer = await submitAs(format.type, document, submission)
  }
  return answer
}
