import type { RequestDetail } from '../../src/protocol/desk.ts'
import { formatDay } from '../i18n/dates.ts'
import { requestWords } from '../i18n/request-words.ts'
import { useWords } from '../i18n/words.ts'
import { Icon } from '../ui/index.ts'
import styles from './next-step.module.css'
import { partWords } from './words.ts'

/** Who must do what, until when: the one thing that is always clear. */
export function NextStep({ detail }: { detail: RequestDetail }) {
  const say = useWords(partWords)
  const sayRequest = useWords(requestWords)
  const { next, request } = detail
  return (
    <div className={styles['next']}>
      <Icon name="arrow-right" size={18} />
      <div>
        <p className={styles['label']}>{say('next')}</p>
        <p>
          {next.who !== 'nobody' && <strong>{sayRequest(`who.${next.who}`)}: </strong>}
          {say(request.execution ? `next.held.${request.execution.state}` : `next.${request.state}`)}
        </p>
        {next.until && next.who !== 'nobody' && (
          <p className={styles['until']}>{say('until', { day: formatDay(next.until) })}</p>
        )}
      </div>
    </div>
  )
}
