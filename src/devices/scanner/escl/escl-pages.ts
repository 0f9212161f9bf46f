/** Fetches the pages of a job, one after another, until the feeder is empty. */
import { setTimeout as wait } from 'node:timers/promises'
import { problem, type Problem } from '../../../domain/problem.ts'
import { MOST_PAGES, type ScanEvent } from '../scanner.ts'
import type { EsclCalls } from './escl-calls.ts'
import type { EsclAnswer, NoAnswer } from './escl-http.ts'
import { EMPTY_TRIES } from './escl-job.ts'
import type { EsclStatus } from './escl-messages.ts'
import { problemDuringScan, reportedProblem } from './escl-problems.ts'

/** Progress is reported at most this often, however the bytes arrive. */
const PROGRESS_MS = 250

/** The type is detected from the bytes: makers write `image/jpg`, `application/octet-stream` or nothing at all. */
const BEGINNINGS: readonly (readonly [string, string])[] = [
  ['ffd8ff', 'jpg'],
  ['89504e470d0a1a0a', 'png'],
  ['49492a00', 'tif'],
  ['4d4d002a', 'tif'],
  ['255044462d', 'pdf'],
]
const extensionOf = (body: Buffer): string | undefined => {
  const beginning = body.subarray(0, 8).toString('hex')
  return BEGINNINGS.find(([bytes]) => beginning.startsWith(bytes))?.[1]
}

export interface PagesOfJob {
  readonly calls: EsclCalls
  readonly job: string
  readonly fromFeeder: boolean
  readonly signal: AbortSignal | undefined
}

/** Yields the pages and their progress. Returns the problem that ended the scan, or null. */
export async function* pagesOf(scan: PagesOfJob): AsyncGenerator<ScanEvent, Problem | null> {
  const { calls, job, fromFeeder, signal } = scan
  const scanner = calls.name
  let emptyTries = 0
  for (let pages = 0; pages < MOST_PAGES;) {
    const page = pages + 1
    yield { is: 'progress', page, share: null }
    const next = yield* nextDocument(scan, page)
    if (!('answer' in next)) return problemDuringScan(scanner, next.why, pages)
    const { status: code, body } = next.answer
    if (code !== 200) {
      const status = await calls.status(job)
      const reported = reportedProblem(scanner, status, fromFeeder, pages)
      if (reported !== null) return reported
      // Not every 404 means that there are no more pages, and a sheet silently left out is the worst outcome here.
      if (seemsDone(code) && fromFeeder && status?.job !== 'completed' && emptyTries < EMPTY_TRIES) {
        emptyTries += 1
        await calls.pause(calls.timeouts.pollMs, signal)
        continue
      }
      return endOfPages(scan, code, status, pages)
    }
    emptyTries = 0
    const extension = extensionOf(body)
    if (extension === undefined) return problem('scanner.not-understood', { scanner, pages })
    yield { is: 'page', page, bytes: body, name: `scan-${String(page)}.${extension}` }
    if (!fromFeeder) return null
    pages += 1
  }
  return problem('scanner.not-understood', { scanner, pages: MOST_PAGES })
}

const seemsDone = (code: number): boolean => code === 404 || code === 410

/** What it means that the scanner gives no further page and reports no problem; null: the scan is complete. */
function endOfPages(
  { calls, fromFeeder }: PagesOfJob,
  code: number,
  status: EsclStatus | null,
  pages: number,
): Problem | null {
  const facts = { scanner: calls.name, pages }
  if (seemsDone(code) && pages > 0) return (status?.waiting ?? 0) > 0 ? problem('scanner.failed', facts) : null
  if (fromFeeder && pages === 0 && (status?.feeder === 'empty' || seemsDone(code)))
    return problem('scanner.no-documents', facts)
  return problem(code === 503 ? 'scanner.timed-out' : 'scanner.failed', facts)
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
    const status = await calls.status(job)
    // Waiting is useless once the scanner is jammed or stopped or has given up. The caller finds the problem.
    if (
      status !== null &&
      (status.feeder === 'jam' || status.feeder === 'cover-open' || status.device === 'stopped' || status.job !== null)
    )
      return { answer: reply.answer }
    await calls.pause(reply.answer.retryAfterMs ?? timeouts.pollMs, signal)
  }
}
