/**
 * The calls of a desk that cannot open its data: the cause and the choices, without signing in, because nobody can. All
 * other calls are refused.
 */
import { ok, refuse, type Result } from '../../domain/problem.ts'
import { choicesFor, type StartCause, type StartState } from '../../protocol/desk.ts'

interface BlockedOptions {
  readonly cause: StartCause
  readonly folder: string
  /** Tries once more to open the data. Returns the cause that still prevents it, or null. */
  readonly retry: () => Promise<StartCause | null>
  /** Opens with what can be read. */
  readonly goOn: () => Promise<StartCause | null>
  /** Sets everything aside, and opens a new desk. */
  readonly beginAnew: () => Promise<StartCause | null>
}

export const stateOf = (cause: StartCause | null, folder: string): StartState => ({
  cause,
  choices: cause === null ? [] : [...choicesFor(cause)],
  folder,
})

export function blockedDoor({
  cause,
  folder,
  retry,
  goOn,
  beginAnew,
}: BlockedOptions): (procedure: string) => Promise<Result<unknown>> {
  return async (procedure) => {
    if (procedure === 'start.state') return ok(stateOf(cause, folder))
    if (procedure === 'start.retry') return ok(stateOf(await retry(), folder))
    if (procedure === 'start.goOn' && choicesFor(cause).includes('go-on')) return ok(stateOf(await goOn(), folder))
    if (procedure === 'start.beginAnew' && choicesFor(cause).includes('begin-anew'))
      return ok(stateOf(await beginAnew(), folder))
    return refuse('desk.start-blocked', { cause })
  }
}
