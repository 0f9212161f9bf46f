/**
 * Turns every exception behind the door into an answer: a full disk into its problem, a bug into `unexpected` with a
 * reference that is also in the log. A damaged cache is rebuilt. Neither answer nor log contains input.
 */
import type { Logger } from 'pino'
import { problem, refuse, type Result } from '../../domain/problem.ts'
import { isDiskFull } from '../cache/open-cache.ts'

export interface GuardOptions {
  readonly log: Logger
  readonly reference: () => string
  readonly freeBytes: () => number
  /** A damaged cache is set aside and rebuilt; the call is answered with `cache.unavailable`. */
  readonly onBroken: (error: unknown) => boolean
}

/** `name`: of the procedure, or of the work with bytes. */
export type Guard = <T>(name: string, run: () => Result<T> | Promise<Result<T>>) => Promise<Result<T>>

export function guardOf({ log, reference, freeBytes, onBroken }: GuardOptions): Guard {
  return async (name, run) => {
    try {
      return await run()
    } catch (error) {
      if (isDiskFull(error)) return refuse('disk.full', { freeBytes: freeBytes(), neededBytes: 0 })
      const code = reference()
      // Only the kind and the place of the failure: a message may quote what somebody typed.
      log.error(
        {
          procedure: name,
          reference: code,
          kind: error instanceof Error ? error.name : typeof error,
          at: error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 6) : [],
        },
        'a procedure broke',
      )
      if (onBroken(error)) return refuse('cache.unavailable')
      return { ok: false, problem: problem('unexpected', { reference: code }) }
    }
  }
}
