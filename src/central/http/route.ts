/**
 * A handler does the work of one call. Its types derive from the contract of the call (`src/protocol/central`), which
 * states path, caller, input, output and limits.
 */
import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { Result } from '../../domain/problem.ts'
import type { CENTRAL } from '../../protocol/central.ts'
import type { Call, Calls, RawOutput } from '../../protocol/central/call.ts'
import type { CallerFacts } from './callers/caller.ts'

/** Bytes, a page or a stream, with the headers declared by the contract and any others. */
export interface Raw<H = unknown> {
  readonly content: Readable | Uint8Array | string
  readonly status?: number
  readonly headers: H & Readonly<Record<string, string>>
}

type Parsed<S> = S extends 'bytes' ? Uint8Array : S extends z.ZodType ? z.output<S> : undefined
type Answer<S> = S extends RawOutput<infer H> ? Raw<z.input<H>> : S extends z.ZodType ? z.input<S> : never

/** The call as its handler receives it: identified and parsed. */
export type Received<C extends Call> = CallerFacts[C['caller']['kind']] & {
  readonly params: Parsed<C['params']>
  readonly query: Parsed<C['query']>
  readonly body: Parsed<C['body']>
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}
export type Handler<C extends Call> = (received: Received<C>) => Promise<Result<Answer<C['output']>>>
/** A handler for every call of a group. */
export type Handlers<G extends Calls> = { readonly [N in keyof G]: Handler<G[N]> }
export type CentralHandlers = Handlers<typeof CENTRAL>
