/**
 * Adds files to the draft: chosen, dragged, pasted or taken from the scanner's folder. One after the other, each with
 * its progress or its problem.
 */
import { useCallback, useMemo, useRef, useState } from 'react'
import { problem as problemOf, type Problem, type Result } from '../../../src/domain/problem.ts'
import type { AttachmentRole } from '../../../src/domain/request/request.ts'
import { SCAN_LIMITS } from '../../../src/files/limits.ts'
import { type Draft } from '../../../src/protocol/desk.ts'
import { useDesk } from '../../desk/desk-context.tsx'

export interface IncomingFile {
  readonly key: number
  readonly name: string
  readonly sent: number
  readonly total: number
  readonly problem: Problem | null
  /** How to take the whole pages of a file that was refused as incomplete; null for every other file. */
  readonly again: Work | null
}

type Work = (key: number, onlyWhole: boolean) => Promise<Result<Draft>>

export interface ScanIntake {
  readonly incoming: readonly IncomingFile[]
  readonly addFiles: (files: readonly File[], role: AttachmentRole) => void
  readonly takeWatched: (name: string, role: AttachmentRole) => void
  /** For a file that has `again`. */
  readonly takeWhole: (file: IncomingFile) => void
  readonly dismiss: (key: number) => void
}

export function useScanIntake(draftId: string, onPages: (draft: Draft) => void): ScanIntake {
  const desk = useDesk()
  const [incoming, setIncoming] = useState<readonly IncomingFile[]>([])
  const state = useRef({ keys: 0, chain: Promise.resolve() })
  const change = useCallback(
    (key: number, part: Partial<IncomingFile>) =>
      setIncoming((now) => now.map((file) => (file.key === key ? { ...file, ...part } : file))),
    [],
  )
  const dismiss = useCallback((key: number) => setIncoming((now) => now.filter((file) => file.key !== key)), [])

  const enqueue = useCallback(
    (name: string, total: number, work: Work, onlyWhole = false) => {
      const key = ++state.current.keys
      setIncoming((now) => [...now, { key, name, sent: 0, total, problem: null, again: null }])
      // In order, so that the pages keep the order of the files.
      state.current.chain = state.current.chain.then(async () => {
        const result = await work(key, onlyWhole)
        if (!result.ok)
          return change(key, {
            problem: result.problem,
            again: result.problem.code === 'scan.incomplete' ? work : null,
          })
        dismiss(key)
        onPages(result.value)
      })
    },
    [change, dismiss, onPages],
  )

  const addFiles = useCallback(
    (files: readonly File[], role: AttachmentRole) => {
      for (const file of files) {
        enqueue(file.name, file.size, async (key, onlyWhole) => {
          // Refused here without an upload; the desk checks the same again.
          if (file.size === 0) return { ok: false, problem: problemOf('scan.empty', { name: file.name }) }
          if (file.size > SCAN_LIMITS.bytes)
            return {
              ok: false,
              problem: problemOf('scan.too-large', { name: file.name, size: file.size, limit: SCAN_LIMITS.bytes }),
            }
          const stored = await desk.putBytes(file, { name: file.name, onProgress: (sent) => change(key, { sent }) })
          if (!stored.ok) return stored
          return desk.call('draft.addFile', {
            draftId,
            sha256: stored.value.sha256,
            name: file.name.slice(0, 160),
            role,
            onlyWhole,
          })
        })
      }
    },
    [desk, draftId, enqueue, change],
  )
  const takeWatched = useCallback(
    (name: string, role: AttachmentRole) =>
      enqueue(name, 0, (_, onlyWhole) => desk.call('scan.take', { draftId, name, role, onlyWhole })),
    [desk, draftId, enqueue],
  )
  const takeWhole = useCallback(
    ({ key, name, total, again }: IncomingFile) => {
      if (again === null) return
      dismiss(key)
      enqueue(name, total, again, true)
    },
    [dismiss, enqueue],
  )
  return useMemo(
    () => ({ incoming, addFiles, takeWatched, takeWhole, dismiss }),
    [incoming, addFiles, takeWatched, takeWhole, dismiss],
  )
}
