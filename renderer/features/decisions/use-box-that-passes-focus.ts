import { useEffect, useRef, type RefObject } from 'react'

/** A card that disappears after a decision: a focus inside it moves to the heading of the room, so it is not lost. */
export function useBoxThatPassesFocus(): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const card = box.current
    return () => {
      if (card?.contains(document.activeElement)) document.querySelector<HTMLElement>('h1')?.focus()
    }
  }, [])
  return box
}
