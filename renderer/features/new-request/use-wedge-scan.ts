/**
 * Hears a wedge scanner in any field of a part of the form, gives the field back what it held, and hands over the MRZ.
 */
import { useCallback, useRef, type KeyboardEvent } from 'react'
import { BURST_END_MS, createWedgeBurst } from './wedge-burst.ts'

type Field = HTMLInputElement | HTMLTextAreaElement

/** For a part's `onKeyDownCapture`; `restore` puts the text back that stood in the field before the burst. */
export function useWedgeScan(
  restore: (field: Field, text: string) => void,
  deliver: (mrz: string) => void,
): (event: KeyboardEvent<HTMLElement>) => void {
  const burst = useRef(createWedgeBurst())
  const held = useRef<{ field: Field; text: string } | null>(null)
  const end = useRef<ReturnType<typeof setTimeout>>(undefined)
  return useCallback(
    (event) => {
      const { target } = event
      if (
        !(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) ||
        event.ctrlKey ||
        event.altKey ||
        event.metaKey
      )
        return
      const step = burst.current.step({ key: event.key, at: event.timeStamp, repeat: event.repeat })
      if (step === 'first') held.current = { field: target, text: target.value }
      if (step === 'typing' || step === 'first') return
      event.preventDefault()
      event.stopPropagation()
      if (step === 'began' && held.current !== null) restore(held.current.field, held.current.text)
      clearTimeout(end.current)
      end.current = setTimeout(() => {
        const mrz = burst.current.take()
        if (mrz !== null) deliver(mrz)
      }, BURST_END_MS)
    },
    [restore, deliver],
  )
}
