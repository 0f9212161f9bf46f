import { useState } from 'react'
import type { Rotation } from './viewer-page.ts'
import styles from './viewer.module.css'

/** A scanned image; `width` is in CSS pixels, measured after rotation. */
export function ImagePage({
  url,
  width,
  rotation,
  label,
  onUnreadable,
}: {
  url: string
  width: number
  rotation: Rotation
  label: string
  onUnreadable: () => void
}) {
  const [natural, setNatural] = useState({ width: 1, height: Math.SQRT2 })
  const lying = rotation % 180 !== 0
  const height = lying ? (width * natural.width) / natural.height : (width * natural.height) / natural.width
  return (
    <div className={styles['sheet']} style={{ width, height }}>
      <img
        src={url}
        alt={label}
        data-personal=""
        draggable={false}
        className={styles['image']}
        style={{ width: lying ? height : width, transform: `translate(-50%, -50%) rotate(${rotation}deg)` }}
        onLoad={(event) =>
          setNatural({ width: event.currentTarget.naturalWidth, height: event.currentTarget.naturalHeight })
        }
        onError={onUnreadable}
      />
    </div>
  )
}
