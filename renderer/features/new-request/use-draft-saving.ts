/**
 * Saves the draft at the desk: 250 ms after the last key, at least once a second during typing, and at once when a
 * field, the page or the window loses the focus. No key press is ever further than that from the disk.
 */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Problem } from '../../../src/domain/problem.ts'
import type { Draft, DraftContent } from '../../../src/protocol/desk.ts'
import { useDesk } from '../../desk/desk-context.tsx'

const QUIET_MS = 250
const LONGEST_MS = 1_000

export interface DraftSaving {
  readonly savedAt: string | null
  readonly problem: Problem | null
  /** Marks the draft as changed. */
  readonly touch: () => void
  /** Saves now; resolves when the desk has saved it. */
  readonly flush: () => Promise<void>
  /** Ends saving: the draft has become a request, or was discarded. */
  readonly stop: () => void
}

/** `onCopied`: another window edits the same draft, so this window continues with a copy. */
export function useDraftSaving(
  { id: draftId, textVersion, updatedAt }: Draft,
  read: () => DraftContent,
  onCopied: (draftId: string) => void,
): DraftSaving {
  const desk = useDesk()
  const [savedAt, setSavedAt] = useState<string | null>(updatedAt)
  const [problem, setProblem] = useState<Problem | null>(null)
  const state = useRef({
    dirtySince: 0,
    timer: undefined as ReturnType<typeof setTimeout> | undefined,
    stopped: false,
    chain: Promise.resolve(),
    draftId,
    textVersion,
  })
  const latest = useRef({ read, onCopied })
  useEffect(() => {
    latest.current = { read, onCopied }
  })

  const flush = useCallback((): Promise<void> => {
    const now = state.current
    clearTimeout(now.timer)
    if (now.dirtySince === 0 || now.stopped) return now.chain
    now.dirtySince = 0
    const content = structuredClone(latest.current.read())
    // One save at a time and in order, so that an older text never replaces a newer one.
    now.chain = now.chain.then(async () => {
      const result = await desk.call('draft.save', { draftId: now.draftId, textVersion: now.textVersion, content })
      if (result.ok) {
        now.draftId = result.value.draftId
        now.textVersion = result.value.textVersion
        setSavedAt(result.value.updatedAt)
        if (result.value.copied) latest.current.onCopied(result.value.draftId)
      }
      setProblem(result.ok ? null : result.problem)
      if (!result.ok && now.dirtySince === 0) now.dirtySince = Date.now()
    })
    return now.chain
  }, [desk])

  const touch = useCallback(() => {
    const now = state.current
    if (now.stopped) return
    if (now.dirtySince === 0) now.dirtySince = Date.now()
    clearTimeout(now.timer)
    const wait = Math.min(QUIET_MS, Math.max(0, now.dirtySince + LONGEST_MS - Date.now()))
    now.timer = setTimeout(() => void flush(), wait)
  }, [flush])

  const stop = useCallback(() => {
    state.current.stopped = true
    clearTimeout(state.current.timer)
  }, [])

  useEffect(() => {
    const leave = () => void flush()
    window.addEventListener('pagehide', leave)
    window.addEventListener('blur', leave)
    document.addEventListener('visibilitychange', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      window.removeEventListener('blur', leave)
      document.removeEventListener('visibilitychange', leave)
      leave()
    }
  }, [flush])
  return { savedAt, problem, touch, flush, stop }
}
