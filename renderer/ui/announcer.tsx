/**
 * Short confirmations: shown for a few seconds at the bottom and read by screen readers. They are never the only sign
 * that something was done.
 */
import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import styles from './announcer.module.css'

interface Message {
  readonly key: number
  readonly text: string
  readonly icon: IconName
}
type Announce = (text: string, icon?: IconName) => void

const AnnounceContext = createContext<Announce>(() => undefined)
const SHOWN_MS = 6_000

export function Announcer({ children }: { children: ReactNode }) {
  const [messages, setMessages] = useState<readonly Message[]>([])
  const counter = useRef(0)
  const announce = useCallback<Announce>((text, icon = 'check') => {
    const key = ++counter.current
    setMessages((now) => [...now.slice(-2), { key, text, icon }])
    setTimeout(() => setMessages((now) => now.filter((message) => message.key !== key)), SHOWN_MS)
  }, [])
  const value = useMemo(() => announce, [announce])
  return (
    <AnnounceContext value={value}>
      {children}
      <div className={styles['region']} role="status" aria-live="polite">
        {messages.map(({ key, text, icon }) => (
          <p key={key} className={styles['message']}>
            <Icon name={icon} />
            {text}
          </p>
        ))}
      </div>
    </AnnounceContext>
  )
}

/** Announces that something was done. No personal data: the text is read aloud and visible across the counter. */
export const useAnnounce = (): Announce => useContext(AnnounceContext)
