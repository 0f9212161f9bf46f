/**
 * The worker executes what was approved and seals what was decided. Every push wakes it. A timer wakes it too, for work
 * that waits for a moment or for a repair. After a crash it finds the same rows and continues. It runs once at a time;
 * a wake during a run causes one more run.
 */
import type { Logger } from 'pino'
import { orderedLetters, sealLetter } from '../papers/seal-letters.ts'
import type { ExecutionServices } from './execution-services.ts'
import { recordFailure } from './hold-execution.ts'
import { executeRequest } from './execute-request.ts'

const INTERVAL_MS = 30_000

export interface Worker {
  wake(): void
  /** Resolves when nothing is running and no further run is due. */
  idle(): Promise<void>
  close(): Promise<void>
}

/** Returns whether all of them ran without a fault. */
async function runExecutions(services: ExecutionServices, log: Logger): Promise<boolean> {
  const due = await services.store.read((db) =>
    db
      .selectFrom('execution')
      .select('request_id')
      .where('state', 'in', ['due', 'running', 'waiting', 'blocked'])
      .orderBy('due_at')
      .orderBy('request_id')
      .execute(),
  )
  let ended = 0
  let faultless = true
  for (const { request_id: requestId } of due) {
    try {
      const { outcome, ...rest } = await executeRequest(services, requestId)
      if (outcome === 'executed') ended += 1
      if ('news' in rest && rest.news) log.error({ requestId, problem: rest.problem.code }, 'execution.blocked')
    } catch (error) {
      faultless = false
      // A store that cannot write cannot record its own failure either, so both failures are logged.
      const reference = await recordFailure(services, requestId).catch((failure: unknown) => {
        log.error({ requestId, err: failure }, 'execution.failure-not-recorded')
        return null
      })
      log.error({ requestId, reference, err: error }, 'execution.failed')
    }
  }
  // Executions that waited for one of these may run now.
  if (ended > 0 && due.length > ended) return (await runExecutions(services, log)) && faultless
  return faultless
}

async function sealAll(services: ExecutionServices, log: Logger): Promise<void> {
  for (const letter of await orderedLetters(services.store)) {
    try {
      await sealLetter(services.store, services.make, letter, services.now)
    } catch (error) {
      log.error({ paperId: letter.id, err: error }, 'letter.failed')
    }
  }
}

export function startWorker(services: ExecutionServices, log: Logger): Worker {
  let running: Promise<void> | null = null
  let again = false
  let closed = false
  // Data that an execution deleted before a crash may still be in the log files of the database. They are truncated
  // once at the start, and again if that failed.
  let cut = false
  const run = async (): Promise<void> => {
    do {
      again = false
      if (!cut) {
        await services.store.forgetDeleted()
        cut = true
      }
      cut = await runExecutions(services, log)
      await sealAll(services, log)
    } while (again && !closed)
  }
  const wake = (): void => {
    if (closed) return
    again = true
    if (running) return
    running = run()
      .catch((error: unknown) => {
        log.error({ err: error }, 'worker.failed')
      })
      .finally(() => {
        running = null
        if (again) wake()
      })
  }
  const timer = setInterval(wake, INTERVAL_MS)
  timer.unref()
  const idle = async (): Promise<void> => {
    while (running) await running
  }
  return {
    wake,
    idle,
    async close() {
      closed = true
      again = false
      clearInterval(timer)
      await idle()
    },
  }
}
