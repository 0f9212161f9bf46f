import { requestWords } from '../../i18n/request-words.ts'
import { useProblemWords } from '../../i18n/use-problem-words.ts'
import { useWords } from '../../i18n/words.ts'
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
  const say = useWords(reviewWords)
  const sayRequest = useWords(requestWords)
  const problemWords = useProblemWords()
  const wordsOf = (check: Check): string => {
    if (check.check === 'obstacle') {
      const { what, todo } = problemWords(check.problem)
      return say('check.obstacle.stop', { words: `${what} ${todo}` })
    }
    if (check.check === 'complete')
      return say(`check.complete.${check.outcome}`, {
        missing: check.missing.map((code) => sayRequest(`missing.${code}`)).join('; '),
      })
    if (check.check === 'agreement') return say(`check.agreement.${check.outcome}`, { count: check.count })
    if (check.check === 'identity') return say(`check.identity.${check.outcome}`)
    if (check.check === 'questions')
      return check.open === null
        ? say('check.questions.unknown')
        : say(`check.questions.${check.outcome}`, {
            open: check.open.map((question) => say(`question.${question}`)).join('; '),
          })
    if (check.check === 'unsigned') return say('check.unsigned.attention')
    if (check.check === 'eyes') return say(`check.eyes.${check.outcome}`)
    return say(`check.${check.check}.${check.outcome}`)
  }
  return (
    <ul className={styles['checks']}>
      {checks.map((check, index) => (
        <li key={`${check.check}-${index}`} data-outcome={check.outcome}>
          <Icon name={LOOK[check.outcome].icon} />
          <span>
            {check.outcome !== 'ok' && <strong>{say(LOOK[check.outcome].words)}: </strong>}
            {wordsOf(check)}
          </span>
        </li>
      ))}
    </ul>
  )
}
