/** From a first day to legal ends: what has passed is filled, today is a thick mark, the ends are lines. */
import type { Day } from '../../../src/domain/calendar/day.ts'
import styles from './charts.module.css'
import { placesOf } from './share.ts'

interface TermLineProps {
  /** The picture in words; the days themselves stand beside it. */
  readonly label: string
  readonly start: Day
  readonly today: Day
  /** The end that counts is drawn whole, the others dashed. */
  readonly ends: readonly { readonly key: string; readonly day: Day; readonly main?: boolean }[]
  readonly isOver: boolean
}

const percent = (share: number): string => `${String(share * 100)}%`

export function TermLine({ label, start, today, ends, isOver }: TermLineProps) {
  const [, now = 0, ...places] = placesOf([start, today, ...ends.map(({ day }) => day)])
  return (
    <svg className={styles['line']} role="img" aria-label={label}>
      <rect className={styles['track']} y="6" width="100%" height="6" />
      <rect
        className={styles['part']}
        data-tone={isOver ? 'attention' : 'accent'}
        y="6"
        width={percent(now)}
        height="6"
      />
      {ends.map(({ key, main }, index) => (
        <line
          key={key}
          className={styles['end']}
          data-main={main ? '' : undefined}
          x1={percent(places[index] ?? 1)}
          x2={percent(places[index] ?? 1)}
          y1="2"
          y2="16"
        />
      ))}
      <line className={styles['today']} x1={percent(now)} x2={percent(now)} y1="0" y2="18" />
    </svg>
  )
}
