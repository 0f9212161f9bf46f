/**
 * Which row of a list is chosen. Everything that acts on one request (preview, button, keys, prints) acts on this row,
 * so it is always a row of the list that is shown, or there is none.
 */
import type { KeptRow, QueueFilters, QueueRow } from '../../app/queue-view.tsx'

export interface ShownList {
  readonly total: number
  /** Null: the row has not arrived. */
  readonly rowAt: (index: number) => QueueRow | null
  /** Index of a request among the rows that have arrived; null: it is on none of them. */
  readonly placeOf: (id: string) => number | null
}
export interface Chosen {
  /** Null: the list is empty, or the row at this place has not arrived. */
  readonly row: QueueRow | null
  readonly at: number
}

const sameList = (a: QueueFilters, b: QueueFilters): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

/**
 * - The same list: the kept request, wherever it is now. If it has left the list, the row that took its place.
 * - Another search text: the first row, which answers the search best.
 * - Another filter or order: the kept request if it is among the rows at hand, or else the first row.
 */
export function chosenIn({ total, rowAt, placeOf }: ShownList, kept: KeptRow, filters: QueueFilters): Chosen {
  const same = sameList(kept.of, filters)
  const found = kept.id !== null && (same || kept.of.text === filters.text) ? placeAround(kept) : null
  const at = Math.max(0, Math.min(total - 1, found ?? (same ? kept.at : 0)))
  return { at, row: total === 0 ? null : rowAt(at) }

  function placeAround({ id, at: last }: KeptRow): number | null {
    if (id === null) return null
    return last < total && rowAt(last)?.id === id ? last : placeOf(id)
  }
}
