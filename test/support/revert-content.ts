/** What a clerk types for a request for a revert: enough to register it, too little to decide it. */
import { draftContent, type DraftContent } from '../../src/protocol/desk.ts'
import { fictionalCnp } from './acts/stated.ts'
import { PAST_DAY } from './past-day.ts'

/** Of the n-th fictional person; `name` replaces the name. */
export const revertContent = (
  n: number,
  name: Partial<Pick<DraftContent['holder'], 'surname' | 'givenNames'>> = {},
): DraftContent =>
  draftContent.parse({
    holder: { surname: 'Lupu', givenNames: `Ioana ${String(n)}`, cnp: fictionalCnp(n), ...name },
    kind: 'revert',
    requestedDay: PAST_DAY,
  })
