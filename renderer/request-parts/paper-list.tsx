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

/** The three papers, never to be confused, every letter by itself; what is not there yet says why. */
export function PaperList({ detail }: { detail: RequestDetail }) {
  const say = useWords(partWords)
  const sayRequest = useWords(requestWords)
  const problemWords = useProblemWords()
  const { openPaper } = usePapers()
  const whyNot = ({ paper, refusal }: RequestDetail['papers'][number]): string =>
    refusal && refusal.code !== 'paper.not-yet' ? problemWords(refusal).what : say(`notYet.${paper}`)
  return (
    <ul className={styles['papers']}>
      {detail.papers.map((row) => {
        const { paper, paperId, letter, at, verificationCode, available, printed } = row
        const name = `${sayRequest(`paper.${paper}`)}${letter === null ? '' : ` · ${sayRequest(`letter.${letter}`)}`}`
        return (
          <li key={paperId ?? paper} className={styles['paper']} data-missing={!available || undefined}>
            <Icon name="document" />
            <span className={styles['words']}>
              <span>{name}</span>
              <span className={styles['facts']}>
                {available ? say('printedTimes', { count: printed }) : whyNot(row)}
                {letter !== null && at !== null && ` · ${formatDay(localDay(at))}`}
                {verificationCode !== null &&
                  ` · ${say('verificationCode', { code: formatVerificationCode(verificationCode) })}`}
              </span>
            </span>
            {available && (
              <Button
                size="small"
                onPress={() => openPaper(detail.request.id, paper, paperId)}
                label={`${say('openPaper')}: ${name}`}
              >
                {say('openPaper')}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
