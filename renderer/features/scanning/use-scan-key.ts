import { useEffect, useRef } from 'react'
import { useShortcut } from '../../shortcuts/shortcut-registry.tsx'

/**
 * The scan key. If it is pressed before the desk has reported which scanner is selected (`known`), it waits for that
 * answer. Without the wait, it would open the file dialog instead.
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
