/**
 * Opposite requests of one person run in the order in which they were made, never in the order in which they reached the central
 * store; where that order cannot be proved, a supervisor decides (product.md section 4).
 */
import type { Instant } from '../calendar/bucharest.ts'
import { ok, refuse, type Result } from '../problem.ts'
import { isClosed } from './lifecycle.ts'
import type { RequestKind, RequestState } from './request.ts'

/**
 * When a request was made, as far as it is proved: a span in which it lies, both ends included. An e-mail's arrival and a portal's
 * confirmation are one instant; a form handed over at the counter was made between that desk's last and next time signal, or on that day.
 */
interface Made {
  readonly earliest: Instant
  readonly latest: Instant
}

export interface OrderedRequest {
  readonly id: string
  readonly kind: RequestKind
  readonly state: RequestState
  readonly made: Made
  /** Position a supervisor has given by decision, ascending; null without one. Counts only between two that both have it. */
  readonly decidedRank: number | null
}

const at = (instant: Instant): number => new Date(instant).getTime()

/** Which was made first: negative = a, positive = b, null = cannot be proved. A supervisor's decision stands above the clocks. */
export function compareMade(a: Pick<OrderedRequest, 'made' | 'decidedRank'>, b: Pick<OrderedRequest, 'made' | 'decidedRank'>): number | null {
  if (a.decidedRank !== null && b.decidedRank !== null && a.decidedRank !== b.decidedRank) return a.decidedRank - b.decidedRank
  if (at(a.made.latest) < at(b.made.earliest)) return -1
  if (at(b.made.latest) < at(a.made.earliest)) return 1
  return null
}

export type Turn =
  | { readonly outcome: 'now' }
  /** Behind these open requests of the same person, which were made before it, or behind one that is executing. */
  | { readonly outcome: 'wait'; readonly for: readonly string[] }

/**
 * Whether a request of a person may run now, given that person's other requests (any state; closed ones do not matter). Waits for an opposite
 * one that is executing or was made before. Refuses with `request.order`, naming both, where the order cannot be proved.
 */
export function turnOf(request: OrderedRequest, others: readonly OrderedRequest[]): Result<Turn> {
  const opposite = others.filter((other) => other.id !== request.id && other.kind !== request.kind && !isClosed(other.state))
  const running = opposite.filter((other) => other.state === 'executing')
  if (running.length > 0) return ok({ outcome: 'wait', for: running.map((other) => other.id) })
  const unproved = opposite.filter((other) => compareMade(request, other) === null)
  if (unproved.length > 0) return refuse('request.order', { requestIds: [request.id, ...unproved.map((other) => other.id)] })
  const before = opposite.filter((other) => (compareMade(request, other) ?? 0) > 0)
  return ok(before.length === 0 ? { outcome: 'now' } : { outcome: 'wait', for: before.map((other) => other.id) })
}
