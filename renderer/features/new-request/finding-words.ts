/** Turns a finding of the desk, or a code of something missing, into words. */
import { useCallback } from 'react'
import { PROBLEMS, problem, type Problem } from '../../../src/domain/problem.ts'
import { isMissing } from '../../../src/domain/request/completeness.ts'
import { MATTERS } from '../../../src/domain/request/comparison.ts'
import { partWords } from '../../request-parts/words.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useProblemWords } from '../../i18n/use-problem-words.ts'
import { useWords } from '../../i18n/words.ts'
import type { Finding } from './use-assessment.ts'
import { newRequestWords } from './words.ts'

export function useFindingWords(): (finding: Finding) => string {
  const t = useWords(newRequestWords)
  const problemWords = useProblemWords()
  return useCallback(
    (finding) => {
      if (finding.problem === null) return finding.note === '' ? '' : t(`note.${finding.note}`)
      const { what, todo } = problemWords(finding.problem)
      return `${what} ${todo}`
    },
    [t, problemWords],
  )
}

export function useMissingWords(): (code: string) => string {
  const t = useWords(newRequestWords)
  const tRequest = useWords(requestWords)
  const tPart = useWords(partWords)
  const problemWords = useProblemWords()
  return useCallback(
    (code) => {
      const matter = MATTERS.find((each) => code === `differs-${each}`)
      if (matter !== undefined) return t('need.differs', { matter: tPart(`matter.${matter}`) })
      if (
        code === 'attestations' ||
        code === 'requested-day' ||
        code === 'requested-day-open' ||
        code === 'representative-cnp'
      )
        return t(`need.${code}`)
      if (isMissing(code)) return tRequest(`missing.${code}`)
      // Codes of the problem table without details; an unknown, newer code is shown as a problem of that name.
      const known = Object.hasOwn(PROBLEMS, code)
        ? ({ code, details: {} } as unknown as Problem)
        : problem('unexpected', { reference: code })
      return problemWords(known).what
    },
    [t, tRequest, tPart, problemWords],
  )
}
