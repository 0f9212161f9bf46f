/** Where the form goes on after several values were taken at once. */
import { actsForAnother } from '../../../src/domain/person/capacity.ts'
import type { DraftContent } from '../../../src/protocol/desk.ts'
import { valueAt } from './proposals.ts'

/** The fields that a request needs, in the order of the form. */
const NEEDED = ['document.number', 'document.validUntil', 'holder.surname', 'holder.givenNames', 'holder.cnp'] as const
const OF_REPRESENTATIVE = ['representative.surname', 'representative.givenNames'] as const
const THEN = ['holder.address', 'holder.phone', 'kind', 'requestedDay'] as const

/** The first field that is still empty: the one to go on with after several values were taken at once. */
export function firstOpen(content: DraftContent): string {
  const paths = [...NEEDED, ...(actsForAnother(content.capacity) ? OF_REPRESENTATIVE : []), ...THEN]
  const isOpen = (path: (typeof paths)[number]): boolean =>
    !(path === 'document.validUntil' && content.document.unlimited) && valueAt(content, path).trim() === ''
  return paths.find(isOpen) ?? 'attestations'
}
