import { useEffect, useState, type ReactNode } from 'react'
import { Label, ProgressBar } from 'react-aria-components'
import styles from './progress.module.css'

/** A progress bar with a label; without `value` it shows only that something is running. */
export function Progress({ label, value, detail }: { label: string; value?: number | null; detail?: string }) {
  const known = typeof value === 'number'
  return (
    <ProgressBar
      className={styles['progress'] ?? ''}
      value={known ? value : 0}
      isIndeterminate={!known}
      {...(detail ? { valueLabel: detail } : {})}
    >
      {({ percentage, valueText }) => (
        <>
          <div className={styles['words']}>
            <Label>{label}</Label>
            {known && <span>{detail ?? valueText}</span>}
          </div>
          <div className={styles['track']}>
            <div
              className={styles['bar']}
              data-indeterminate={!known || undefined}
              style={known ? { width: `${percentage ?? 0}%` } : undefined}
            />
          </div>
        </>
      )}
    </ProgressBar>
  )
}

/**
 * Shows nothing for 300 ms, then a skeleton, and after 2 s a progress bar with words. Short waits do not flicker, and
 * long ones are explained.
 */
export function Waiting({ words, children }: { words: string; children: ReactNode }) {
  const [stage, setStage] = useState<'nothing' | 'skeleton' | 'words'>('nothing')
  useEffect(() => {
    const soon = setTimeout(() => setStage('skeleton'), 300)
    const later = setTimeout(() => setStage('words'), 2_000)
    return () => {
      clearTimeout(soon)
      clearTimeout(later)
    }
  }, [])
  if (stage === 'nothing') return null
  return (
    <div className={styles['waiting']} aria-busy="true">
      {stage === 'words' && <Progress label={words} />}
      {children}
    </div>
  )
}

/** Grey placeholder lines. */
export function Skeleton({ lines = 3, height = 14 }: { lines?: number; height?: number }) {
  return (
    <div className={styles['skeleton']} aria-hidden="true">
      {Array.from({ length: lines }, (_, index) => (
        <div
          key={index}
          className={styles['line']}
          style={{ height, width: `${[92, 74, 84, 60][index % 4] ?? 80}%` }}
        />
      ))}
    </div>
  )
}
