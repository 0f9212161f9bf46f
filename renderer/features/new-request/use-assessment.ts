/** The desk's assessment of the draft, requested again at each change. An answer to an older request is ignored. */
import { useCallback, useEffect, useRef, useState } from 'react'
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
  const askNow = useCallback(async () => {
    clearTimeout(timer.current)
    const turn = ++asked.current
    const result = await desk.call('draft.assess', { draftId, content: structuredClone(latest.current()) })
    if (!result.ok) return null
    if (turn === asked.current) setAssessment(result.value)
    return result.value
  }, [desk, draftId])
  const touch = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void askNow(), WAIT_MS)
  }, [askNow])
  useEffect(() => {
    touch()
    return () => clearTimeout(timer.current)
  }, [touch])
  return { assessment, touch, askNow }
}
