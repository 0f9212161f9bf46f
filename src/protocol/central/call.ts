/**
 * How a call to the central store is declared. One definition has everything that both ends need: method, path, who may
 * call, input, output and limits. The routes of the server and the client of the desk are derived from it.
 */
import { z } from 'zod'
import type { Right } from '../../domain/rights.ts'

/**
 * Who may call:
 * - `public`: anyone
 * - `workstation`: an enrolled workstation, which signs the call; one of an earlier version, which signs no id with it,
 *   only where the call is `repeatable`: sent again, it changes nothing
 * - `person`: a member of staff with a session at an enrolled workstation; with a right, unless `right` is null
 * - `holder`: the person whose record it is, signed in at the portal
 * - `service`: an application of a doctor, known by its client certificate
 */
export type Caller =
  | { readonly kind: 'public' }
  | { readonly kind: 'workstation'; readonly repeatable: boolean }
  | { readonly kind: 'person'; readonly right: Right | null }
  | { readonly kind: 'holder' }
  | { readonly kind: 'service' }
export type CallerKind = Caller['kind']
export const CALLER_KINDS = ['public', 'workstation', 'person', 'holder', 'service'] as const satisfies CallerKind[]

export const anyone = { kind: 'public' } as const
export const workstation = { kind: 'workstation', repeatable: true } as const
/** What would have an effect again if it were sent again. */
export const workstationOnce = { kind: 'workstation', repeatable: false } as const
/** Any person signed in at a workstation, whatever their role. */
export const signedIn = { kind: 'person', right: null } as const
export const person = <R extends Right>(right: R) => ({ kind: 'person', right }) as const
export const holder = { kind: 'holder' } as const
export const service = { kind: 'service' } as const

/** An answer that is not JSON, with the headers that both ends rely on. */
export interface RawOutput<H extends z.ZodObject = z.ZodObject> {
  /** `bytes`: a file, read whole · `page`: HTML for people · `events`: a stream that stays open. */
  readonly raw: 'bytes' | 'page' | 'events'
  readonly headers: H
}
const rawOutput =
  (raw: RawOutput['raw']) =>
  <S extends z.ZodRawShape>(headers: S): RawOutput<z.ZodObject<S, z.core.$loose>> => ({
    raw,
    headers: z.looseObject(headers),
  })
export const bytes = rawOutput('bytes')
export const page = rawOutput('page')
export const events = rawOutput('events')
export const pdf = bytes({ 'content-type': z.literal('application/pdf') })

type ParameterNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParameterNames<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never

interface Terms {
  readonly caller: Caller
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  /** JSON, unless `bytes` takes the body as it is. */
  readonly body?: z.ZodType | 'bytes'
  readonly output: z.ZodType | RawOutput
  /** Largest body in bytes; 64 KiB unless given. */
  readonly bodyLimit?: number
  /**
   * Calls a minute, for calls where guessing must not succeed: from one address where anyone may call, from one
   * workstation, once its signature was verified, everywhere else.
   */
  readonly perMinute?: number
  /** Answered by the listener for the public, if the store has one; else by the one for the workstations. */
  readonly listener?: 'public'
  /** How long the desk waits for an answer; 10 seconds unless given. */
  readonly timeoutMs?: number
}
/** A path with parameters declares every one of them; a path without declares none. */
type ParamsOf<Path extends string> = [ParameterNames<Path>] extends [never]
  ? { readonly params?: never }
  : { readonly params: z.ZodObject<{ [Name in ParameterNames<Path>]: z.ZodType }> }

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export interface Call extends Terms {
  readonly method: Method
  readonly path: `/${string}`
}
export type Calls = Readonly<Record<string, Call>>

const declare =
  <const M extends Method>(method: M) =>
  <const P extends `/${string}`, const D extends Terms & ParamsOf<P>>(path: P, terms: D) => ({
    method,
    path,
    ...terms,
  })
/** Reads and changes nothing. A call that makes or stores something is a POST, PUT, PATCH or DELETE. */
export const get = <const P extends `/${string}`, const D extends Terms & ParamsOf<P> & { readonly body?: never }>(
  path: P,
  terms: D,
) => ({ method: 'GET', path, ...terms }) as const
export const post = declare('POST')
export const put = declare('PUT')
export const patch = declare('PATCH')
export const remove = declare('DELETE')

/** A number in a path or a query: text on the wire, a number at both ends. */
export const numberText = () => z.coerce.number<number>()

export const isRaw = (output: z.ZodType | RawOutput): output is RawOutput => 'raw' in output
