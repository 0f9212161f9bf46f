/**
 * The contract of the central store (docs/protocol.md): one definition for every call, by group in `central/`. Every
 * answer is `{ok, value} | {ok, problem}` unless the definition declares bytes, a page or a stream.
 *
 * A workstation signs every call: headers `x-des-device` (id), `x-des-timestamp` (instant), `x-des-call` (id of
 * the call), `x-des-run` (of the central store) and `x-des-signature` (base64 Ed25519 over `signedCall`). A call
 * by a person also carries `x-des-session` (the token of the session).
 */
import type { z } from 'zod'
import { administrationCalls } from './central/administration.ts'
import { attachmentCalls } from './central/attachments.ts'
import { auditCalls } from './central/audit.ts'
import type { Call, Calls, RawOutput } from './central/call.ts'
import { erasedCacheCalls } from './central/erased-caches.ts'
import { numberCalls } from './central/numbers.ts'
import { paperCalls } from './central/papers.ts'
import { parkedCalls } from './central/parked.ts'
import { registryCalls } from './central/registry.ts'
import { requestCalls } from './central/requests.ts'
import { sessionCalls } from './central/session.ts'
import { syncCalls } from './central/sync.ts'
import { takenOverCalls } from './central/taken-over.ts'

export const CENTRAL = {
  ...sessionCalls,
  ...syncCalls,
  ...attachmentCalls,
  ...numberCalls,
  ...registryCalls,
  ...requestCalls,
  ...paperCalls,
  ...parkedCalls,
  ...takenOverCalls,
  ...erasedCacheCalls,
  ...auditCalls,
  ...administrationCalls,
} as const satisfies Calls

export type CallName = keyof typeof CENTRAL

type Fields<S> = S extends z.ZodType ? z.input<S> : unknown
type PartOf<C extends Call, K extends 'params' | 'query'> = Fields<C[K]>
type BodyOf<C extends Call> = C['body'] extends 'bytes' ? { bytes: Uint8Array } : Fields<C['body']>

/** What a caller passes: the fields of path, query and body together, which never share a name. */
export type CallInput<N extends CallName> = object &
  PartOf<(typeof CENTRAL)[N], 'params'> &
  PartOf<(typeof CENTRAL)[N], 'query'> &
  BodyOf<(typeof CENTRAL)[N]>
/** What a caller gets: the value, or the bytes with the headers that are declared. */
export type CallOutput<N extends CallName> = (typeof CENTRAL)[N]['output'] extends infer O
  ? O extends RawOutput<infer H>
    ? { readonly bytes: Uint8Array; readonly headers: z.output<H> }
    : O extends z.ZodType
      ? z.output<O>
      : never
  : never
