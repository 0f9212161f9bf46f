import { localDay } from '../../src/domain/calendar/bucharest.ts'
import { formatVerificationCode } from '../../src/domain/papers/verification-code.ts'
import type { RequestDetail } from '../../src/protocol/desk.ts'
import { usePapers } from '../features/papers/papers.tsx'
import { formatDay } from '../i18n/dates.ts'
import { requestWords } from '../i18n/request-words.ts'
import { useProblemWords } from '../i18n/use-problem-words.ts'
import { useWords } from '../i18n/words.ts'
import { Button, Icon } from '../ui/index.ts'
import styles from './paper-list.module.css'
import { partWords } from './words.ts'

/**
 * The three kinds of paper, clearly distinguished, with each letter on its own line. A paper that does not exist yet
 * shows why.
 */
export function PaperList({ detail }: { detail: RequestDetail }) {
  const t = useWords(partWords)
  const tRequest = useWords(requestWords)
  const problemWords = useProblemWords()
  const { openPaper } = usePapers()
  const whyNot = ({ paper, refusal }: RequestDetail['papers'][number]): string =>
    refusal && refusal.code !== 'paper.not-yet' ? problemWords(refusal).what : t(`notYet.${paper}`)
  return (
    <ul className={styles['papers']}>
      {detail.papers.map((row) => {
        const { paper, paperId, letter, at, verificationCode, available, printed } = row
        const name = `${tRequest(`paper.${paper}`)}${letter === null ? '' : ` · ${tRequest(`letter.${letter}`)}`}`
        return (
          <li key={paperId ?? paper} className={styles['paper']} data-missing={!available || undefined}>
            <Icon name="document" />
            <span className={styles['words']}>
              <span>{name}</span>
              <span className={styles['facts']}>
                {available ? t('printedTimes', { count: printed }) : whyNot(row)}
                {letter !== null && at !== null && ` · ${formatDay(localDay(at))}`}
                {verificationCode !== null &&
                  ` · ${t('verificationCode', { code: formatVerificationCode(verificationCode) })}`}
              </span>
            </span>
            {available && (
              <Button
                size="small"
                onPress={() => openPaper(detail.request.id, paper, paperId)}
                label={`${t('openPaper')}: ${name}`}
              >
                {t('openPaper')}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
