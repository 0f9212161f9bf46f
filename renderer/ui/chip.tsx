import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import styles from './chip.module.css'

export type Tone = 'neutral' | 'accent' | 'attention' | 'good' | 'erase'

/** A state as icon and word; colour only repeats them. */
export function Chip({ tone = 'neutral', icon, children }: { tone?: Tone; icon?: IconName; children: ReactNode }) {
  return (
    <span className={styles['chip']} data-tone={tone}>
      {icon && <Icon name={icon} size={13} />}
      <span>{children}</span>
    </span>
  )
}
