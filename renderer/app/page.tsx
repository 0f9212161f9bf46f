/**
 * The body of a room. Its heading receives the focus on arrival, so that keyboard and screen reader start at the top.
 */
import { useEffect, useRef, type ReactNode } from 'react'
import { useWords } from '../i18n/words.ts'
import styles from './page.module.css'
import { appWords } from './words.ts'

export interface PageProps {
  readonly title: ReactNode
  /** Shown in the window title, so it contains no personal data. */
  readonly room: string
  readonly bar?: ReactNode
  /** Between header and body; it stays in place while the body scrolls. */
  readonly banner?: ReactNode
  /** Bar below the body, always visible; the main action comes last. */
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** `inside`: the page sets the focus itself. */
  readonly focus?: 'heading' | 'inside'
  readonly layout?: 'scroll' | 'fill'
}

export function Page({ title, room, bar, banner, actions, children, focus = 'heading', layout = 'scroll' }: PageProps) {
  const t = useWords(appWords)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (focus === 'heading') heading.current?.focus({ preventScroll: true })
  }, [focus])
  useEffect(() => {
    document.title = `${room} · ${t('brand')}`
  }, [room, t])
  return (
    <div className={styles['page']}>
      <header className={styles['header']}>
        <h1 ref={heading} tabIndex={-1} className={styles['title']}>
          {title}
        </h1>
        {bar && <div className={styles['bar']}>{bar}</div>}
      </header>
      {banner}
      <div className={styles['body']} data-layout={layout}>
        {children}
      </div>
      {actions && <footer className={styles['actions']}>{actions}</footer>}
    </div>
  )
}
