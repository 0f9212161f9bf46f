/** What all parts of the form share: the form state, the desk's assessment, and the proposals beside the fields. */
import { createContext, useContext } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { DraftContent, DraftPageReading, ProcedureOutput } from '../../../src/protocol/desk.ts'
import type { Proposal } from './proposals.ts'
import type { Assessment } from './use-assessment.ts'

export interface NewRequestForm {
  readonly form: UseFormReturn<DraftContent>
  readonly assessment: Assessment | null
  readonly proposals: readonly Proposal[]
  /** What Alt+P takes at once. */
  readonly offered: readonly Proposal[]
  /** The machine readings of the scanned pages, in page order. */
  readonly readings: readonly DraftPageReading[]
  readonly take: (proposals: readonly Proposal[]) => void
  /** `cnp`: as it was typed when it was looked up. */
  readonly lookUp: {
    readonly cnp: string
    readonly found: ProcedureOutput<'holder.lookUp'> | null
    readonly offline: boolean
  }
  /** True after a refused main action: every missing item is also marked at its field. */
  readonly showMissing: boolean
}

export const NewRequestContext = createContext<NewRequestForm | null>(null)

export function useNewRequest(): NewRequestForm {
  const value = useContext(NewRequestContext)
  if (!value) throw new Error('useNewRequest needs a NewRequestForm above it')
  return value
}
