/**
 * A scan into a draft, page by page, until it ends, is stopped or fails. It may have been started before the window was
 * reloaded.
 */
import { useCallback, useMemo, useState } from 'react'
import type { Problem } from '../../../src/domain/problem.ts'
import type { AttachmentRole } from '../../../src/domain/request/request.ts'
import { SCAN_TASK, type Draft } from '../../../src/protocol/desk.ts'
import { useDesk } from '../../desk/desk-context.tsx'
import { useDeskEvents } from '../../desk/desk-events.tsx'
import { useProcedure } from '../../desk/use-procedure.ts'

export interface Scanning {
  readonly running: boolean
  readonly stopping: boolean
  /** Pages taken, plus the fraction of the next page; null before the scanner's first report. */
  readonly progress: number | null
  /** Outcome of the last scan; null while none has ended. `role`: the role in which its pages were added. */
  readonly outcome: { readonly pages: number; readonly problem: Problem | null; readonly role: AttachmentRole } | null
  readonly start: (role: AttachmentRole) => void
  readonly stop: () => void
  readonly dismiss: () => void
}

export function useScanning(draftId: string, onPages: (draft: Draft) => void): Scanning {
  const desk = useDesk()
  const current = useProcedure('scanner.running', {}).data ?? null
  const [asked, setAsked] = useState(false)
  const [stopping, setStopping] = useState(false)
  const [progress, setProgress] = useState<number | null>(null)
  const [outcome, setOutcome] = useState<Scanning['outcome']>(null)
  const running = asked || current?.draftId === draftId

  useDeskEvents((event) => {
    if (!running) return
    if (event.type === 'progress') {
      if (event.task === SCAN_TASK) setProgress(event.done)
      return
    }
    if (event.topics.includes('drafts'))
      void desk.call('draft.open', { draftId }).then((draft) => draft.ok && onPages(draft.value))
  })
  const start = useCallback(
    (role: AttachmentRole) => {
      setAsked(true)
      setStopping(false)
      setProgress(null)
      setOutcome(null)
      void desk.call('scanner.scan', { draftId, role }).then((result) => {
        setAsked(false)
        setStopping(false)
        setOutcome(
          result.ok
            ? { pages: result.value.pages, problem: result.value.problem, role }
            : { pages: 0, problem: result.problem, role },
        )
        if (result.ok) onPages(result.value.draft)
      })
    },
    [desk, draftId, onPages],
  )
  const stop = useCallback(() => {
    setStopping(true)
    void desk.call('scanner.cancel', {})
  }, [desk])
  const dismiss = useCallback(() => setOutcome(null), [])
  const shown = progress ?? (running ? (current?.pages ?? null) : null)
  return useMemo(
    () => ({ running, stopping, progress: shown, outcome, start, stop, dismiss }),
    [running, stopping, shown, outcome, start, stop, dismiss],
  )
}
