/** The desk's assessment of the draft, requested again at each change. An answer to an older request is ignored. */
import { startTransition, useCallback, useEffect, useRef, useState } from 'react'
import type { DraftContent, ProcedureOutput } from '../../../src/protocol/desk.ts'
import { useDesk } from '../../desk/desk-context.tsx'

export type Assessment = ProcedureOutput<'draft.assess'>
export type Finding = Assessment['findings'][number]

const WAIT_MS = 80

export function useAssessment(
  draftId: string,
  read: () => DraftContent,
): { assessment: Assessment | null; touch: () => void; askNow: () => Promise<Assessment | null> } {
  const desk = useDesk()
  const [assessment, setAssessment] = useState<Assessment | null>(null)
  const asked = useRef(0)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef(read)
  useEffect(() => {
    latest.current = read
  })
  const ask = useCallback(
    async (show: (change: () => void) => void) => {
      clearTimeout(timer.current)
      const turn = ++asked.current
      const result = await desk.call('draft.assess', { draftId, content: structuredClone(latest.current()) })
      if (!result.ok) return null
      // The same answer keeps the same object, so that an unchanged assessment renders nothing.
      const same = (shown: Assessment | null) => JSON.stringify(shown) === JSON.stringify(result.value)
      if (turn === asked.current) show(() => setAssessment((shown) => (same(shown) ? shown : result.value)))
      return result.value
    },
    [desk, draftId],
  )
  /** For the main action: the screen shows this answer before anything else happens. */
  const askNow = useCallback(() => ask((change) => change()), [ask])
  const touch = useCallback(() => {
    clearTimeout(timer.current)
    // While typing, a further key comes before the answer is rendered.
    timer.current = setTimeout(() => void ask(startTransition), WAIT_MS)
  }, [ask])
  useEffect(() => {
    touch()
    return () => clearTimeout(timer.current)
  }, [touch])
  return { assessment, touch, askNow }
}
