/** What every command handler takes and gives. One file a command; `index.ts` registers them. */
import type { Result } from '../../domain/problem.ts'
import type { RequestState } from '../../domain/request/request.ts'
import type { CommandKind, CommandPayload } from '../../protocol/commands.ts'
import type { Actor } from '../../protocol/values.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import type { Random } from '../random.ts'
import type { RequestRow } from '../store/requests.ts'
import type { Writing } from '../store/store.ts'

export interface CommandContext {
  readonly writing: Writing
  readonly keys: KeyRing
  readonly random: Random
  readonly actor: Actor
  readonly device: { readonly id: string; readonly deskNumber: number }
  readonly commandId: string
  /** The request it is about: for `register-request`, the id it will have. */
  readonly requestId: string
  /** When it was done, by the desk's clock put right with what it knew of the centre's. */
  readonly at: string
  /** The person had unlocked the desk without the central store. */
  readonly offline: boolean
}

/**
 * What a command does to the row of its request; the rest (version, revision, timeline, change, audit) follows from it
 * in one place.
 */
export interface Effect {
  readonly to?: RequestState
  readonly set?: Partial<Omit<RequestRow, 'id' | 'version' | 'revision' | 'state'>>
  /** Facts for the timeline and the audit; no personal data. */
  readonly facts?: Record<string, string | number | boolean | null>
}

/**
 * A command about a request that is there. It may write its own tables in the transaction; refused, all of it is
 * undone.
 */
export type Handler<K extends CommandKind> = (
  context: CommandContext,
  request: RequestRow,
  payload: CommandPayload<K>,
) => Promise<Result<Effect>>
/** The one command that makes a request: gives its first row, inserted, and the facts for the timeline. */
export type Registration = (
  context: CommandContext,
  payload: CommandPayload<'register-request'>,
) => Promise<Result<{ row: RequestRow; facts: NonNullable<Effect['facts']> }>>
