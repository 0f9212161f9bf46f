/** Prints papers one after another. Stops at the first failure, because the next paper would fail as well. */
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
  /** The paper being printed, and its position in the list. */
  readonly now: { readonly key: string; readonly number: number; readonly total: number } | null
  /** `sent`: the printer took at least one of them and does not report when it is done. */
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
