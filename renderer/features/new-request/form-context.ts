/**
 * What every part of the form shares: the draft's form, what the desk says of it, and the proposals beside the fields.
 */
import { createContext, useContext } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { DraftContent, DraftPageReading, ProcedureOutput } from '../../../src/protocol/desk.ts'
import type { Proposal } from './proposals.ts'
import type { Assessment } from './use-assessment.ts'

export interface NewRequestForm {
  readonly form: UseFormReturn<DraftContent>
  readonly assessment: Assessment | null
  readonly proposals: readonly Proposal[]
  /** What a machine read on the scanned pages, in their order. */
  readonly readings: readonly DraftPageReading[]
  readonly take: (proposals: readonly Proposal[]) => void
  readonly lookUp: { readonly found: ProcedureOutput<'holder.lookUp'> | null; readonly offline: boolean }
  /** After a refused main action every missing thing is also marked at its field. */
  readonly showMissing: boolean
}

export const NewRequestContext = createContext<NewRequestForm | null>(null)

export function useNewRequest(): NewRequestForm {
  const value = useContext(NewRequestContext)
  if (!value) throw new Error('no request form above this component')
  return value
}
