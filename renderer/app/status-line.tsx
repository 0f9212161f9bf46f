import { useProcedure } from '../desk/use-procedure.ts'
import { useDates } from '../i18n/dates.ts'
import { useWords } from '../i18n/words.ts'
import { Icon } from '../ui/index.ts'
import { useSyncStatus } from './connection.tsx'
import styles from './frame.module.css'
import { usePreferences } from './preferences.tsx'
import { useSession } from './session.tsx'
import { appWords } from './words.ts'

export function StatusLine({ demonstration }: { demonstration: boolean }) {
  const t = useWords(appWords)
  const { exactTime } = useDates()
  const session = useSession()
  const { veiled } = usePreferences()
  const counts = useProcedure('queue.counts', {}, { enabled: session.may('request.read') }).data
  const status = useSyncStatus()
  return (
    <footer className={styles['status']} aria-label={t('status.label')}>
      {counts && (
        <>
          <span>{t('status.open', { count: counts.open })}</span>
          <span data-attention={counts.overdue > 0 || undefined}>
            {counts.overdue > 0 && <Icon name="alert" size={13} />} {t('status.overdue', { count: counts.overdue })}
          </span>
        </>
      )}
      {status && (
        <span>{status.lastPullAt ? t('status.sync', { time: exactTime(status.lastPullAt) }) : t('status.never')}</span>
      )}
      {status && status.numbersLeft < 20 && (
        <span data-attention="">{t('status.numbers', { count: status.numbersLeft })}</span>
      )}
      <span className={styles['statusEnd']}>
        {veiled && (
          <span>
            <Icon name="eye-off" size={13} /> {t('veil.strip')}
          </span>
        )}
        {demonstration && <span>{t('strip.demonstration')}</span>}
      </span>
    </footer>
  )
}
