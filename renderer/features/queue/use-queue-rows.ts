/** The rows of the queue by position, asked for in pages as they come into view. */
import { useQueries } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { REQUEST_STATES } from '../../../src/domain/request/request.ts'
import type { ProcedureInput } from '../../../src/protocol/desk.ts'
import type { QueueFilters, QueueRow } from '../../app/queue-view.tsx'
import { keyOf, useDesk } from '../../desk/desk-context.tsx'
import { Refused, useProcedure } from '../../desk/use-procedure.ts'

export const PAGE_ROWS = 100

/** Whoever searches by number or name looks for closed requests as well; without a search the queue is what is open. */
const statesOf = ({ text, states }: QueueFilters) => (states.length === 0 && text.trim() !== '' ? [...REQUEST_STATES] : states)

export function useQueueRows(filters: QueueFilters, from: number, to: number) {
  const desk = useDesk()
  const question = useMemo(() => ({ ...filters, text: filters.text.trim(), states: statesOf(filters) }), [filters])
  // The first page keeps the last answer on the screen until the new one is there, so typing never empties the table.
  const first = useProcedure('queue.search', { ...question, offset: 0, limit: PAGE_ROWS }, { keepPrevious: true })
  const pages = useMemo(() => {
    const needed: number[] = []
    for (let page = Math.max(1, Math.floor(from / PAGE_ROWS)); page <= Math.floor(to / PAGE_ROWS); page++) needed.push(page)
    return needed
  }, [from, to])
  const later = useQueries({
    queries: first.isPlaceholderData
      ? []
      : pages.map((page) => {
          const input: ProcedureInput<'queue.search'> = { ...question, offset: page * PAGE_ROWS, limit: PAGE_ROWS }
          return {
            queryKey: keyOf('queue.search', input),
            queryFn: async () => {
              const result = await desk.call('queue.search', input)
              if (!result.ok) throw new Refused(result.problem)
              return result.value
            },
          }
        }),
    combine: useCallback((results: { data: { rows: QueueRow[] } | undefined }[]) => results.map((result) => result.data), []),
  })
  const rowAt = useCallback(
    (index: number): QueueRow | null => {
      if (index < PAGE_ROWS) return first.data?.rows[index] ?? null
      const page = Math.floor(index / PAGE_ROWS)
      return later[pages.indexOf(page)]?.rows[index - page * PAGE_ROWS] ?? null
    },
    [first.data, later, pages],
  )
  return { rowAt, total: first.data?.total ?? 0, loading: first.isPending, problem: first.data ? null : first.problem, refreshing: first.isPlaceholderData }
}
