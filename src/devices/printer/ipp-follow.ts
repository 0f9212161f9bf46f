/** A job that the printer took, followed to its end. Only the printer's own word makes it printed, or not printed. */
import { setTimeout as wait } from 'node:timers/promises'
import type { IppCalls } from './ipp-calls.ts'
import type { PrinterReason } from './printer.ts'

export interface IppPatience {
  /** For one answer. */
  readonly answerMs: number
  readonly pollMs: number
  /**
   * How long a stopped job may wait for paper before it is cancelled and told; how long a printer may be silent
   * meanwhile.
   */
  readonly stoppedMs: number
  /** For taking the document, however slow it is in answering. */
  readonly acceptMs: number
  /** For the whole job. */
  readonly jobMs: number
}

export type JobEnd =
  { readonly end: 'printed' | 'unconfirmed' } | { readonly end: 'failed'; readonly reason: PrinterReason }
const UNCONFIRMED: JobEnd = { end: 'unconfirmed' }

/** Follows a job until the printer is done with it, gives up on it, or our patience ends; then it is cancelled. */
export async function followJob(
  calls: IppCalls,
  jobId: number,
  patience: IppPatience,
  signal: AbortSignal | undefined,
): Promise<JobEnd> {
  const started = performance.now()
  let stuckSince: number | null = null
  let silentSince: number | null = null
  for (;;) {
    if (signal?.aborted === true) return cancelled(calls, jobId, patience, 'cancelled')
    const answer = await calls.job(jobId)
    const now = performance.now()
    const overdue = now - started >= patience.jobMs
    if (!answer.ok) {
      // One answer that is missing says nothing of the job: a network hiccups, a printer is busy with printing.
      silentSince ??= now
      if (overdue || now - silentSince >= patience.stoppedMs) return cancelled(calls, jobId, patience, 'timed-out')
    } else {
      silentSince = null
      const job = answer.value
      // Many printers forget a job as soon as it is done; some when it was deleted at the printer.
      if (job === 'vanished' || job.state === 'unclear') return UNCONFIRMED
      if (job.state === 'completed') return { end: 'printed' }
      if (job.state === 'failed') return { end: 'failed', reason: job.reason }
      // A job waits as stopped itself, as held, as pending behind a stopped printer, or as processing at a queue whose
      // device is off.
      const printer = await calls.status()
      const obstacle: PrinterReason | null =
        job.state === 'held'
          ? job.reason
          : printer.ok && printer.value.blocking !== 'not-accepting-jobs'
            ? printer.value.blocking
            : null
      const isStuck = job.state === 'stopped' || obstacle !== null
      stuckSince = isStuck ? (stuckSince ?? now) : null
      if (overdue || (stuckSince !== null && now - stuckSince >= patience.stoppedMs))
        return cancelled(calls, jobId, patience, obstacle ?? (isStuck ? 'stopped' : 'timed-out'))
    }
    await wait(patience.pollMs)
  }
}

/** Cancels a job, and sees what became of it: it may have come out in the same moment, or not be stopped any more. */
async function cancelled(
  calls: IppCalls,
  jobId: number,
  patience: IppPatience,
  reason: PrinterReason,
): Promise<JobEnd> {
  const began = performance.now()
  let taken = false
  do {
    taken = (await calls.cancel(jobId)) || taken
    const answer = await calls.job(jobId)
    if (answer.ok) {
      if (answer.value === 'vanished') return taken ? { end: 'failed', reason } : UNCONFIRMED
      if (answer.value.state === 'completed') return { end: 'printed' }
      if (answer.value.state === 'failed') return { end: 'failed', reason }
      if (answer.value.state === 'unclear') return UNCONFIRMED
    }
    // Still at the page that it cannot stop in (processing-to-stop-point), or silent.
    await wait(patience.pollMs)
  } while (performance.now() - began < patience.stoppedMs)
  return UNCONFIRMED
}
