import type { Problem } from '../../src/domain/problem.ts'
import { ProblemNotice } from './problem-notice.tsx'
import { Skeleton, Waiting } from './progress.tsx'

interface NotYetProps {
  /** Why loading failed; null while it continues. */
  readonly problem: Problem | null
  /** What is being loaded. */
  readonly words: string
  readonly lines: number
  readonly autoFocus?: boolean
}

/** Placeholder for data that have not arrived: the reason, or a progress display. */
export function NotYet({ problem, words, lines, autoFocus = false }: NotYetProps) {
  if (problem) return <ProblemNotice problem={problem} autoFocus={autoFocus} />
  return (
    <Waiting words={words}>
      <Skeleton lines={lines} />
    </Waiting>
  )
}
