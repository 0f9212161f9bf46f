/** The body of a room: its heading takes the focus on arrival, so that keyboard and screen reader begin at the top. */
import { useEffect, useRef, type ReactNode } from 'react'
import { useWords } from '../i18n/words.ts'
import styles from './page.module.css'
import { appWords } from './words.ts'

export interface PageProps {
  readonly title: ReactNode
  /** For the window title; nothing personal. */
  readonly room: string
  readonly bar?: ReactNode
  /** Under the body, always in view; the one main action stands last. */
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** `inside`: the page puts the focus itself. */
  readonly focus?: 'heading' | 'inside'
  readonly layout?: 'scroll' | 'fill'
}

export function Page({ title, room, bar, actions, children, focus = 'heading', layout = 'scroll' }: PageProps) {
  const say = useWords(appWords)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (focus === 'heading') heading.current?.focus({ preventScroll: true })
  }, [focus])
  useEffect(() => {
    document.title = `${room} · ${say('brand')}`
  }, [room, say])
  return (
    <div className={styles['page']}>
      <header className={styles['header']}>
        <h1 ref={heading} tabIndex={-1} className={styles['title']}>
          {title}
        </h1>
        {bar && <div className={styles['bar']}>{bar}</div>}
      </header>
      <div className={styles['body']} data-layout={layout}>
        {children}
      </div>
      {actions && <footer className={styles['actions']}>{actions}</footer>}
    </div>
  )
}
