/**
 * The state of the queue screen (filters, chosen row, scroll). Kept above the rooms, so it survives leaving and
 * returning.
 */
import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react'
import type { ParsedInput, QueueRow as Row } from '../../src/protocol/desk.ts'

export type QueueFilters = Pick<
  ParsedInput<'queue.search'>,
  'text' | 'states' | 'channels' | 'kinds' | 'mine' | 'overdue' | 'sort'
>
export type QueueRow = Row

export const NO_FILTERS: QueueFilters = {
  text: '',
  states: [],
  channels: [],
  kinds: [],
  mine: false,
  overdue: false,
  sort: { by: 'due', direction: 'asc' },
}

interface QueueView {
  readonly filters: QueueFilters
  change(part: Partial<QueueFilters>): void
  /** The row chosen last. Whether it is still in the list is for the list to say (`features/queue/chosen-row.ts`). */
  readonly kept: KeptRow
  keep(row: KeptRow): void
  /** Scroll position of the table in pixels. */
  readonly scroll: ScrollMemory
}
/** A chosen row, as remembered between renders and rooms. */
export interface KeptRow {
  /** Null: the row at this place had not arrived. */
  readonly id: string | null
  readonly at: number
  /** The filters of the list in which it was chosen. */
  readonly of: QueueFilters
}
interface ScrollMemory {
  top(): number
  keep(top: number): void
}
function scrollMemory(): ScrollMemory {
  let kept = 0
  return { top: () => kept, keep: (top) => void (kept = top) }
}

const QueueViewContext = createContext<QueueView | null>(null)

export function QueueViewProvider({ children }: { children: ReactNode }) {
  const [filters, setFilters] = useState(NO_FILTERS)
  const [kept, keep] = useState<KeptRow>({ id: null, at: 0, of: NO_FILTERS })
  const [scroll] = useState(scrollMemory)
  const change = useCallback((part: Partial<QueueFilters>) => setFilters((now) => ({ ...now, ...part })), [])
  const view = useMemo<QueueView>(() => ({ filters, change, kept, keep, scroll }), [filters, change, kept, scroll])
  return <QueueViewContext value={view}>{children}</QueueViewContext>
}

export function useQueueView(): QueueView {
  const view = useContext(QueueViewContext)
  if (!view) throw new Error('useQueueView needs a QueueViewProvider above it')
  return view
}
