/** Fetches the pages of a job, one after another, until the feeder is empty. */
import { setTimeout as wait } from 'node:timers/promises'
import { problem, type Problem } from '../../../domain/problem.ts'
import { endingOf, mediaTypeOf, type ScanMediaType } from '../../../files/media-type.ts'
import { MOST_PAGES, type ScanEvent } from '../scanner.ts'
import type { EsclCalls } from './escl-calls.ts'
import { meaningOfNoPage } from './escl-end.ts'
import type { EsclAnswer, NoAnswer } from './escl-http.ts'
import { EMPTY_TRIES } from './escl-job.ts'
import type { EsclStatus } from './escl-messages.ts'
import { problemDuringScan } from './escl-problems.ts'
import { isWholeFile, withoutLeadingBreaks } from './whole-page.ts'

/** Progress is reported at most this often, however the bytes arrive. */
const PROGRESS_MS = 250

export interface PagesOfJob {
  readonly calls: EsclCalls
  readonly job: string
  readonly fromFeeder: boolean
  readonly signal: AbortSignal | undefined
}

/** An answer with a page, one without, or why there is none. */
type Received =
  | { readonly is: 'page'; readonly bytes: Buffer; readonly type: ScanMediaType }
  | { readonly is: 'no-page'; readonly code: number }
  | { readonly is: 'problem'; readonly problem: Problem }

/** The type is detected from the bytes: makers write `image/jpg`, `application/octet-stream` or nothing at all. */
async function received({ status: code, body, whole }: EsclAnswer, facts: Facts): Promise<Received> {
  const bytes = withoutLeadingBreaks(body)
  if (code !== 200 || bytes.length === 0) return { is: 'no-page', code }
  const type = mediaTypeOf(bytes)
  if (type === null) return { is: 'problem', problem: problem('scanner.not-understood', facts) }
  if (whole || (await isWholeFile(bytes, type))) return { is: 'page', bytes, type }
  return { is: 'problem', problem: problem('scanner.gone', facts) }
}
type Facts = { readonly scanner: string; readonly pages: number }

/** Yields the pages and their progress. Returns the problem that ended the scan, or null. */
export async function* pagesOf(scan: PagesOfJob): AsyncGenerator<ScanEvent, Problem | null> {
  const { calls, job, fromFeeder, signal } = scan
  const { timeouts, name: scanner } = calls
  let tries = 0
  let since = performance.now()
  // A PDF may hold several pages, so only pictures can be compared with the pages that the device counts.
  let counted = true
  for (let pages = 0; pages < MOST_PAGES;) {
    const page = pages + 1
    yield { is: 'progress', page, share: null }
    const next = yield* nextDocument(scan, page)
    if (!('answer' in next)) return problemDuringScan(scanner, next.why, pages)
    const got = await received(next.answer, { scanner, pages })
    if (got.is === 'problem') return got.problem
    if (got.is === 'no-page') {
      tries += 1
      const status = await calls.status(job)
      const sinceMs = performance.now() - since
      const end = meaningOfNoPage(
        { scanner, code: got.code, status, fromFeeder, pages, counted, tries, sinceMs },
        { tries: EMPTY_TRIES, firstPageMs: timeouts.busyMs },
      )
      if (end !== 'again') return end
      await calls.pause(timeouts.pollMs, signal)
      continue
    }
    tries = 0
    counted &&= got.type !== 'application/pdf'
    yield { is: 'page', page, bytes: got.bytes, name: `scan-${String(page)}${endingOf(got.type)}` }
    if (!fromFeeder) return null
    pages += 1
    since = performance.now()
  }
  return problem('scanner.not-understood', { scanner, pages: MOST_PAGES })
}

/** Waiting is useless once the scanner is jammed or stopped or has given up. The caller finds the problem. */
function isOver(status: EsclStatus | null, received: number): boolean {
  if (status === null) return false
  const isBlocked = status.feeder === 'jam' || status.feeder === 'cover-open' || status.device === 'stopped'
  const isCompleted = status.job === 'completed' && (status.scanned === null || status.scanned <= received)
  return isBlocked || isCompleted || status.job === 'aborted' || status.job === 'cancelled'
}

/** Asks for a page until it is ready. A scanner that is warming up answers 503 (section 8.3.3). */
async function* nextDocument(
  { calls, job, signal }: PagesOfJob,
  page: number,
): AsyncGenerator<ScanEvent, { readonly answer: EsclAnswer } | { readonly why: NoAnswer }> {
  const { timeouts } = calls
  const began = performance.now()
  for (;;) {
    const wholeMs = timeouts.pageMs - (performance.now() - began)
    if (wholeMs <= 0) return { why: 'timed-out' }
    const share: { received: number | null; reported: number | null } = { received: null, reported: null }
    const request = calls.nextDocument({
      job,
      wholeMs,
      signal,
      onBytes: (got, total) => (share.received = total === null || total === 0 ? null : got / total),
    })
    let reply = await Promise.race([request, wait(PROGRESS_MS, null)])
    while (reply === null) {
      if (share.received !== share.reported) yield { is: 'progress', page, share: share.received }
      share.reported = share.received
      reply = await Promise.race([request, wait(PROGRESS_MS, null)])
    }
    if (!reply.ok) return { why: reply.why }
    if (reply.answer.status !== 503) return { answer: reply.answer }
    if (isOver(await calls.status(job), page - 1)) return { answer: reply.answer }
    await calls.pause(reply.answer.retryAfterMs ?? timeouts.pollMs, signal)
  }
}
