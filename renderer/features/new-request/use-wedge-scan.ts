/**
 * Recognises the key burst of a typing scanner in any field, restores what the form held before it, and passes the MRZ
 * on.
 */
import { useCallback, useRef, type KeyboardEvent } from 'react'
import { BURST_END_MS, createWedgeBurst } from './wedge-burst.ts'

/**
 * For the form's `onKeyDownCapture`. `hold` is called at the first key that may start a burst; the function it returns
 * undoes everything that the keys have changed since.
 */
export function useWedgeScan(
  hold: () => () => void,
  deliver: (mrz: string) => void,
): (event: KeyboardEvent<HTMLElement>) => void {
  const burst = useRef(createWedgeBurst())
  const putBack = useRef<(() => void) | null>(null)
  const end = useRef<ReturnType<typeof setTimeout>>(undefined)
  return useCallback(
    (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return
      const step = burst.current.step({ key: event.key, at: event.timeStamp, repeat: event.repeat })
      if (step === 'first') putBack.current = hold()
      if (step === 'typing' || step === 'first') return
      event.preventDefault()
      event.stopPropagation()
      if (step === 'began') putBack.current?.()
      clearTimeout(end.current)
      end.current = setTimeout(() => {
        const mrz = burst.current.take()
        if (mrz !== null) deliver(mrz)
      }, BURST_END_MS)
    },
    [hold, deliver],
  )
}
