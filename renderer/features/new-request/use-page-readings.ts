/** The desk's readings of the draft's pages. Each page is read once, in the background. */
import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import type { DraftPageReading } from '../../../src/protocol/desk.ts'
import { useDesk } from '../../desk/desk-context.tsx'
import { oneAtATime } from '../../desk/one-at-a-time.ts'
import { queryOf, type Refused } from '../../desk/use-procedure.ts'
import type { Page } from './page-order.ts'

export interface PageReadings {
  readonly readings: readonly DraftPageReading[]
  /** Number of pages still being read. */
  readonly inProgress: number
  /** Pages that could not be read. */
  readonly failed: readonly string[]
}

const combined = (
  pages: readonly Page[],
  queries: readonly {
    readonly data: DraftPageReading | undefined
    readonly isLoading: boolean
    readonly isError: boolean
  }[],
): PageReadings => ({
  readings: queries.flatMap(({ data }) => data ?? []),
  inProgress: queries.filter(({ isLoading }) => isLoading).length,
  failed: queries.flatMap(({ isError }, at) => (isError ? (pages[at]?.pageId ?? []) : [])),
})

const inTurnOf = <Q extends { readonly queryFn: () => Promise<unknown> }>(
  turn: ReturnType<typeof oneAtATime>,
  query: Q,
): Q => ({ ...query, queryFn: () => turn(query.queryFn) })

/**
 * A page that cannot be read proposes nothing; it is listed as failed, and its picture is shown beside the form anyway.
 */
export function usePageReadings(draftId: string, pages: readonly Page[]): PageReadings {
  const desk = useDesk()
  const [turn] = useState(oneAtATime)
  return useQueries({
    // The content behind a page id never changes, so a page is read only once.
    queries: pages.map(({ pageId }) => ({
      ...inTurnOf(turn, queryOf(desk, 'reading.page', { draftId, pageId })),
      staleTime: Infinity,
      retry: false,
      throwOnError: (_: Error | Refused) => false,
    })),
    combine: (queries) => combined(pages, queries),
  })
}
