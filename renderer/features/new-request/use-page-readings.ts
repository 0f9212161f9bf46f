/** What the desk reads on the draft's pages, in the background: each page once, its answer when it comes. */
import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import type { DraftPageReading } from '../../../src/protocol/desk.ts'
import { useDesk } from '../../desk/desk-context.tsx'
import { inTurn } from '../../desk/in-turn.ts'
import { queryOf, type Refused } from '../../desk/use-procedure.ts'
import type { Page } from './page-order.ts'

export interface PageReadings {
  readonly readings: readonly DraftPageReading[]
  /** Pages still being read. */
  readonly underWay: number
  /** Pages that the machine could not read. */
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
  underWay: queries.filter(({ isLoading }) => isLoading).length,
  failed: queries.flatMap(({ isError }, at) => (isError ? (pages[at]?.pageId ?? []) : [])),
})

const inTurnOf = <Q extends { readonly queryFn: () => Promise<unknown> }>(
  turn: ReturnType<typeof inTurn>,
  query: Q,
): Q => ({ ...query, queryFn: () => turn(query.queryFn) })

/** A page that cannot be read proposes nothing, and that is said: its picture stands beside the form anyway. */
export function usePageReadings(draftId: string, pages: readonly Page[]): PageReadings {
  const desk = useDesk()
  const [turn] = useState(inTurn)
  return useQueries({
    // a page never changes under its id: read once, it stays read
    queries: pages.map(({ pageId }) => ({
      ...inTurnOf(turn, queryOf(desk, 'reading.page', { draftId, pageId })),
      staleTime: Infinity,
      retry: false,
      throwOnError: (_: Error | Refused) => false,
    })),
    combine: (queries) => combined(pages, queries),
  })
}
