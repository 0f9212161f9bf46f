import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './scroll-table.module.css'

interface ScrollTableProps {
  /** Names the region, which the keyboard can reach and scroll. */
  readonly label: string
  readonly columns: readonly string[]
  readonly className?: string | undefined
  /** Rows. */
  readonly children: ReactNode
}

/** A table of any length that scrolls inside its card. */
export function ScrollTable({ label, columns, className, children }: ScrollTableProps) {
  return (
    <div className={styles['scroll']} tabIndex={0} role="group" aria-label={label}>
      <table className={classNames(styles['table'], className)}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}
