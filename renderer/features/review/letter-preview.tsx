import { useEffect, useState } from 'react'
import type { Problem } from '../../../src/domain/problem.ts'
import type { ProcedureInput } from '../../../src/protocol/desk.ts'
import { useProcedure } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { EmptyState, ProblemNotice, Skeleton, Viewer, Waiting } from '../../ui/index.ts'
import styles from './decision-dialog.module.css'
import { reviewWords } from './words.ts'

export type LetterInput = ProcedureInput<'paper.previewLetter'>

/** The letter is rendered only after a pause in typing of this length. */
const REST_MS = 500

function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value)
  const text = JSON.stringify(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(JSON.parse(text) as T), REST_MS)
    return () => clearTimeout(timer)
  }, [text])
  return rested
}

/** The letter as it would be sent. `seen` is true only when the letter on the screen matches the form. */
export function useLetter(input: LetterInput | null): {
  seen: boolean
  sha256: string | null
  pages: number
  problem: Problem | null
} {
  const rested = useRested(input)
  const letter = useProcedure('paper.previewLetter', rested ?? { requestId: '', letter: 'rejection' }, {
    enabled: rested !== null,
    keepPrevious: true,
  })
  const current =
    input !== null &&
    JSON.stringify(rested) === JSON.stringify(input) &&
    !letter.isPlaceholderData &&
    letter.data !== undefined
  return {
    seen: current,
    sha256: input === null ? null : (letter.data?.sha256 ?? null),
    pages: letter.data?.pages ?? 0,
    problem: rested === null ? null : letter.problem,
  }
}

interface LetterPreviewProps {
  readonly letter: ReturnType<typeof useLetter> & { readonly wanted: boolean }
}

export function LetterPreview({ letter }: LetterPreviewProps) {
  return (
    <div className={styles['letter']} aria-busy={letter.wanted && !letter.seen}>
      <Letter letter={letter} />
    </div>
  )
}

function Letter({ letter: { problem, sha256, pages, wanted } }: LetterPreviewProps) {
  const t = useWords(reviewWords)
  if (problem)
    return (
      <div className={styles['letterProblem']}>
        <ProblemNotice problem={problem} />
      </div>
    )
  if (sha256)
    return (
      <Viewer
        key={sha256}
        label={t('letterTitle')}
        pages={Array.from({ length: pages }, (_, index) => ({
          key: `letter-${index}`,
          sha256,
          mediaType: 'application/pdf' as const,
          pdfPage: index + 1,
          name: t('letterTitle'),
        }))}
      />
    )
  if (wanted)
    return (
      <Waiting words={t('letterWaiting')}>
        <Skeleton lines={10} />
      </Waiting>
    )
  return (
    <EmptyState icon="mail" title={t('letterTitle')}>
      {t('letterFill')}
    </EmptyState>
  )
}
