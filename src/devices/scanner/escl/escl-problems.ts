/** Translates failures of an eSCL scanner into problems of the domain. */
import { problem, type Problem } from '../../../domain/problem.ts'
import type { NoAnswer } from './escl-http.ts'
import type { EsclStatus } from './escl-messages.ts'

/** A call failed before anything was scanned. */
export function problemBeforeScan(scanner: string, why: NoAnswer): Problem {
  if (why === 'certificate') return problem('scanner.certificate', { scanner })
  if (why === 'too-large') return problem('scanner.not-understood', { scanner, pages: 0 })
  return why === 'cancelled'
    ? problem('scanner.cancelled', { scanner, pages: 0 })
    : problem('scanner.unreachable', { scanner })
}

/** A call failed during a scan, after `pages` pages. */
export function problemDuringScan(scanner: string, why: NoAnswer, pages: number): Problem {
  const facts = { scanner, pages }
  switch (why) {
    case 'certificate':
      return problem('scanner.certificate', { scanner })
    case 'timed-out':
      return problem('scanner.timed-out', facts)
    case 'too-large':
      return problem('scanner.not-understood', facts)
    case 'cancelled':
      return problem('scanner.cancelled', facts)
    default:
      return problem('scanner.gone', facts)
  }
}

/** The problem that the scanner reports in its status; null when it reports none. */
export function reportedProblem(
  scanner: string,
  status: EsclStatus | null,
  fromFeeder: boolean,
  pages: number,
): Problem | null {
  const facts = { scanner, pages }
  if (status === null) return null
  if (fromFeeder) {
    if (status.feeder === 'jam') return problem('scanner.jam', facts)
    if (status.feeder === 'cover-open') return problem('scanner.cover-open', facts)
    if (status.feeder === 'stopped') return problem('scanner.failed', facts)
  }
  if (status.job === 'aborted' || status.device === 'stopped') return problem('scanner.failed', facts)
  return status.job === 'cancelled' ? problem('scanner.cancelled', facts) : null
}
