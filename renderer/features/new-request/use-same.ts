/** Keeps the earlier object while a new one has the same content, so that nothing below renders again for nothing. */
import { useState } from 'react'

/** `value`: plain data, compared by its JSON text. */
export function useSame<T>(value: T): T {
  const [kept, setKept] = useState(value)
  if (kept === value || JSON.stringify(kept) === JSON.stringify(value)) return kept
  setKept(value)
  return value
}
