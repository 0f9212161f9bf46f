import type { ReactNode } from 'react'
import type { Problem } from '../../src/domain/problem.ts'
import { useProblemWords } from '../i18n/use-problem-words.ts'
import { Notice } from './notice.tsx'

/** A refusal in words: what is wrong, what to do, and the code for support behind “Detalii”. */
export function ProblemNotice({
  problem,
  actions,
  autoFocus,
}: {
  problem: Problem
  actions?: ReactNode
  autoFocus?: boolean
}) {
  const words = useProblemWords()(problem)
  return (
    <Notice
      tone="attention"
      icon="alert"
      title={words.what}
      role="alert"
      autoFocus={autoFocus ?? false}
      reference={problem.code}
      actions={actions}
    >
      {words.todo}
    </Notice>
  )
}
