/**
 * How a procedure is declared: whether it changes something, who may call it, its input and output, and what it makes
 * stale or is made stale by.
 */
import { z } from 'zod'
import type { Right } from '../../domain/rights.ts'
import { id } from '../values.ts'
import type { Topic } from './topics.ts'

/** `none`: before signing in · `open`: anyone signed in and unlocked · a right of the table. */
export type ProcedureAccess = 'none' | 'open' | Right
interface Contract {
  readonly access: ProcedureAccess
  readonly input: z.ZodType
  readonly output: z.ZodType
}
/** How long an answer holds. */
interface Freshness {
  /** A change of any of these makes an answer stale, and the screen queries it again. */
  readonly staleBy: readonly Topic[]
}
interface Query extends Contract, Freshness {
  readonly type: 'query'
}
interface Effect {
  /**
   * What may have changed after it was done or refused. What a handler changes only sometimes, or by way of an act or a
   * print, is reported there.
   */
  readonly makesStale: readonly Topic[]
}
interface Command extends Contract, Effect {
  readonly type: 'command'
}
export type Procedures = Readonly<Record<string, Query | Command>>

/** For answers that are not cached: they depend only on the input, or on this moment. */
export const neverStale: Freshness = { staleBy: [] }

export const query = <I extends z.ZodType, O extends z.ZodType>(
  access: ProcedureAccess,
  input: I,
  output: O,
  freshness: Freshness,
) => ({ type: 'query', access, input, output, ...freshness }) as const
export const command = <I extends z.ZodType, O extends z.ZodType>(
  access: ProcedureAccess,
  input: I,
  output: O,
  effect: Effect = { makesStale: [] },
) => ({ type: 'command', access, input, output, ...effect }) as const

export const nothing = z.object({})
export const done = z.object({})
/** A transition states the revision that was on the screen. */
export const transition = z.object({ requestId: id, revision: z.int().positive() })
