import type { Tone } from '../chip.tsx'
import styles from './charts.module.css'

/** One proportion, drawn beside its number: decoration to a screen reader. */
export function Bar({ share, tone = 'neutral' }: { share: number; tone?: Tone }) {
  return (
    <svg className={styles['bar']} aria-hidden="true">
      <rect className={styles['track']} x="0.5" y="0.5" width="100%" height="5" />
      <rect className={styles['part']} data-tone={tone} y="0.5" width={`${String(share * 100)}%`} height="5" />
    </svg>
  )
}
