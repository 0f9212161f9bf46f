/**
 * What the central store adds to an act that needs its tables: numbers, the plan, letters, another request. Each such
 * act has one file; `index.ts` lists them. The act itself is defined in src/request.
 */
import type { Result } from '../../domain/problem.ts'
import type { Possible } from '../../domain/request/registration-day.ts'
import type { ActContext } from '../../request/act.ts'
import type { CommandKind, CommandPayload, FirstKind } from '../../request/acts.ts'
import type { RequestBody } from '../../request/body.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import type { Random } from '../random.ts'
import type { Writing } from '../store/store.ts'

export interface CommandContext extends ActContext {
  readonly writing: Writing
  /** The keyed reference of a person (`KeyRing.subjectRef`). */
  readonly subjectRef: (cnp: string) => string
  readonly keys: KeyRing
  readonly random: Random
  readonly device: { readonly id: string; readonly deskNumber: number }
  /** When the act can have been done, by what is known of its session. */
  readonly possible: Possible
  /** The desk at which the act was done: `device`, or its earlier identity where the act was taken over. */
  readonly madeAt: { readonly id: string; readonly deskNumber: number }
}

/** A request before and after an act was applied to it, in the same transaction. */
export interface Step<K extends CommandKind> {
  readonly before: K extends FirstKind ? null : RequestBody
  readonly after: RequestBody
  readonly payload: CommandPayload<K>
}

export interface Keeping<K extends CommandKind> {
  /**
   * Runs before the act is applied. Refuses what only the store can know, or returns the payload completed from the
   * store.
   */
  readonly prepare?: (
    context: CommandContext,
    request: Step<K>['before'],
    payload: CommandPayload<K>,
  ) => Promise<Result<CommandPayload<K>>>
  /** Runs after the changed request was stored and writes what else follows. May return more facts for the audit. */
  readonly kept?: (
    context: CommandContext,
    step: Step<K>,
  ) => Promise<Readonly<Record<string, string | number | boolean | null>> | void>
  /**
   * That nothing which `kept` writes is part of a request. Without it, every request is read again for the next command
   * of the transaction.
   */
  readonly leavesRequests?: true
}
