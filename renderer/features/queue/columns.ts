import type { QueueFilters } from '../../app/queue-view.tsx'

/** In display order. Narrow screens hide some of them (queue-table.module.css). */
export const COLUMNS = ['due', 'number', 'name', 'kind', 'channel', 'state', 'by'] as const
export type ColumnId = (typeof COLUMNS)[number]
export type SortKey = QueueFilters['sort']['by']

/** The desk's sort key for each column; columns without an entry cannot be sorted. */
export const SORT_OF_COLUMN: Partial<Record<ColumnId, SortKey>> = {
  due: 'due',
  number: 'number',
  name: 'name',
  state: 'state',
}
