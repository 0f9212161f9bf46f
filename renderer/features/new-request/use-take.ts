/** Takes proposals into the form and records their source. */
import { useCallback } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { DraftContent } from '../../../src/protocol/desk.ts'
import { useShortcut } from '../../shortcuts/shortcut-registry.tsx'
import { focusField } from '../../ui/index.ts'
import { fieldId } from './draft-fields.ts'
import { firstOpen } from './first-open.ts'
import { takenAtOnce, type Proposal } from './proposals.ts'

/** `lookedUp`: the CNP to which the central store's proposals belong; they follow the typed one a moment later. */
export function useTake(form: UseFormReturn<DraftContent>, proposals: readonly Proposal[], lookedUp: string) {
  const take = useCallback(
    (given: readonly Proposal[]) => {
      // Another CNP was typed meanwhile: the name is another person's.
      const isTheirs = form.getValues('holder.cnp') === lookedUp
      const taken = given.filter(({ source }) => source !== 'central' || isTheirs)
      if (taken.length === 0) return
      for (const { path, value } of taken)
        form.setValue(path, value as never, { shouldDirty: true, shouldValidate: true })
      form.setValue('sources', {
        ...form.getValues('sources'),
        ...Object.fromEntries(taken.flatMap(({ path, source }) => (source === 'today' ? [] : [[path, source]]))),
      })
      const [only, ...more] = taken
      focusField(fieldId(more.length > 0 || only === undefined ? firstOpen(form.getValues()) : only.path))
    },
    [form, lookedUp],
  )
  // Also while the focus is in the scan pane, where it is after a scan.
  useShortcut('take-sure', () => {
    const offered = takenAtOnce(form.getValues(), proposals)
    if (offered.length > 0) take(offered)
  })
  return take
}
