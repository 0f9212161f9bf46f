/**
 * The values of the whole form, for what is derived from all of them (proposals, look-up, the page roles). They follow
 * a key in a transition: the field with the caret is painted first, and the next key interrupts what is derived.
 */
import { startTransition, useEffect, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { DraftContent } from '../../../src/protocol/desk.ts'

export function useSettledValues(form: UseFormReturn<DraftContent>): DraftContent {
  const [values, setValues] = useState(() => structuredClone(form.getValues()))
  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        // A copy: the form changes its own object in place.
        callback: () => startTransition(() => setValues(structuredClone(form.getValues()))),
      }),
    [form],
  )
  return values
}
