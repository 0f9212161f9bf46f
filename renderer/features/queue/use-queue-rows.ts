/**
 * The rows of the queue by position. React holds the first page. Later pages are fetched as they come into view and
 * drawn without React, so that scrolling renders nothing.
 */
import { QueryObserver, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { REQUEST_STATES } from '../../../src/domain/request/request.ts'
import type { QueueFilters, QueueRow } from '../../app/queue-view.tsx'
import { useDesk } from '../../desk/desk-context.tsx'
import { queryOf, useProcedure } from '../../desk/use-procedure.ts'
import { laterPages, type WantedPages } from './later-pages.ts'

export const PAGE_ROWS = 100

/** A search by number or name includes closed requests; without a search the queue shows open requests only. */
const statesOf = ({ text, states }: QueueFilters) =>
  states.length === 0 && text.trim() !== '' ? [...REQUEST_STATES] : states

export function useQueueRows(filters: QueueFilters) {
  const desk = useDesk()
  const queries = useQueryClient()
  const { text, states, channels, kinds, mine, overdue, sort } = filters
  const question = useMemo(
    () => ({
      channels,
      kinds,
      mine,
      overdue,
      sort,
      text: text.trim(),
      states: statesOf({ text, states } as QueueFilters),
    }),
    [text, states, channels, kinds, mine, overdue, sort],
  )
  // The first page keeps the previous answer on the screen until the new one arrives, so that typing never empties the
  // table.
  const {
    data,
    isPending: loading,
    isPlaceholderData: refreshing,
    problem: refused,
  } = useProcedure('queue.search', { ...question, offset: 0, limit: PAGE_ROWS }, { keepPrevious: true, sharing: false })
  const later = useMemo(
    () =>
      laterPages<QueueRow>((page, arrived) => {
        const observer = new QueryObserver(queries, {
          ...queryOf(desk, 'queue.search', { ...question, offset: page * PAGE_ROWS, limit: PAGE_ROWS }),
          structuralSharing: false,
        })
        const take = (answer: { data: { rows: readonly QueueRow[] } | undefined }) =>
          answer.data && arrived(answer.data.rows)
        take(observer.getCurrentResult())
        return observer.subscribe(take)
      }, PAGE_ROWS),
    [desk, queries, question],
  )
  useEffect(() => () => later.close(), [later])
  const problem = data ? null : refused
  return useMemo(
    () => ({
      rowAt: (index: number): QueueRow | null => {
        if (index < PAGE_ROWS) return data?.rows[index] ?? null
        return refreshing ? null : later.rowAt(index)
      },
      /** Sets which pages are needed; `onChange` is called when one of them arrives or changes. */
      want: (pages: WantedPages, onChange: () => void) => (refreshing ? undefined : later.want(pages, onChange)),
      /** Index of a request among the rows that have arrived; null: it is on none of them. */
      placeOf: (id: string): number | null => {
        const first = data?.rows.findIndex((row) => row.id === id) ?? -1
        const at = first >= 0 || refreshing ? first : later.findIndex((row) => row.id === id)
        return at < 0 ? null : at
      },
      total: data?.total ?? 0,
      loading,
      problem,
      refreshing,
    }),
    [data, refreshing, later, loading, problem],
  )
}
export type QueueRows = ReturnType<typeof useQueueRows>
