/**
 * What the central store adds to an act, where it needs its tables: numbers, the plan, letters, another request. One
 * file an act that needs something; `index.ts` lists them. What an act is stands in src/request.
 */
import type { Result } from '../../domain/problem.ts'
import type { ActContext } from '../../request/act.ts'
import type { CommandKind, CommandPayload, FirstKind } from '../../request/acts.ts'
import type { RequestBody } from '../../request/body.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import type { Random } from '../random.ts'
import type { Writing } from '../store/store.ts'

export interface CommandContext extends ActContext {
  readonly writing: Writing
  readonly keys: KeyRing
  readonly random: Random
  readonly device: { readonly id: string; readonly deskNumber: number }
}

/** A request before and after an act was applied to it, in the same transaction. */
export interface Step<K extends CommandKind> {
  readonly before: K extends FirstKind ? null : RequestBody
  readonly after: RequestBody
  readonly payload: CommandPayload<K>
}

export interface Keeping<K extends CommandKind> {
  /** Before the act is applied: refuses what only the store can know, and answers the payload completed by it. */
  readonly prepare?: (
    context: CommandContext,
    request: Step<K>['before'],
    payload: CommandPayload<K>,
  ) => Promise<Result<CommandPayload<K>>>
  /** After the request was kept as the act left it: what else is written. Answers more facts for the audit, if any. */
  readonly kept?: (
    context: CommandContext,
    step: Step<K>,
  ) => Promise<Readonly<Record<string, string | number | boolean | null>> | void>
}
