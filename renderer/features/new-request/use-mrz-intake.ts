/** Moves an MRZ that is scanned or pasted into any field to the MRZ field. */
import { useCallback, type ClipboardEvent } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { DraftContent } from '../../../src/protocol/desk.ts'
import { focusField } from '../../ui/index.ts'
import { fieldId } from './draft-fields.ts'
import { useWedgeScan } from './use-wedge-scan.ts'
import { isWholeMrz, mrzLines } from './wedge-burst.ts'

/** Keys of an open dialog, of a locked screen, or of a text field outside the form (the search). */
function belongsElsewhere(target: EventTarget | null): boolean {
  const field = document.getElementById(fieldId('document.mrz'))
  if (field === null || field.closest('[inert]') !== null) return true
  if (document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) return true
  return target instanceof HTMLInputElement && target.type === 'text' && target.form !== field.closest('form')
}

export function useMrzIntake(form: UseFormReturn<DraftContent>) {
  const takeMrz = useCallback(
    (mrz: string) => {
      form.setValue('document.mrz', mrzLines(mrz), { shouldDirty: true })
      focusField(fieldId('document.mrz'))
    },
    [form],
  )
  // Remembers the whole form, because the keys may go into any field, or select an entry of a list.
  const hold = useCallback(() => {
    const before = structuredClone(form.getValues())
    return () => {
      for (const [part, value] of Object.entries(before)) form.setValue(part as keyof DraftContent, value)
    }
  }, [form])
  const onPasteCapture = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text')
    if (!isWholeMrz(text)) return
    event.preventDefault()
    event.stopPropagation()
    takeMrz(text)
  }
  useWedgeScan(hold, takeMrz, belongsElsewhere)
  return { onPasteCapture }
}
