import type { RequestDetail } from '../../src/protocol/desk.ts'
import { useWords } from '../i18n/words.ts'
import { Chip } from '../ui/index.ts'
import { DueDate, HoldChip, KindMark, StateChip } from './marks.tsx'
import styles from './request-title.module.css'
import { partWords } from './words.ts'

/** Number, state, kind and term of an open request. */
export function RequestTitle({ detail: { request, number, daysLeft, pending } }: { detail: RequestDetail }) {
  const t = useWords(partWords)
  return (
    <>
      <span>{number}</span>
      <span className={styles['marks']}>
        <StateChip state={request.state} long />
        <HoldChip request={request} />
        {request.registration.sequence === null && <Chip icon="info">{t('provisional')}</Chip>}
        {pending.length > 0 && (
          <Chip icon="cloud-off" tone="attention">
            {t('pending')}
          </Chip>
        )}
        <KindMark kind={request.kind} long />
        <DueDate dueDay={request.dueDay} daysLeft={daysLeft} withYear />
        {request.extendedDays > 0 && <span>{t('extended', { days: request.extendedDays })}</span>}
      </span>
    </>
  )
}
