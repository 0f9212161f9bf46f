import { requestWords } from '../../i18n/request-words.ts'
import { useProblemWords } from '../../i18n/use-problem-words.ts'
import { useWords } from '../../i18n/words.ts'
import { partWords } from '../../request-parts/words.ts'
import { Icon } from '../../ui/index.ts'
import type { Check, CheckOutcome } from './checks.ts'
import styles from './check-list.module.css'
import { reviewWords } from './words.ts'

const LOOK = {
  ok: { icon: 'check', words: 'outcomeOk' },
  attention: { icon: 'alert', words: 'outcomeAttention' },
  stop: { icon: 'close', words: 'outcomeStop' },
} as const satisfies Record<CheckOutcome, unknown>

export function CheckList({ checks }: { checks: readonly Check[] }) {
  const t = useWords(reviewWords)
  const tRequest = useWords(requestWords)
  const tPart = useWords(partWords)
  const problemWords = useProblemWords()
  const wordsOf = (check: Check): string => {
    if (check.check === 'obstacle') {
      const { what, todo } = problemWords(check.problem)
      return t('check.obstacle.stop', { words: `${what} ${todo}` })
    }
    if (check.check === 'complete')
      return t(`check.complete.${check.outcome}`, {
        missing: check.missing.map((code) => tRequest(`missing.${code}`)).join('; '),
      })
    if (check.check === 'agreement') return t(`check.agreement.${check.outcome}`, { count: check.count })
    if (check.check === 'identity') return t(`check.identity.${check.outcome}`)
    if (check.check === 'questions')
      return check.open === null || check.open.length === 0
        ? t('check.questions.unknown')
        : t('check.questions.attention', {
            open: check.open.map((question) => t(`question.${question}`)).join('; '),
          })
    if (check.check === 'answers')
      return check.outcome === 'ok'
        ? t('check.answers.ok')
        : t('check.answers.stop', { wishes: check.held.map((matter) => tPart(`matter.${matter}`)).join('; ') })
    if (check.check === 'unsigned') return t('check.unsigned.attention')
    if (check.check === 'eyes') return t(`check.eyes.${check.outcome}`)
    return t(`check.${check.check}.${check.outcome}`)
  }
  return (
    <ul className={styles['checks']}>
      {checks.map((check, index) => (
        <li key={`${check.check}-${index}`} data-outcome={check.outcome}>
          <Icon name={LOOK[check.outcome].icon} />
          <span>
            {check.outcome !== 'ok' && <strong>{t(LOOK[check.outcome].words)}: </strong>}
            {wordsOf(check)}
          </span>
        </li>
      ))}
    </ul>
  )
}
