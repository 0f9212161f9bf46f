/**
 * What an answer without a page means: the feed is over, the page is not ready yet, or the scan has failed. Devices
 * report the end of a feed in many ways, so the decision rests on two questions: has the device stated an end, and did
 * every page that it scanned arrive (ADR 0096)?
 */
import { problem, type Problem } from '../../../domain/problem.ts'
import type { EsclStatus } from './escl-messages.ts'
import { reportedProblem } from './escl-problems.ts'

export interface NoPage {
  readonly scanner: string
  /** The status code of the answer that had no page; 200 for an empty body. */
  readonly code: number
  readonly status: EsclStatus | null
  readonly fromFeeder: boolean
  /** Documents received; `counted` when each of them is one page. */
  readonly pages: number
  readonly counted: boolean
  /** How often this was the answer in a row, and for how long. */
  readonly tries: number
  readonly sinceMs: number
}
export interface EndLimits {
  /** Answers in a row after which an end is believed that the job does not confirm. */
  readonly tries: number
  /** How long the first page may be missing. */
  readonly firstPageMs: number
}
/** `again`: ask again. Null: the scan is complete. */
export type End = 'again' | Problem | null

/** Answers that state that there is no further document; any other code proves nothing by itself. */
const STATES_AN_END: readonly number[] = [200, 204, 404, 410]

/**
 * Whether pages are known to be missing. Some devices never count down the pages to transfer, so these count only where
 * they differ from the pages scanned (ScanBridge#68).
 */
function isMissingPages({ status, pages, counted }: NoPage): boolean {
  const scanned = status?.scanned ?? null
  const waiting = status?.waiting ?? 0
  if (scanned !== null && counted) return scanned > pages
  return waiting > 0 && waiting !== scanned
}

/** Whether the device states that the feed is over, by the job, the answer or the feeder. */
const statesEnd = ({ code, status }: NoPage): boolean =>
  status?.job === 'completed' || STATES_AN_END.includes(code) || status?.feeder === 'empty'

export function meaningOfNoPage(answer: NoPage, limits: EndLimits): End {
  const { scanner, code, status, fromFeeder, pages, tries, sinceMs } = answer
  const facts = { scanner, pages }
  const reported = reportedProblem(scanner, status, fromFeeder, pages)
  if (reported !== null) return reported
  if (code === 401 || code === 403) return problem('scanner.access-denied', facts)
  const isCompleted = status?.job === 'completed'
  if (!statesEnd(answer)) return problem(code === 503 ? 'scanner.timed-out' : 'scanner.failed', facts)
  if (pages === 0) {
    // A lamp that warms up, a feeder that takes its first sheet: 404 instead of 503.
    const isEmpty = fromFeeder && status?.feeder === 'empty'
    const isWaiting = isEmpty ? tries <= limits.tries : sinceMs < limits.firstPageMs
    if (!isCompleted && isWaiting) return 'again'
    return problem(fromFeeder ? 'scanner.no-documents' : 'scanner.failed', facts)
  }
  const isMissing = isMissingPages(answer)
  if (isCompleted && !isMissing) return null
  // Not every such answer means that there are no more pages, and a sheet silently left out is the worst outcome here.
  if (tries <= limits.tries) return 'again'
  return isMissing ? problem('scanner.failed', facts) : null
}
