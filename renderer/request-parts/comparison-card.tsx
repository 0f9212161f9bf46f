/** The paper against the record: every difference with its crop, both values, and how it was answered by whom. */
import { useState } from 'react'
import { differencesOf, type Difference, isWish, settlementOf } from '../../src/domain/request/comparison.ts'
import type { RequestDetail } from '../../src/protocol/desk.ts'
import { useProcedure } from '../desk/use-procedure.ts'
import { useDates } from '../i18n/dates.ts'
import { useWords } from '../i18n/words.ts'
import { Button, Card, Icon, PageCrop } from '../ui/index.ts'
import styles from './comparison-card.module.css'
import { authorWords } from './act-facts.ts'
import { requestWords } from '../i18n/request-words.ts'
import { CROP_OF, useMatterWords } from './matter-words.ts'
import { SettleDialog } from './settle-dialog.tsx'
import { useRefusals } from './use-request.ts'
import { partWords } from './words.ts'

/** The crop of the scanned request for a matter, once the desk has read the page again. */
function Crop({ requestId, difference }: { requestId: string; difference: Difference }) {
  const { matterOf } = useMatterWords()
  const t = useWords(partWords)
  const { data } = useProcedure('reading.request', { requestId })
  const path = CROP_OF[difference.matter]
  const crop = data?.flatMap(({ crops }) => crops).find((each) => each.path === path)
  return crop === undefined ? null : (
    <PageCrop image={crop.image} alt={t('cropOf', { matter: matterOf(difference.matter) })} />
  )
}

function Row({ detail, difference }: { detail: RequestDetail; difference: Difference }) {
  const t = useWords(partWords)
  const tRequest = useWords(requestWords)
  const { moment } = useDates()
  const { matterOf, paperOf, statedOf } = useMatterWords()
  const refusal = useRefusals(detail)('settle')
  const [asking, setAsking] = useState(false)
  const { request } = detail
  const settled = settlementOf(request.comparison?.settled ?? [], difference)
  return (
    <li data-open={settled === undefined || undefined}>
      <p className={styles['matter']}>
        <Icon name={settled === undefined ? 'alert' : 'check'} size={14} />
        <strong>{matterOf(difference.matter)}</strong>
      </p>
      {!isWish(difference) && (
        <p data-personal="">
          {t(difference.matter === 'dossier' ? 'atCentre' : 'onPaper', {
            value: paperOf(difference.matter, difference.paper),
          })}
        </p>
      )}
      <p data-personal="">{t('recorded', { value: statedOf(difference.matter, difference.stated) })}</p>
      <Crop requestId={request.id} difference={difference} />
      {settled === undefined ? (
        <div className={styles['open']}>
          <span>{t(isWish(difference) ? 'holdsApproval' : 'unanswered')}</span>
          {refusal === null && (
            <Button size="small" onPress={() => setAsking(true)}>
              {t('settle')}
            </Button>
          )}
        </div>
      ) : (
        <p className={styles['answer']}>
          {t('answeredBy', {
            how: t(`way.${settled.how}`),
            who: authorWords(settled.by, tRequest),
            when: moment(settled.at),
          })}
          {settled.note !== '' && <span data-personal=""> {settled.note}</span>}
        </p>
      )}
      {asking && (
        <SettleDialog requestId={request.id} difference={difference} isOpen onClose={() => setAsking(false)} />
      )}
    </li>
  )
}

export function ComparisonCard({ detail }: { detail: RequestDetail }) {
  const t = useWords(partWords)
  const { request } = detail
  const { comparison } = request
  const differences = differencesOf(request)
  const empty = comparison === undefined ? t('notCompared') : t('noDifference')
  return (
    <Card title={t('comparison')}>
      {differences.length === 0 ? (
        <p className={styles['none']}>
          <Icon name={comparison === undefined ? 'alert' : 'check'} size={14} /> {empty}
        </p>
      ) : (
        <ul className={styles['list']}>
          {differences.map((difference) => (
            <Row key={difference.matter} detail={detail} difference={difference} />
          ))}
        </ul>
      )}
      {comparison !== undefined && comparison.unreadPages > 0 && (
        <p className={styles['unread']}>{t('unreadPages', { count: comparison.unreadPages })}</p>
      )}
    </Card>
  )
}
