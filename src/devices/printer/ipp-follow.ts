/** Follows an accepted job to its end. Only the printer's own report makes it printed or not printed. */
import { setTimeout as wait } from 'node:timers/promises'
import type { IppCalls } from './ipp-calls.ts'
import type { JobStatus } from './ipp-state.ts'
import type { PrinterReason } from './printer.ts'

export interface IppTimeouts {
  /** For one answer. */
  readonly answerMs: number
  readonly pollMs: number
  /**
   * How long a stopped job may wait, for example for paper, before it is cancelled and reported. Also how long the
   * printer may give no answer meanwhile.
   */
  readonly stoppedMs: number
  /** For accepting the document. */
  readonly acceptMs: number
  /** For the whole job. */
  readonly jobMs: number
}

export type JobEnd =
  { readonly end: 'printed' | 'unconfirmed' } | { readonly end: 'failed'; readonly reason: PrinterReason }
const UNCONFIRMED: JobEnd = { end: 'unconfirmed' }

/** Follows a job until the printer finishes it or gives up. When a timeout ends first, the job is cancelled. */
export async function followJob(
  calls: IppCalls,
  jobId: number,
  timeouts: IppTimeouts,
  signal: AbortSignal | undefined,
): Promise<JobEnd> {
  const started = performance.now()
  let stuckSince: number | null = null
  let silentSince: number | null = null
  for (;;) {
    if (signal?.aborted === true) return cancelled(calls, jobId, timeouts, 'cancelled')
    const answer = await calls.job(jobId)
    const now = performance.now()
    const overdue = now - started >= timeouts.jobMs
    if (!answer.ok) {
      // One missing answer means nothing for the job: the network may have failed, or the printer is busy printing.
      silentSince ??= now
      if (overdue || now - silentSince >= timeouts.stoppedMs) return cancelled(calls, jobId, timeouts, 'timed-out')
    } else {
      silentSince = null
      const job = answer.value
      // Many printers forget a job as soon as it is printed; some when it was deleted at the printer.
      if (job === 'vanished' || job.state === 'unclear') return UNCONFIRMED
      if (job.state === 'completed') return { end: 'printed' }
      if (job.state === 'failed') return { end: 'failed', reason: job.reason }
      const obstacle = await obstacleOf(calls, job)
      const isStuck = job.state === 'stopped' || obstacle !== null
      stuckSince = isStuck ? (stuckSince ?? now) : null
      if (overdue || (stuckSince !== null && now - stuckSince >= timeouts.stoppedMs))
        return cancelled(calls, jobId, timeouts, obstacle ?? (isStuck ? 'stopped' : 'timed-out'))
    }
    await wait(timeouts.pollMs)
  }
}

/**
 * What keeps a job from printing. A waiting job is stopped itself, held, pending behind a stopped printer, or
 * processing
 * in a queue whose device is off.
 */
async function obstacleOf(calls: IppCalls, job: JobStatus): Promise<PrinterReason | null> {
  const printer = await calls.status()
  if (job.state === 'held') return job.reason
  return printer.ok && printer.value.blocking !== 'not-accepting-jobs' ? printer.value.blocking : null
}

/** Cancels a job and asks for its end, because it may have been printed meanwhile or may no longer be stoppable. */
async function cancelled(
  calls: IppCalls,
  jobId: number,
  timeouts: IppTimeouts,
  reason: PrinterReason,
): Promise<JobEnd> {
  const began = performance.now()
  let accepted = false
  do {
    accepted = (await calls.cancel(jobId)) || accepted
    const answer = await calls.job(jobId)
    if (answer.ok) {
      if (answer.value === 'vanished') return accepted ? { end: 'failed', reason } : UNCONFIRMED
      if (answer.value.state === 'completed') return { end: 'printed' }
      if (answer.value.state === 'failed') return { end: 'failed', reason }
      if (answer.value.state === 'unclear') return UNCONFIRMED
    }
    // The printer is still printing the current page (processing-to-stop-point) or gives no answer.
    await wait(timeouts.pollMs)
  } while (performance.now() - began < timeouts.stoppedMs)
  return UNCONFIRMED
}
