/** The main action: registers the request if it is complete enough, or else marks what is missing. */
import { useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { DraftContent, ProcedureOutput } from '../../../src/protocol/desk.ts'
import { useCommand } from '../../desk/use-procedure.ts'
import { useShortcut } from '../../shortcuts/shortcut-registry.tsx'
import type { Assessment } from './use-assessment.ts'
import type { PageSaving } from './page-saving.ts'
import type { DraftSaving } from './use-draft-saving.ts'

interface RegisterOptions {
  readonly form: UseFormReturn<DraftContent>
  readonly draftId: string
  readonly saving: DraftSaving
  readonly pageSaving: PageSaving
  readonly askNow: () => Promise<Assessment | null>
  readonly onRegistered: (registered: ProcedureOutput<'draft.register'>) => void
}

export function useRegister({ form, draftId, saving, pageSaving, askNow, onRegistered }: RegisterOptions) {
  const register = useCommand('draft.register')
  const [refusals, setRefusals] = useState(0)
  const submit = async () => {
    if (register.busy) return
    await saving.flush()
    // The desk registers the pages that it has. Where they are not those on the screen, the bar above shows why.
    if (!(await pageSaving.settle())) return
    const now = await askNow()
    if (now === null || now.blockers.length > 0 || !(await form.trigger())) {
      setRefusals((count) => count + 1)
      return
    }
    const result = await register.run({ draftId, content: form.getValues() })
    if (!result.ok) return
    saving.stop()
    onRegistered(result.value)
  }
  useShortcut('main-action', () => void submit())
  return { submit, busy: register.busy, problem: register.problem, refusals }
}
