import { useEffect, useRef, type ReactNode } from 'react'
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
  readonly reference?: string
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
        {reference && <p className={styles['reference']}>{reference}</p>}
        {actions && <div className={styles['actions']}>{actions}</div>}
      </div>
    </div>
  )
}
