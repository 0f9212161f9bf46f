/**
 * Checks and applies one act. The desk predicts with the same two functions with which the central store confirms, so
 * the confirmed request looks like the predicted one.
 */
import { ok, type Problem, problem, type Result } from '../domain/problem.ts'
import { applyCommand, isClosed } from '../domain/request/lifecycle.ts'
import type { RequestState } from '../domain/request/request.ts'
import type { Change, ActContext } from './act.ts'
import { type ActKind, anyAct, mayAuthor, type Payload } from './acts.ts'
import type { RequestBody, TimelineEntry } from './body.ts'

/** An act to be done: its kind, its payload and the revision seen. */
export interface ActToApply<K extends ActKind = ActKind> {
  readonly kind: K
  readonly payload: Payload<K>
  /** The revision that the author saw; null for an act that is not a transition. */
  readonly expectedRevision: number | null
}

/** The state after an act; a problem if the present state does not allow it. */
export function stateAfter(state: RequestState, kind: ActKind): Result<RequestState> {
  const { move } = anyAct(kind)
  return move === null ? ok(state) : applyCommand(state, move)
}

function staleness(request: RequestBody, { kind, expectedRevision }: ActToApply): Problem | null {
  if (!anyAct(kind).transition) return null
  if (expectedRevision === null)
    return problem('input.invalid', { issues: [{ path: 'expectedRevision', message: 'required' }] })
  if (expectedRevision === request.revision) return null
  return problem('request.stale', { seen: expectedRevision, current: request.revision, state: request.state })
}

/** Whether it is the act that creates a request. */
export const isFirst = (kind: ActKind): kind is 'register-request' => kind === 'register-request'

/** Why an act is refused, as far as that can be decided without a store. `request` is null if it does not exist yet. */
export function checkAct(request: RequestBody | null, given: ActToApply, context: ActContext): Problem | null {
  const { kind, payload } = given
  const act = anyAct(kind)
  if (!mayAuthor(context.by.kind, kind)) return problem('right.missing', { right: act.right ?? kind })
  // A decision needs a living session of the central store (ADR 0071).
  if (context.offline && act.right === 'request.decide') return problem('online.required')
  if (isFirst(kind) !== (request === null)) return problem(isFirst(kind) ? 'request.exists' : 'request.unknown')
  if (request !== null) {
    const stale = staleness(request, given)
    if (stale !== null) return stale
    const to = stateAfter(request.state, kind)
    if (!to.ok) return to.problem
  }
  return act.check(request as never, payload as never, context)
}

/** The request after an act for which {@link checkAct} found no problem. */
export function applyAct(request: RequestBody | null, { kind, payload }: ActToApply, context: ActContext): RequestBody {
  const act = anyAct(kind)
  const { change, facts } = act.apply(request as never, payload as never, context)
  const before = request ?? { id: context.requestId, version: 0, revision: 0, timeline: [] }
  const from = request?.state ?? null
  const to = from === null ? ok('registered' as const) : stateAfter(from, kind)
  if (!to.ok) throw new RangeError('applyAct needs an act that checkAct allows')
  const { execution, ...rest } = { ...(before as RequestBody), ...(change satisfies Change) }
  const entry = {
    id: context.commandId,
    at: context.at,
    actor: context.by,
    act: kind,
    from,
    to: to.value,
    facts,
    offline: context.offline,
    ...(context.first === undefined ? {} : { first: context.first }),
  } as unknown as TimelineEntry
  return {
    ...rest,
    // A closed request has no execution that could be held up.
    ...(execution === undefined || isClosed(to.value) ? {} : { execution }),
    state: to.value,
    version: before.version + 1,
    revision: before.revision + (act.revises ? 1 : 0),
    timeline: [...before.timeline, entry],
  }
}

/** Checks and applies in one call. */
export function performAct(request: RequestBody | null, given: ActToApply, context: ActContext): Result<RequestBody> {
  const refusal = checkAct(request, given, context)
  return refusal === null ? ok(applyAct(request, given, context)) : { ok: false, problem: refusal }
}
