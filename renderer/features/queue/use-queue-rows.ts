/**
 * The rows of the queue by position. The first page is React's; later ones are asked for as they come into view and
 * drawn past React, so that scrolling renders nothing.
 */
import { QueryObserver, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { REQUEST_STATES } from '../../../src/domain/request/request.ts'
import type { QueueFilters, QueueRow } from '../../app/queue-view.tsx'
import { useDesk } from '../../desk/desk-context.tsx'
import { queryOf, useProcedure } from '../../desk/use-procedure.ts'
import { laterPages } from './later-pages.ts'

export const PAGE_ROWS = 100

/** Whoever searches by number or name looks for closed requests as well; without a search the queue is what is open. */
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
  // The first page keeps the last answer on the screen until the new one is there, so typing never empties the table.
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
      /** Which pages should be there; `heard` is called when one of them arrives or changes. */
      want: (pages: { first: number; last: number }, heard: () => void) =>
        refreshing ? undefined : later.want(pages, heard),
      total: data?.total ?? 0,
      loading,
      problem,
      refreshing,
    }),
    [data, refreshing, later, loading, problem],
  )
}
export type QueueRows = ReturnType<typeof useQueueRows>
