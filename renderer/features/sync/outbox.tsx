import { hashOf } from '../../app/route.ts'
import { useProcedure } from '../../desk/use-procedure.ts'
import { useDates } from '../../i18n/dates.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useProblemWords } from '../../i18n/use-problem-words.ts'
import { useWords } from '../../i18n/words.ts'
import { Card, Chip, type IconName, ScrollTable, type Tone } from '../../ui/index.ts'
import type { ProcedureOutput } from '../../../src/protocol/desk.ts'
import styles from './outbox.module.css'
import { syncWords } from './words.ts'

type Row = ProcedureOutput<'sync.outbox'>[number]
const LOOK: Record<Row['state'], { icon: IconName; tone: Tone }> = {
  queued: { icon: 'hourglass', tone: 'neutral' },
  sent: { icon: 'send', tone: 'neutral' },
  applied: { icon: 'check', tone: 'good' },
  rejected: { icon: 'alert', tone: 'attention' },
  parked: { icon: 'alert', tone: 'attention' },
}

/** Acts of this desk that the central store has not confirmed yet. */
export function Outbox() {
  const t = useWords(syncWords)
  const tRequest = useWords(requestWords)
  const problemWords = useProblemWords()
  const { moment } = useDates()
  const rows = useProcedure('sync.outbox', {}).data ?? []
  return (
    <Card title={t('outbox')}>
      {rows.length === 0 ? (
        <p>{t('outboxEmpty')}</p>
      ) : (
        <ScrollTable
          label={t('outbox')}
          columns={[t('column.number'), t('column.act'), t('column.who'), t('column.when'), t('column.state')]}
          className={styles['table']}
        >
          {rows.map((row) => (
            <tr key={row.commandId}>
              <td>
                <a href={hashOf({ room: 'request', requestId: row.requestId })}>{row.number}</a>
              </td>
              <td>{tRequest(`act.${row.kind}`)}</td>
              <td>{row.actorName}</td>
              <td>{moment(row.at)}</td>
              <td>
                <Chip icon={LOOK[row.state].icon} tone={LOOK[row.state].tone}>
                  {t(`row.${row.state}`)}
                </Chip>
                {row.problem && <p className={styles['problem']}>{problemWords(row.problem).what}</p>}
              </td>
            </tr>
          ))}
        </ScrollTable>
      )}
    </Card>
  )
}
