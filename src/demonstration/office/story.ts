/** A planned request of the past weeks. */
import type { Day } from '../../domain/calendar/day.ts'
import type { Capacity, Channel, FilingReason, RejectionReason, RequestKind } from '../../domain/request/request.ts'
import type { Person } from '../population/people.ts'
import type { DossierPlan } from './dossiers.ts'

export type Decided =
  | { readonly act: 'return'; readonly missing: readonly string[]; readonly explanation: string }
  | {
      readonly act: 'approve'
      /** Whether the request is executed, or still waits for an earlier one. */
      readonly executed: boolean
    }
  | { readonly act: 'reject'; readonly reason: RejectionReason; readonly explanation: string }
  | { readonly act: 'withdraw'; readonly explanation: string }
  | { readonly act: 'join'; readonly into: string }
  | { readonly act: 'forward'; readonly to: string }
  | { readonly act: 'file'; readonly reason: FilingReason; readonly explanation: string }
  | { readonly act: 'extend'; readonly days: number; readonly explanation: string }

export interface Story {
  readonly requestId: string
  readonly person: Person
  readonly kind: RequestKind
  readonly channel: Channel
  readonly capacity: Capacity
  readonly representative: Person | null
  readonly day: Day
  readonly registeredAt: number
  /** The index of the clerk, which also determines the desk. */
  readonly clerk: number
  /** The result of the identity check so far. */
  readonly identity: 'passed' | 'to-verify' | 'none'
  readonly signed: boolean
  readonly note: string | null
  readonly submitted: boolean
  readonly decision: (Decided & { readonly at: number; readonly supervisor: number }) | null
}

export interface Population {
  readonly plans: readonly DossierPlan[]
  readonly today: Day
  readonly clerks: number
  readonly supervisors: number
}
