import type { QueueFilters } from '../../app/queue-view.tsx'

/** In the order in which they stand; narrow screens leave some out (queue-table.module.css). */
export const COLUMNS = ['due', 'number', 'name', 'kind', 'channel', 'state', 'by'] as const
export type ColumnId = (typeof COLUMNS)[number]
export type SortKey = QueueFilters['sort']['by']

/** What a column sorts by at the desk; those without an entry do not sort. */
export const SORT_OF_COLUMN: Partial<Record<ColumnId, SortKey>> = {
  due: 'due',
  number: 'number',
  name: 'name',
  state: 'state',
}
