/** The document by which a person is identified, and whether it is valid on a day (OUG 97/2005). */
import { type Day, isDay } from '../calendar/day.ts'
import { ok, refuse, type Result } from '../problem.ts'
import type { IdentityDocumentType } from '../request/request.ts'

/** Last day of validity, or no end: documents of older people. */
export type Validity = Day | 'unlimited'

export interface IdentityDocument {
  readonly type: IdentityDocumentType
  /** Letters of the series, only a hint; null if the number has none, as on passports. */
  readonly series: string | null
  readonly number: string
  readonly validUntil: Validity
}

/**
 * Whether a document is valid on a day; its last day counts. Returns the validity. Refuses with `document.date` if the
 * date does not exist and with `document.expired` if it has passed.
 */
export function checkValidity(validUntil: Validity, day: Day): Result<Validity> {
  if (validUntil === 'unlimited') return ok(validUntil)
  if (!isDay(validUntil)) return refuse('document.date')
  return validUntil < day ? refuse('document.expired', { validUntil }) : ok(validUntil)
}

/** `MZ 123456`, `053456789`: series and number as people read them aloud. */
export const formatDocumentNumber = ({ series, number }: Pick<IdentityDocument, 'series' | 'number'>): string =>
  series === null || series === '' ? number : `${series} ${number}`
