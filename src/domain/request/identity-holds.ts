/** Whether an identity check still applies to the people in a request after an amendment. */
import { foldName, type PersonName } from '../person/name.ts'
import type { Capacity } from './request.ts'

/** Who asks, for whom, and as what. */
export interface StatedPeople {
  readonly holder: PersonName & { readonly cnp: string }
  readonly capacity: Capacity
  readonly representative: (PersonName & { readonly cnp: string | null }) | null
}

const samePerson = (
  one: PersonName & { readonly cnp: string | null },
  other: PersonName & { readonly cnp: string | null },
): boolean =>
  one.cnp === other.cnp &&
  foldName(one.surname) === foldName(other.surname) &&
  foldName(one.givenNames) === foldName(other.givenNames)

/**
 * A check compares a document with what the request states. It stays valid while the request states the same people in
 * the same capacity. A spelling that folds to the same name, an address or a contact changes no person. Otherwise the
 * check must be repeated, because the dossier of another person than the one checked would be erased.
 */
export function identityHolds(before: StatedPeople, after: StatedPeople): boolean {
  if (before.capacity !== after.capacity || !samePerson(before.holder, after.holder)) return false
  const [was, is] = [before.representative, after.representative]
  return was === null || is === null ? was === is : samePerson(was, is)
}

/** The fact in the timeline of an amendment that invalidated the identity check. */
export const IDENTITY_ANEW = 'anew' as const
