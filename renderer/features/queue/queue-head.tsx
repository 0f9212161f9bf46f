/** The table head: column names, and buttons that sort. */
import { memo } from 'react'
import type { QueueFilters } from '../../app/queue-view.tsx'
import { useWords } from '../../i18n/words.ts'
import { classNames, Icon } from '../../ui/index.ts'
import { COLUMNS, SORT_OF_COLUMN, type ColumnId } from './columns.ts'
import styles from './queue-table.module.css'
import { queueWords } from './words.ts'

type Sort = QueueFilters['sort']

interface HeadProps {
  readonly sort: Sort
  readonly onSort: (sort: Sort) => void
}

const ARIA_SORT = { asc: 'ascending', desc: 'descending' } as const

export const QueueHead = memo(function QueueHead({ sort, onSort }: HeadProps) {
  return (
    <div role="rowgroup" className={styles['head']}>
      <div role="row" aria-rowindex={1} className={styles['row']}>
        {COLUMNS.map((column) => (
          <HeaderCell key={column} column={column} sort={sort} onSort={onSort} />
        ))}
      </div>
    </div>
  )
})

function HeaderCell({ column, sort, onSort }: HeadProps & { column: ColumnId }) {
  const t = useWords(queueWords)
  const by = SORT_OF_COLUMN[column]
  const sorted = by !== undefined && by === sort.by ? sort.direction : null
  return (
    <div
      role="columnheader"
      className={classNames(styles['cell'], styles['headCell'])}
      data-column={column}
      aria-sort={sorted ? ARIA_SORT[sorted] : undefined}
    >
      {by ? (
        <button
          type="button"
          className={styles['sort']}
          onClick={() => onSort({ by, direction: sorted === 'asc' ? 'desc' : 'asc' })}
        >
          {t(`column.${column}`)}
          {sorted && <Icon name={sorted === 'asc' ? 'chevron-up' : 'chevron-down'} size={12} />}
        </button>
      ) : (
        t(`column.${column}`)
      )}
    </div>
  )
}
