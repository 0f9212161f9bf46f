/** A note half written: kept in memory per person and request, so that Esc and another request lose nothing. */
import { useState } from 'react'
import { useSession } from '../../app/session.tsx'

const kept = new Map<string, string>()

/** `change('')` forgets the note. */
export function useKeptNote(requestId: string): { readonly text: string; readonly change: (text: string) => void } {
  const key = `${useSession().actor?.id ?? ''}:${requestId}`
  const [shown, setShown] = useState({ key, text: kept.get(key) ?? '' })
  const change = (text: string) => {
    if (text === '') kept.delete(key)
    else kept.set(key, text)
    setShown({ key, text })
  }
  return { text: shown.key === key ? shown.text : (kept.get(key) ?? ''), change }
}
