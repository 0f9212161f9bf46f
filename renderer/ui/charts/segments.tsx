/** A whole in parts, in their order. Patterns, not only colours, say what a part is. */
import { useId } from 'react'
import styles from './charts.module.css'
import { visibleShares } from './share.ts'

export type SegmentLook = 'solid' | 'hatched' | 'open' | 'alert'

interface SegmentsProps {
  /** The picture in words; the numbers stand in a table beside it. */
  readonly label: string
  readonly segments: readonly { readonly key: string; readonly size: number; readonly look: SegmentLook }[]
  readonly legend: readonly { readonly look: SegmentLook; readonly words: string }[]
}

/** Part of the width below which nobody sees a part. */
const LEAST = 0.004

export function Segments({ label, segments, legend }: SegmentsProps) {
  const id = useId()
  const shares = visibleShares(
    segments.map(({ size }) => size),
    LEAST,
  )
  const placed = segments.map(({ key, look }, index) => ({
    key,
    look,
    from: shares.slice(0, index).reduce((sum, share) => sum + share, 0),
    width: shares[index] ?? 0,
  }))
  return (
    <div>
      <svg className={styles['segments']} role="img" aria-label={label}>
        <Hatch id={id} />
        {placed.map(({ key, look, from, width }) => (
          <rect
            key={key}
            {...lookOf(look, id)}
            x={`${String(from * 100)}%`}
            width={`${String(width * 100)}%`}
            height="100%"
          />
        ))}
      </svg>
      <ul className={styles['legend']}>
        {legend.map(({ look, words }) => (
          <li key={look}>
            <svg aria-hidden="true">
              <rect {...lookOf(look, id)} width="100%" height="100%" />
            </svg>
            {words}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line className={styles['hatched']} x1="0" y1="0" x2="0" y2="6" />
      </pattern>
    </defs>
  )
}

function lookOf(look: SegmentLook, hatch: string) {
  if (look === 'hatched') return { className: styles['segment'], fill: `url(#${hatch})` }
  if (look === 'open') return { className: `${styles['track'] ?? ''} ${styles['open'] ?? ''}` }
  return {
    className: `${styles['segment'] ?? ''} ${styles['part'] ?? ''}`,
    'data-tone': look === 'alert' ? 'attention' : 'accent',
  }
}
