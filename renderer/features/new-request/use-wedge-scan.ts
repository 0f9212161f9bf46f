/**
 * Recognises the key burst of a typing scanner wherever the focus is (a field, a list, a button, nothing), restores
 * what the form held before it, and passes the MRZ on. Behind an open dialog or a locked screen it does nothing.
 */
import { useEffect, useRef } from 'react'
import { BURST_END_MS, createWedgeBurst } from './wedge-burst.ts'

/**
 * `hold` is called at the first key that may start a burst; the function it returns undoes everything that the keys
 * have changed since. `ignores`: whether a key belongs to something else than the form.
 */
export function useWedgeScan(
  hold: () => () => void,
  deliver: (mrz: string) => void,
  ignores: (target: EventTarget | null) => boolean,
): void {
  const burst = useRef(createWedgeBurst())
  const putBack = useRef<(() => void) | null>(null)
  useEffect(() => {
    let end: ReturnType<typeof setTimeout> | undefined
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || ignores(event.target)) return
      const step = burst.current.step({ key: event.key, at: event.timeStamp, repeat: event.repeat })
      if (step === 'first') putBack.current = hold()
      if (step === 'typing' || step === 'first') return
      event.preventDefault()
      event.stopImmediatePropagation()
      if (step === 'began') putBack.current?.()
      clearTimeout(end)
      end = setTimeout(() => {
        const mrz = burst.current.take()
        if (mrz !== null) deliver(mrz)
      }, BURST_END_MS)
    }
    // Before any control: a list would choose an entry by the letters, a button would be pressed by the Enter.
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => {
      clearTimeout(end)
      window.removeEventListener('keydown', onKeyDown, { capture: true })
    }
  }, [hold, deliver, ignores])
}
