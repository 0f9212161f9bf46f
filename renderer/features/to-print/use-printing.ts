/**
 * Prints papers one after the other; stops at the first that the printer does not print, for the next would fare no
 * better.
 */
import { useCallback, useState } from 'react'
import type { Problem } from '../../../src/domain/problem.ts'
import type { ProcedureOutput } from '../../../src/protocol/desk.ts'
import { useDesk } from '../../desk/desk-context.tsx'

export type WaitingPaper = ProcedureOutput<'paper.waiting'>[number]
export const keyOfPaper = ({
  requestId,
  paper,
  paperId,
}: Pick<WaitingPaper, 'requestId' | 'paper' | 'paperId'>): string => `${requestId} ${paperId ?? paper}`

/** It may have come out: somebody looks at the printer before it is printed again. */
export const isUnsure = ({ tried }: WaitingPaper): boolean => tried?.mayBeOut === true

export interface Printing {
  /** What is being printed now, and where in the row it stands. */
  readonly now: { readonly key: string; readonly number: number; readonly total: number } | null
  /** `sent`: the printer took at least one of them and tells no more of it. */
  readonly outcome: { readonly printed: number; readonly sent: boolean; readonly problem: Problem | null } | null
  readonly print: (papers: readonly WaitingPaper[]) => void
}

export function usePrinting(): Printing {
  const desk = useDesk()
  const [now, setNow] = useState<Printing['now']>(null)
  const [outcome, setOutcome] = useState<Printing['outcome']>(null)
  const print = useCallback(
    (papers: readonly WaitingPaper[]) => {
      if (papers.length === 0) return
      setOutcome(null)
      const all = async () => {
        let printed = 0
        let sent = false
        for (const [index, paper] of papers.entries()) {
          setNow({ key: keyOfPaper(paper), number: index + 1, total: papers.length })
          const result = await desk.call('paper.print', {
            requestId: paper.requestId,
            paper: paper.paper,
            paperId: paper.paperId,
          })
          const problem = result.ok ? result.value.problem : result.problem
          if (problem !== null) return { printed, sent, problem }
          printed += 1
          if (result.ok && result.value.state === 'sent') sent = true
        }
        return { printed, sent, problem: null }
      }
      void all().then((done) => {
        setNow(null)
        setOutcome(done)
      })
    },
    [desk],
  )
  return { now, outcome, print }
}
