/**
 * The pile that a review belongs to: the requests to approve, in the order of the queue. After a decision the next one
 * opens by itself; its request, plan and file are loaded while this one is read.
 */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { PILE, useQueueView, type QueueFilters } from '../../app/queue-view.tsx'
import { goTo, replaceRoute } from '../../app/route.ts'
import { isToApprove } from '../../app/to-approve.ts'
import { useDesk } from '../../desk/desk-context.tsx'
import { queryOf } from '../../desk/use-procedure.ts'
import { fetchAhead } from '../../ui/viewer/fetched-ahead.ts'
import { useQueueRows } from '../queue/use-queue-rows.ts'

export interface Pile {
  /** Which of how many, counting those decided since the pile was opened; null: the request is not in the pile. */
  readonly place: { readonly at: number; readonly of: number } | null
  readonly next: string | null
  readonly previous: string | null
  /** Opens another request of the pile in place of this one, so that Esc leads back to the queue. */
  readonly open: (requestId: string) => void
  /** After a decision: opens the next request, or the queue when the pile is worked off. */
  readonly goOn: (next: string | null) => void
}

/** The filters of the pile: those of the queue if it shows requests to approve, without a search. */
const pileOf = (filters: QueueFilters): QueueFilters =>
  isToApprove(filters.states) && filters.text.trim() === '' ? filters : { ...PILE, sort: filters.sort }

/** `settled`: what this review needs has arrived, so the next one may be loaded. */
export function usePile(requestId: string, settled: boolean): Pile {
  const { filters, change, decided, countDecision } = useQueueView()
  const pile = pileOf(filters)
  const rows = useQueueRows(pile)
  const at = rows.placeOf(requestId)
  const idAt = (index: number): string | null => {
    const id = rows.rowAt(index)?.id ?? null
    return id === requestId ? null : id
  }
  // From the end it goes on with what was passed over at the beginning.
  const next = (at === null ? null : idAt(at + 1)) ?? idAt(0)
  useLoadAhead(settled ? next : null)
  return {
    place: at === null ? null : { at: decided + at + 1, of: decided + rows.total },
    next,
    previous: at === null || at === 0 ? null : idAt(at - 1),
    open: (id) => replaceRoute({ room: 'review', requestId: id }),
    goOn: (id) => {
      if (pile !== filters) change(pile)
      countDecision()
      if (id === null) goTo({ room: 'queue' })
      else replaceRoute({ room: 'review', requestId: id })
    },
  }
}

function useLoadAhead(requestId: string | null): void {
  const desk = useDesk()
  const queries = useQueryClient()
  useEffect(() => {
    if (requestId === null) return
    let wanted = true
    const load = async () => {
      const detail = await queries.fetchQuery(queryOf(desk, 'request.open', { requestId }))
      if (!wanted) return
      await queries.prefetchQuery(queryOf(desk, 'request.plan', { requestId }))
      const [file] = detail.request.attachments
      if (wanted && file) await fetchAhead(desk.bytesUrl(file.sha256))
    }
    // Nothing depends on it: the screen of the next request loads by itself whatever has failed here.
    load().catch(() => undefined)
    return () => {
      wanted = false
    }
  }, [desk, queries, requestId])
}
