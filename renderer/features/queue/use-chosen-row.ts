/** The chosen row of the queue, judged again at every render and whenever rows arrive. */
import { useCallback, useLayoutEffect, useMemo, useState } from 'react'
import { useQueueView, type QueueFilters, type QueueRow } from '../../app/queue-view.tsx'
import { chosenIn } from './chosen-row.ts'
import type { QueueRows } from './use-queue-rows.ts'

export interface ChosenRow {
  readonly row: QueueRow | null
  readonly at: number
  readonly choose: (at: number) => void
  /** Judges again; called when rows have arrived that React does not hold. */
  readonly check: () => void
  /** The filters of the list in which the row was chosen: another object when a new list is shown. */
  readonly list: QueueFilters
}

export function useChosenRow(rows: QueueRows): ChosenRow {
  const { filters, kept, keep } = useQueueView()
  // While a new question is being answered, the rows on the screen are those of the previous one.
  const listed = rows.refreshing || rows.loading ? kept.of : filters
  const { row, at } = chosenIn(rows, kept, listed)
  const id = row?.id ?? null
  const [, again] = useState(0)

  useLayoutEffect(() => {
    if (rows.loading) return
    // A row that has not arrived is kept as a place: whatever arrives there becomes the chosen row.
    if (kept.id !== id || kept.at !== at || kept.of !== listed) keep({ id, at, of: listed })
  }, [kept, keep, id, at, listed, rows.loading])

  const choose = useCallback(
    (target: number) => keep({ id: rows.rowAt(target)?.id ?? null, at: target, of: listed }),
    [keep, rows, listed],
  )
  const check = useCallback(() => again((count) => count + 1), [])
  return useMemo(() => ({ row, at, choose, check, list: kept.of }), [row, at, choose, check, kept.of])
}
