import type { RequestDetail } from '../../src/protocol/desk.ts'
import { formatDay } from '../i18n/dates.ts'
import { requestWords } from '../i18n/request-words.ts'
import { useWords } from '../i18n/words.ts'
import { Icon } from '../ui/index.ts'
import styles from './next-step.module.css'
import { partWords } from './words.ts'

/** The next step of a request: who must do what, and until when. */
export function NextStep({ detail }: { detail: RequestDetail }) {
  const t = useWords(partWords)
  const tRequest = useWords(requestWords)
  const { next, request } = detail
  return (
    <div className={styles['next']}>
      <Icon name="arrow-right" size={18} />
      <div>
        <p className={styles['label']}>{t('next')}</p>
        <p>
          {next.who !== 'nobody' && <strong>{tRequest(`who.${next.who}`)}: </strong>}
          {t(request.execution ? `next.held.${request.execution.state}` : `next.${request.state}`)}
        </p>
        {next.until && next.who !== 'nobody' && (
          <p className={styles['until']}>{t('until', { day: formatDay(next.until) })}</p>
        )}
      </div>
    </div>
  )
}
