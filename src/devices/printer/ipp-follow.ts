/** Follows an accepted job to its end. Only the printer's own report makes it printed or not printed. */
import { setTimeout as wait } from 'node:timers/promises'
import type { IppCalls } from './ipp-calls.ts'
import type { JobStatus } from './ipp-state.ts'
import type { PrinterReason } from './printer.ts'

export interface IppTimeouts {
  /** For one answer. */
  readonly answerMs: number
  readonly pollMs: number
  /** How long a stopped job may wait, for example for paper, before it is cancelled and reported. */
  readonly stoppedMs: number
  /** How long the printer may give no answer about a job: many answer nothing while they print. */
  readonly silentMs: number
  /** For accepting the document. */
  readonly acceptMs: number
  /** How long a running job is followed. */
  readonly jobMs: number
}

export type JobEnd =
  { readonly end: 'printed' | 'unconfirmed' } | { readonly end: 'failed'; readonly reason: PrinterReason }
const UNCONFIRMED: JobEnd = { end: 'unconfirmed' }

/** There is no answer at all; any other refusal is an answer that does not help. */
const SILENCE: readonly string[] = ['unreachable', 'lost', 'busy']

/**
 * Follows a job until the printer finishes it or gives up. A job is cancelled when a person stops it, or when it has
 * certainly stopped. A job that may be printing is never cancelled: after `jobMs` its end is unconfirmed, and a person
 * looks at the printer (ADR 0097).
 */
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
      const patience = SILENCE.includes(answer.why) ? timeouts.silentMs : timeouts.stoppedMs
      if (overdue || answer.why === 'not-supported' || now - silentSince >= patience) return UNCONFIRMED
    } else {
      silentSince = null
      const job = answer.value
      // Many printers forget a job as soon as it is printed; some when it was deleted at the printer.
      if (job === 'vanished' || job.state === 'unclear') return UNCONFIRMED
      if (job.state === 'completed') return { end: 'printed' }
      if (job.state === 'failed') return { end: 'failed', reason: job.reason }
      const { blocking, complaint } = await obstacleOf(calls, job)
      const isStuck = job.state === 'stopped' || blocking !== null
      stuckSince = isStuck ? (stuckSince ?? now) : null
      if (stuckSince !== null && (overdue || now - stuckSince >= timeouts.stoppedMs))
        return cancelled(calls, jobId, timeouts, blocking ?? complaint ?? 'stopped')
      // Many printers count no sides, so a job that runs may be printing whatever it reports.
      if (overdue) return UNCONFIRMED
    }
    await wait(timeouts.pollMs)
  }
}

interface Obstacle {
  readonly blocking: PrinterReason | null
  readonly complaint: PrinterReason | null
}

/** What keeps a job from printing: it is held, its printer is stopped, or the device behind its queue is off. */
async function obstacleOf(calls: IppCalls, job: JobStatus): Promise<Obstacle> {
  const printer = await calls.status()
  if (job.state === 'held') return { blocking: job.reason, complaint: null }
  return printer.ok ? printer.value : { blocking: null, complaint: null }
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
