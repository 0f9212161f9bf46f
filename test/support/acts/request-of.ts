/** A request and a context for tests of the acts. */
import type { ActContext } from '../../../src/request/act.ts'
import { type ActKind, ACTS, type Payload } from '../../../src/request/acts.ts'
import { applyAct, checkAct, type ActToApply } from '../../../src/request/apply.ts'
import type { RequestBody } from '../../../src/request/body.ts'
import { fictionalCnp, identityCheck, registration } from './stated.ts'

const idOf = (n: number): string => `019ad1f0-0000-7000-8000-${String(n).padStart(12, '0')}`
export const REQUEST_ID = idOf(1)
export const OTHER_ID = idOf(2)
export const SHA256 = 'a'.repeat(64)
export const CLERK = { kind: 'person' as const, id: idOf(11), name: 'Ana Pop' }
export const SUPERVISOR = { kind: 'person' as const, id: idOf(12), name: 'Vlad Sava' }
export const MAILBOX = { kind: 'mailbox' as const, id: idOf(13), name: 'Cutia poștală' }
export const HOLDER = { kind: 'holder' as const, id: idOf(14), name: 'Titular' }
export const SYSTEM = { kind: 'system' as const, id: idOf(15), name: 'Sistemul central' }
export const AT = '2026-11-23T09:00:00.000Z'

let commands = 100
export const contextOf = (change: Partial<ActContext> = {}): ActContext => ({
  by: CLERK,
  at: AT,
  now: AT,
  offline: false,
  commandId: idOf(commands++),
  requestId: REQUEST_ID,
  ...change,
})

export const payloadToRegister = (change: Partial<Payload<'register-request'>> = {}) =>
  registration({ cnp: fictionalCnp(1), sequence: 7, change })

export const file = (role: 'request' | 'proof-of-capacity' | 'other' = 'request', sha256 = SHA256) => ({
  attachment: { sha256, mediaType: 'application/pdf' as const, bytes: 9, pages: 2, role, name: 'cerere.pdf' },
})

const actToApply = <K extends ActKind>(kind: K, payload: Payload<K>, request: RequestBody | null): ActToApply =>
  ({ kind, payload, expectedRevision: ACTS[kind].transition ? (request?.revision ?? 1) : null }) as ActToApply

/** Why an act on the present revision is refused; null if it is allowed. */
export const refusal = <K extends ActKind>(
  request: RequestBody | null,
  kind: K,
  payload: Payload<K>,
  change: Partial<ActContext> = {},
) => checkAct(request, actToApply(kind, payload, request), contextOf(change))

/** The request after an act that must be allowed. */
export function after<K extends ActKind>(
  request: RequestBody | null,
  kind: K,
  payload: Payload<K>,
  change: Partial<ActContext> = {},
): RequestBody {
  const context = contextOf(change)
  const act = actToApply(kind, payload, request)
  const problem = checkAct(request, act, context)
  if (problem !== null) throw new Error(JSON.stringify(problem))
  return applyAct(request, act, context)
}

export const lastFacts = (request: RequestBody): object => request.timeline.at(-1)?.facts ?? {}

export const registered = (change: Partial<Payload<'register-request'>> = {}): RequestBody =>
  after(null, 'register-request', payloadToRegister(change))
/** A registered request with a checked identity and an attached form. */
export const complete = (change: Partial<Payload<'register-request'>> = {}): RequestBody =>
  after(after(registered(change), 'record-identity-check', identityCheck), 'attach-document', file())
export const inReview = (): RequestBody => after(complete(), 'submit-request', {})
export const approved = (): RequestBody =>
  after(inReview(), 'approve-request', { planHash: SHA256, surname: 'Popescu' }, { by: SUPERVISOR })
export { identityCheck }
