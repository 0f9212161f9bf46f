import { useEffect, useRef, type ReactNode } from 'react'
import { uiWords } from '../i18n/ui-words.ts'
import { useWords } from '../i18n/words.ts'
import type { Tone } from './chip.tsx'
import { Icon, type IconName } from './icon.tsx'
import styles from './notice.module.css'

export interface NoticeProps {
  readonly tone?: Tone
  readonly icon?: IconName
  readonly title: ReactNode
  readonly children?: ReactNode
  readonly actions?: ReactNode
  readonly role?: 'alert' | 'status' | 'note'
  readonly autoFocus?: boolean
  /** A code for support, folded behind its summary: a clerk has no use for it. */
  readonly reference?: string
}

function SupportCode({ code }: { code: string }) {
  const t = useWords(uiWords)
  return (
    <details className={styles['reference']}>
      <summary>{t('details')}</summary>
      <code>{code}</code>
    </details>
  )
}

/** Important information within the page. */
export function Notice({
  tone = 'neutral',
  icon = 'info',
  title,
  children,
  actions,
  role = 'note',
  autoFocus,
  reference,
}: NoticeProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (autoFocus) box.current?.focus()
  }, [autoFocus])
  return (
    <div ref={box} className={styles['notice']} data-tone={tone} role={role} tabIndex={autoFocus ? -1 : undefined}>
      <Icon name={icon} size={18} />
      <div className={styles['words']}>
        <p className={styles['title']}>{title}</p>
        {children && <div>{children}</div>}
        {actions && <div className={styles['actions']}>{actions}</div>}
        {reference && <SupportCode code={reference} />}
      </div>
    </div>
  )
}
