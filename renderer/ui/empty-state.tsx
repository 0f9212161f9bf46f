import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import styles from './empty-state.module.css'

/** Describes what will appear here, and when. */
export function EmptyState({
  icon = 'document',
  title,
  children,
  action,
}: {
  icon?: IconName
  title: string
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className={styles['empty']}>
      <Icon name={icon} size={28} />
      <p className={styles['title']}>{title}</p>
      {children && <p className={styles['words']}>{children}</p>}
      {action}
    </div>
  )
}
