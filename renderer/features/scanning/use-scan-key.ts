import { useEffect, useRef } from 'react'
import { useShortcut } from '../../shortcuts/shortcut-registry.tsx'

/**
 * The scan key. Pressed before the desk has said which scanner is chosen (`known`), it waits for that answer: to take
 * it as no scanner would ask for a file instead.
 */
export function useScanKey(known: boolean, run: () => void): void {
  const pressedEarly = useRef(false)
  useShortcut('scan', () => {
    if (known) run()
    else pressedEarly.current = true
  })
  useEffect(() => {
    if (!known || !pressedEarly.current) return
    pressedEarly.current = false
    run()
  })
}
