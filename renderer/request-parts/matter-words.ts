/** The words for a matter in which paper and record can differ, and for the values of both. */
import { isPaperMatter, type Matter } from '../../src/domain/request/comparison.ts'
import type { Capacity, RequestKind } from '../../src/domain/request/request.ts'
import { CAPACITIES, REQUEST_KINDS } from '../../src/domain/request/request.ts'
import { formatDay } from '../i18n/dates.ts'
import { requestWords } from '../i18n/request-words.ts'
import { useWords } from '../i18n/words.ts'
import { partWords } from './words.ts'

const WORDED = [
  'not-ticked',
  'signed',
  'unsigned',
  'none',
  'active',
  'anonymised',
  'erase',
  'restrict',
  'copy',
  'no-copy',
] as const
type Worded = (typeof WORDED)[number]
const isWorded = (value: string): value is Worded => (WORDED as readonly string[]).includes(value)

/** The value of a field of the form in which a crop of the paper shows the matter; null where no field shows it. */
export const CROP_OF: Readonly<Record<Matter, string | null>> = {
  kind: 'kind',
  name: 'holder.surname',
  cnp: 'holder.cnp',
  capacity: 'capacity',
  day: 'requestedDay',
  signature: 'signature',
  dossier: null,
  'only-restrict': 'answers.onlyRestrict',
  'copy-first': 'answers.copyFirst',
  'restriction-wanted': 'answers.onlyRestrict',
  'copy-wanted': 'answers.copyFirst',
}

export function useMatterWords() {
  const t = useWords(partWords)
  const tRequest = useWords(requestWords)
  const valueOf = (matter: Matter, value: string): string => {
    if (isWorded(value) && !(matter === 'name' || matter === 'cnp')) return t(`stated.${value}`)
    if ((REQUEST_KINDS as readonly string[]).includes(value)) return tRequest(`kind.${value as RequestKind}`)
    if ((CAPACITIES as readonly string[]).includes(value)) return tRequest(`capacity.${value as Capacity}`)
    return matter === 'day' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDay(value) : value
  }
  return {
    matterOf: (matter: Matter): string => t(`matter.${matter}`),
    /** Several values that the paper states are joined; a wish stands on no paper. */
    paperOf: (matter: Matter, paper: readonly string[]): string =>
      isPaperMatter(matter) ? paper.map((value) => valueOf(matter, value)).join(' / ') : '',
    statedOf: valueOf,
  }
}
