/** What of the queue is on the screen: kept above the rooms, so that coming back finds everything as it was left. */
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react'
import type { ParsedInput, QueueRow as Row } from '../../src/protocol/desk.ts'

export type QueueFilters = Pick<ParsedInput<'queue.search'>, 'text' | 'states' | 'channels' | 'kinds' | 'mine' | 'overdue' | 'sort'>
export type QueueRow = Row

export const NO_FILTERS: QueueFilters = { text: '', states: [], channels: [], kinds: [], mine: false, overdue: false, sort: { by: 'due', direction: 'asc' } }

interface QueueView {
  readonly filters: QueueFilters
  change(part: Partial<QueueFilters>): void
  readonly selectedId: string | null
  select(id: string | null): void
  /** Where the table was scrolled to, in pixels. */
  readonly scroll: { top: number }
}

const QueueViewContext = createContext<QueueView | null>(null)

export function QueueViewProvider({ children }: { children: ReactNode }) {
  const [filters, setFilters] = useState(NO_FILTERS)
  const [selectedId, select] = useState<string | null>(null)
  const [scroll] = useState(() => ({ top: 0 }))
  const view = useMemo<QueueView>(() => ({ filters, change: (part) => setFilters((now) => ({ ...now, ...part })), selectedId, select, scroll }), [filters, selectedId, scroll])
  return <QueueViewContext value={view}>{children}</QueueViewContext>
}

export function useQueueView(): QueueView {
  const view = useContext(QueueViewContext)
  if (!view) throw new Error('no queue view above this component')
  return view
}
