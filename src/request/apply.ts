/**
 * Checks and applies one act. The desk predicts with these two functions what the central store confirms with them, so
 * that the confirmed request replaces the predicted one without a jump.
 */
import { ok, type Problem, problem, type Result } from '../domain/problem.ts'
import { applyCommand, isClosed } from '../domain/request/lifecycle.ts'
import type { RequestState } from '../domain/request/request.ts'
import type { Change, ActContext } from './act.ts'
import { type ActKind, anyAct, mayAuthor, type Payload } from './acts.ts'
import type { RequestBody, TimelineEntry } from './body.ts'

/** What somebody does to a request. */
export interface Deed<K extends ActKind = ActKind> {
  readonly kind: K
  readonly payload: Payload<K>
  /** The revision that was seen; null for what always applies. */
  readonly expectedRevision: number | null
}

/** The state after an act; refuses where the state does not allow it. */
export function stateAfter(state: RequestState, kind: ActKind): Result<RequestState> {
  const { move } = anyAct(kind)
  return move === null ? ok(state) : applyCommand(state, move)
}

function staleness(request: RequestBody, { kind, expectedRevision }: Deed): Problem | null {
  if (!anyAct(kind).transition) return null
  if (expectedRevision === null)
    return problem('input.invalid', { issues: [{ path: 'expectedRevision', message: 'required' }] })
  if (expectedRevision === request.revision) return null
  return problem('request.stale', { seen: expectedRevision, current: request.revision, state: request.state })
}

/** Whether it is the act by which a request comes to be. */
export const isFirst = (kind: ActKind): kind is 'register-request' => kind === 'register-request'

/** Why an act cannot be done to a request (null: there is none yet), by all that can be judged without a store. */
export function checkAct(request: RequestBody | null, deed: Deed, context: ActContext): Problem | null {
  const { kind, payload } = deed
  const act = anyAct(kind)
  if (!mayAuthor(context.by.kind, kind)) return problem('right.missing', { right: act.right ?? kind })
  if (isFirst(kind) !== (request === null)) return problem(isFirst(kind) ? 'request.exists' : 'request.unknown')
  if (request !== null) {
    const stale = staleness(request, deed)
    if (stale !== null) return stale
    const to = stateAfter(request.state, kind)
    if (!to.ok) return to.problem
  }
  return act.check(request as never, payload as never, context)
}

/** What a request looks like after an act in which {@link checkAct} found nothing. */
export function applyAct(request: RequestBody | null, { kind, payload }: Deed, context: ActContext): RequestBody {
  const act = anyAct(kind)
  const { change, facts } = act.apply(request as never, payload as never, context)
  const before = request ?? { id: context.requestId, version: 0, revision: 0, timeline: [] }
  const from = request?.state ?? null
  const to = from === null ? ok('registered' as const) : stateAfter(from, kind)
  if (!to.ok) throw new RangeError('an act that was checked')
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
  } as unknown as TimelineEntry
  return {
    ...rest,
    // Nothing is held up any more of what this act closes.
    ...(execution === undefined || isClosed(to.value) ? {} : { execution }),
    state: to.value,
    version: before.version + 1,
    revision: before.revision + (act.revises ? 1 : 0),
    timeline: [...before.timeline, entry],
  }
}

/** Both at once, for an act that needs nothing else. */
export function performAct(request: RequestBody | null, deed: Deed, context: ActContext): Result<RequestBody> {
  const refusal = checkAct(request, deed, context)
  return refusal === null ? ok(applyAct(request, deed, context)) : { ok: false, problem: refusal }
}
