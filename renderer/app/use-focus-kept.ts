/** Returns the focus to where it was before the desk was locked, so that nobody types into nothing after unlocking. */
import { useEffect, useRef, type RefObject } from 'react'

/** @returns the ref of the part that is hidden while the desk is locked */
export function useFocusKept(open: boolean): RefObject<HTMLDivElement | null> {
  const inside = useRef<HTMLDivElement>(null)
  const last = useRef<HTMLElement | null>(null)
  // Hiding takes the focus away before React reports it, so the last focused element is remembered as it goes.
  useEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && inside.current?.contains(target)) last.current = target
    }
    document.addEventListener('focusin', remember)
    return () => document.removeEventListener('focusin', remember)
  }, [])
  const wasOpen = useRef(open)
  useEffect(() => {
    const unlocked = open && !wasOpen.current
    wasOpen.current = open
    if (!unlocked) return
    if (last.current?.isConnected) last.current.focus()
    else document.getElementById('main')?.focus()
  }, [open])
  return inside
}
