import type { ReactNode } from 'react'
import styles from './facts.module.css'

export interface Fact {
  readonly label: string
  readonly value: ReactNode
  readonly personal?: boolean
  /** Spans the whole width. */
  readonly wide?: boolean
}

/** A list of labels and values. */
export function Facts({ facts, columns = 2 }: { facts: readonly (Fact | null | false)[]; columns?: 1 | 2 | 3 }) {
  return (
    <dl className={styles['facts']} data-columns={columns}>
      {facts.map(
        (fact) =>
          fact && (
            <div key={fact.label} className={styles['fact']} data-wide={fact.wide || undefined}>
              <dt className={styles['label']}>{fact.label}</dt>
              <dd className={styles['value']}>
                {fact.personal ? <span data-personal="">{fact.value}</span> : fact.value}
              </dd>
            </div>
          ),
      )}
    </dl>
  )
}
