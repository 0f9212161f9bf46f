/** What the form derives from all its values: whom they name, and what other sources propose beside them. */
import type { UseFormReturn } from 'react-hook-form'
import type { DraftContent } from '../../../src/protocol/desk.ts'
import { useToday } from '../../desk/use-today.ts'
import type { Page } from './page-order.ts'
import { proposalsFor, takenAtOnce } from './proposals.ts'
import type { Assessment } from './use-assessment.ts'
import { useLookUp } from './use-look-up.ts'
import { usePageReadings } from './use-page-readings.ts'
import { useSame } from './use-same.ts'
import { useSettledValues } from './use-settled-values.ts'

interface Sources {
  readonly draftId: string
  readonly pages: readonly Page[]
  readonly assessment: Assessment | null
}

export function useDerived(form: UseFormReturn<DraftContent>, { draftId, pages, assessment }: Sources) {
  const values = useSettledValues(form)
  const lookUp = useLookUp(values.holder.cnp)
  const reading = usePageReadings(draftId, pages)
  const today = useToday()
  const proposals = useSame(proposalsFor(values, assessment?.mrz ?? null, lookUp.found, reading.readings, today))
  const offered = useSame(takenAtOnce(values, proposals))
  return { values, lookUp, reading, proposals, offered }
}
