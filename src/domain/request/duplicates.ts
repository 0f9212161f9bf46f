/**
 * Finds a request made twice, or one without any effect (OG 27/2002 art. 10: same person, same matter → one answer).
 */
import type { Instant } from '../calendar/bucharest.ts'
import { isClosed } from './lifecycle.ts'
import type { RequestKind, RequestState } from './request.ts'

/** Any key that the caller has for a person; it is only compared. */
type PersonKey = string

export interface RequestOfPerson {
  readonly id: string
  readonly person: PersonKey
  readonly kind: RequestKind
  readonly state: RequestState
  /** When it was registered, by the central store's order. */
  readonly registeredAt: Instant
  readonly number: string
}

/** What the central store knows of the person's dossier; `unknown` when it cannot be asked. */
export type DossierState = 'active' | 'anonymised' | 'none' | 'unknown'

export type Duplication =
  /** There is nothing against it. */
  | { readonly outcome: 'new' }
  /** Joined to the earliest open request; one answer. */
  | { readonly outcome: 'join'; readonly requestId: string; readonly number: string }
  /** The earlier receipt is shown, no second execution. */
  | { readonly outcome: 'already-anonymised'; readonly executedBy: string | null }
  /** A revert although nothing was anonymised. */
  | { readonly outcome: 'not-anonymised' }
  /** The person has no dossier to anonymise. */
  | { readonly outcome: 'no-dossier' }

const earliest = (requests: readonly RequestOfPerson[]): RequestOfPerson | undefined =>
  [...requests].sort(
    (a, b) => Number(new Date(a.registeredAt)) - Number(new Date(b.registeredAt)) || (a.id < b.id ? -1 : 1),
  )[0]

/**
 * How a request relates to the others of the same person. An open opposite request changes the dossier before this one
 * runs, so the present state of the dossier decides only if none is open: `order.ts` decides the order.
 */
export function findDuplication(
  request: Pick<RequestOfPerson, 'id' | 'person' | 'kind'>,
  others: readonly RequestOfPerson[],
  dossier: DossierState,
): Duplication {
  const ofPerson = others.filter((other) => other.person === request.person && other.id !== request.id)
  const open = ofPerson.filter((other) => !isClosed(other.state))
  const duplicate = earliest(open.filter((other) => other.kind === request.kind))
  if (duplicate) return { outcome: 'join', requestId: duplicate.id, number: duplicate.number }
  if (open.length > 0) return { outcome: 'new' }
  if (request.kind === 'anonymise') {
    if (dossier === 'none') return { outcome: 'no-dossier' }
    if (dossier !== 'anonymised') return { outcome: 'new' }
    const executed = ofPerson.filter((other) => other.kind === 'anonymise' && other.state === 'executed')
    return {
      outcome: 'already-anonymised',
      executedBy:
        executed.toSorted((a, b) => Number(new Date(b.registeredAt)) - Number(new Date(a.registeredAt)))[0]?.id ?? null,
    }
  }
  return dossier === 'active' || dossier === 'none' ? { outcome: 'not-anonymised' } : { outcome: 'new' }
}
