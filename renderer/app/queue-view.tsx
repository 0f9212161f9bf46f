/**
 * The state of the queue screen (filters, chosen row, scroll). Kept above the rooms, so it survives leaving and
 * returning.
 */
import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react'
import { useSession } from './session.tsx'
import { TO_APPROVE } from './to-approve.ts'
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

/** The requests that wait for a decision. */
export const PILE: QueueFilters = { ...NO_FILTERS, states: [...TO_APPROVE] }

interface QueueView {
  readonly filters: QueueFilters
  change(part: Partial<QueueFilters>): void
  /** The row chosen last. Whether it is still in the list is for the list to say (`features/queue/chosen-row.ts`). */
  readonly kept: KeptRow
  keep(row: KeptRow): void
  /** Number of requests decided since the list was chosen: the progress through a pile. */
  readonly decided: number
  countDecision(): void
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
  const decides = useSession().may('request.decide')
  // A supervisor's home is the pile to approve.
  const [filters, setFilters] = useState<QueueFilters>(decides ? PILE : NO_FILTERS)
  const [decided, setDecided] = useState(0)
  const [kept, keep] = useState<KeptRow>({ id: null, at: 0, of: filters })
  const [scroll] = useState(scrollMemory)
  const change = useCallback((part: Partial<QueueFilters>) => {
    setFilters((now) => ({ ...now, ...part }))
    setDecided(0)
  }, [])
  const countDecision = useCallback(() => setDecided((count) => count + 1), [])
  const view = useMemo<QueueView>(
    () => ({ filters, change, kept, keep, decided, countDecision, scroll }),
    [filters, change, kept, decided, countDecision, scroll],
  )
  return <QueueViewContext value={view}>{children}</QueueViewContext>
}

export function useQueueView(): QueueView {
  const view = useContext(QueueViewContext)
  if (!view) throw new Error('useQueueView needs a QueueViewProvider above it')
  return view
}
