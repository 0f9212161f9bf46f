/**
 * What a route is here: schemas for what comes in and goes out, and the work between. Method, path and who may call
 * stand in the protocol's table alone.
 */
import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { Result } from '../../domain/problem.ts'
import type { ROUTES } from '../../protocol/sync.ts'
import type { Present } from '../sessions/sign-in.ts'
import type { Device } from '../store/repositories/workstations.ts'

export type RouteName = keyof typeof ROUTES

/** Who calls, as far as the route's access asks for it. */
export interface Caller {
  readonly device: Device
  readonly person: Present & { readonly token: string }
}
type CallerOf<N extends RouteName> = (typeof ROUTES)[N]['access'] extends 'public'
  ? Record<never, never>
  : (typeof ROUTES)[N]['access'] extends 'device'
    ? Pick<Caller, 'device'>
    : Caller

/** Bytes or a page instead of JSON. */
export interface Raw {
  readonly content: Readable | Uint8Array | string
  readonly status?: number
  readonly headers: Readonly<Record<string, string>>
}

interface Input<P, Q, B> {
  readonly params: P
  readonly query: Q
  readonly body: B
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

export interface Route<N extends RouteName = RouteName> {
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  /** JSON, unless `bytes` takes the body as it is. */
  readonly body?: z.ZodType | 'bytes'
  /** Largest body in bytes; 64 KiB unless given. */
  readonly bodyLimit?: number
  /** Calls a minute from one address, where guessing must not pay. */
  readonly perMinute?: number
  readonly output: z.ZodType | 'raw'
  readonly run: (call: CallerOf<N> & Input<never, never, never>) => Promise<Result<unknown>>
}

type Parsed<S> = S extends 'bytes' ? Uint8Array : S extends z.ZodType ? z.output<S> : undefined
type Answer<S> = S extends 'raw' ? Raw : S extends z.ZodType ? z.input<S> : never

/** A route with everything typed from its schemas and from its access in the table. */
export function route<
  N extends RouteName,
  O extends z.ZodType | 'raw',
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | 'bytes' | undefined = undefined,
>(
  _name: N,
  definition: {
    params?: P
    query?: Q
    body?: B
    bodyLimit?: number
    perMinute?: number
    output: O
    run: (call: CallerOf<N> & Input<Parsed<P>, Parsed<Q>, Parsed<B>>) => Promise<Result<Answer<O>>>
  },
): Route<N> {
  return definition as unknown as Route<N>
}

export type Routes = { readonly [N in RouteName]: Route<N> }
