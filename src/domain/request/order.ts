/**
 * Opposite requests of one person run in the order in which they were made, never in the order in which they reached
 * the central store. If that order cannot be proved, a supervisor decides.
 */
import type { Instant } from '../calendar/bucharest.ts'
import { ok, refuse, type Result } from '../problem.ts'
import { isClosed } from './lifecycle.ts'
import type { RequestKind, RequestState } from './request.ts'

/**
 * When a request was made, as far as it is proved: a span in which it lies, both ends included. An e-mail's arrival and
 * a portal's confirmation are one instant; a form handed over at the counter was made between that desk's last and next
 * time signal, or on that day.
 */
export interface Made {
  readonly earliest: Instant
  readonly latest: Instant
}

export interface OrderedRequest {
  readonly id: string
  readonly kind: RequestKind
  readonly state: RequestState
  readonly made: Made
  /**
   * Ids of requests that a supervisor has decided were made after this one; of two decisions on a pair only the later
   * is here.
   */
  readonly decidedBefore: readonly string[]
}
type Comparable = Pick<OrderedRequest, 'id' | 'made' | 'decidedBefore'>

const at = (instant: Instant): number => new Date(instant).getTime()

/** Which was made first by the times alone: negative = a, positive = b, null = cannot be proved. */
export function compareTimes(a: Made, b: Made): number | null {
  if (at(a.latest) < at(b.earliest)) return -1
  return at(b.latest) < at(a.earliest) ? 1 : null
}

/**
 * Which was made first: negative = a, positive = b, null = cannot be proved. A decision of a supervisor overrides the
 * clocks.
 */
export function compareMade(a: Comparable, b: Comparable): number | null {
  if (a.decidedBefore.includes(b.id)) return -1
  return b.decidedBefore.includes(a.id) ? 1 : compareTimes(a.made, b.made)
}

export type ExecutionOrder =
  | { readonly outcome: 'now' }
  /** Behind these open requests of the same person, which were made before it, or behind one that is executing. */
  | { readonly outcome: 'wait'; readonly for: readonly string[] }

/**
 * Whether a request of a person may run now, given that person's other requests (any state). It waits for an opposite
 * request that is executing or was made before it. Refuses with `request.order`, naming both, if the order cannot be
 * proved, and if a later opposite request was executed already: run now, the older wish would undo the newer one. Other
 * closed requests do not matter.
 */
export function executionOrderOf(request: OrderedRequest, others: readonly OrderedRequest[]): Result<ExecutionOrder> {
  const opposite = others.filter(
    (other) => other.id !== request.id && other.kind !== request.kind && !isClosed(other.state),
  )
  const running = opposite.filter((other) => other.state === 'executing')
  if (running.length > 0) return ok({ outcome: 'wait', for: running.map((other) => other.id) })
  const overtaken = others.filter(
    (other) =>
      other.id !== request.id &&
      other.kind !== request.kind &&
      other.state === 'executed' &&
      (compareMade(request, other) ?? -1) < 0,
  )
  if (overtaken.length > 0)
    return refuse('request.order', { requestIds: [request.id, ...overtaken.map((other) => other.id)] })
  const unproved = opposite.filter((other) => compareMade(request, other) === null)
  if (unproved.length > 0)
    return refuse('request.order', { requestIds: [request.id, ...unproved.map((other) => other.id)] })
  const before = opposite.filter((other) => (compareMade(request, other) ?? 0) > 0)
  return ok(before.length === 0 ? { outcome: 'now' } : { outcome: 'wait', for: before.map((other) => other.id) })
}

/**
 * Whether a supervisor may decide that one request was made before another, opposite one, given all requests of the
 * person. Refuses with `request.order-known` where the times prove the order, or where what is known of the person's
 * other open requests already says the contrary: a circle would let none of them run.
 */
export function mayDecideOrder(
  first: OrderedRequest,
  second: OrderedRequest,
  all: readonly OrderedRequest[],
): Result<true> {
  if (compareTimes(first.made, second.made) !== null) return refuse('request.order-known')
  const open = all.filter(({ state }) => !isClosed(state))
  const isPair = (a: OrderedRequest, b: OrderedRequest): boolean =>
    [a.id, b.id].every((id) => id === first.id || id === second.id)
  /** The requests that wait for `a`, by everything known except an earlier decision on this pair. */
  const behind = (a: OrderedRequest): OrderedRequest[] =>
    open.filter((b) => b.kind !== a.kind && !isPair(a, b) && (compareMade(a, b) ?? 0) < 0)
  const reached = new Set<string>()
  const rest = [second]
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (next.id === first.id) return refuse('request.order-known')
    if (reached.has(next.id)) continue
    reached.add(next.id)
    rest.push(...behind(next))
  }
  return ok(true)
}
