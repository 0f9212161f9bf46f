import type { RequestDetail } from '../../src/protocol/desk.ts'
import { usePapers } from '../features/papers/papers.tsx'
import { requestWords } from '../i18n/request-words.ts'
import { useProblemWords } from '../i18n/use-problem-words.ts'
import { useWords } from '../i18n/words.ts'
import { Button, Icon } from '../ui/index.ts'
import styles from './paper-list.module.css'
import { partWords } from './words.ts'

/** The three papers, never to be confused; what is not there yet says why. */
export function PaperList({ detail }: { detail: RequestDetail }) {
  const say = useWords(partWords)
  const sayRequest = useWords(requestWords)
  const problemWords = useProblemWords()
  const { openPaper } = usePapers()
  return (
    <ul className={styles['papers']}>
      {detail.papers.map(({ paper, available, refusal, printed }) => {
        const record = detail.request.papers.findLast((candidate) => candidate.paper === paper)
        return (
          <li key={paper} className={styles['paper']} data-missing={!available || undefined}>
            <Icon name="document" />
            <span className={styles['words']}>
              <span>
                {sayRequest(`paper.${paper}`)}
                {record?.letter && ` · ${sayRequest(`letter.${record.letter}`)}`}
              </span>
              <span className={styles['facts']}>
                {available ? say('printedTimes', { count: printed }) : refusal && refusal.code !== 'paper.not-yet' ? problemWords(refusal).what : say(`notYet.${paper}`)}
                {record?.verificationCode && ` · ${say('verificationCode', { code: record.verificationCode })}`}
              </span>
            </span>
            {available && (
              <Button size="small" onPress={() => openPaper(detail.request.id, paper)} label={`${say('openPaper')}: ${sayRequest(`paper.${paper}`)}`}>
                {say('openPaper')}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
