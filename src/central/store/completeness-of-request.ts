/** What a stored request lacks before review: the rule is the domain's. */
import { localDay } from '../../domain/calendar/bucharest.ts'
import { type Missing, missingForReview } from '../../domain/request/completeness.ts'
import { readRequest } from './requests.ts'
import type { Reading } from './schema.ts'

export async function missingOfRequest(db: Reading, requestId: string, at: string): Promise<Missing[]> {
  const request = await readRequest(db, requestId)
  if (!request) throw new RangeError('a request that is there')
  return missingForReview(request, localDay(at))
}
