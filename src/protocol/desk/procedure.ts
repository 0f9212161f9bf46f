/** How a procedure is declared: whether it changes something, who may call it, what goes in and what comes out. */
import { z } from 'zod'
import type { Right } from '../../domain/rights.ts'
import { id } from '../values.ts'

/** `none`: before signing in · `open`: anyone signed in and unlocked · a right of the table. */
export type ProcedureAccess = 'none' | 'open' | Right
interface Procedure {
  readonly type: 'query' | 'command'
  readonly access: ProcedureAccess
  readonly input: z.ZodType
  readonly output: z.ZodType
}
export type Procedures = Record<string, Procedure>

export const query = <I extends z.ZodType, O extends z.ZodType>(access: ProcedureAccess, input: I, output: O) =>
  ({ type: 'query', access, input, output }) as const
export const command = <I extends z.ZodType, O extends z.ZodType>(access: ProcedureAccess, input: I, output: O) =>
  ({ type: 'command', access, input, output }) as const

export const nothing = z.object({})
export const done = z.object({})
/** A transition states the revision that was on the screen. */
export const transition = z.object({ requestId: id, revision: z.int().positive() })
