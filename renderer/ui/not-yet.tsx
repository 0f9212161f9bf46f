import type { Problem } from '../../src/domain/problem.ts'
import { ProblemNotice } from './problem-notice.tsx'
import { Skeleton, Waiting } from './progress.tsx'

interface NotYetProps {
  /** Why it will not come. */
  readonly problem: Problem | null
  /** What is being waited for. */
  readonly words: string
  readonly lines: number
  readonly autoFocus?: boolean
}

/** In the place of what has not arrived: the reason, or that it is awaited. */
export function NotYet({ problem, words, lines, autoFocus = false }: NotYetProps) {
  if (problem) return <ProblemNotice problem={problem} autoFocus={autoFocus} />
  return (
    <Waiting words={words}>
      <Skeleton lines={lines} />
    </Waiting>
  )
}
