import { useDates } from '../i18n/dates.ts'
import { requestWords } from '../i18n/request-words.ts'
import { useWords } from '../i18n/words.ts'
import type { RequestDetail } from '../../src/protocol/desk.ts'
import type { TimelineEntry } from '../../src/request/body.ts'
import { Icon } from '../ui/index.ts'
import { authorWords, factWords } from './act-facts.ts'
import styles from './timeline.module.css'
import { partWords } from './words.ts'

/** The history, newest first: act, person, moment. */
export function Timeline({
  entries,
  detail: { number, numbers },
}: {
  entries: readonly TimelineEntry[]
  detail: Pick<RequestDetail, 'number' | 'numbers'>
}) {
  const t = useWords(partWords)
  const tRequest = useWords(requestWords)
  const { moment } = useDates()
  return (
    <ol className={styles['timeline']}>
      {entries.toReversed().map((entry) => {
        const facts = factWords(entry, {
          t,
          tRequest,
          number,
          numberOf: (request) => numbers[request] ?? request,
        })
        return (
          <li key={entry.id} className={styles['entry']} data-change={entry.from !== entry.to || undefined}>
            <p className={styles['act']}>
              {tRequest(`act.${entry.act}`)}
              {facts.length > 0 && <span className={styles['facts']}> · {facts.join(' · ')}</span>}
            </p>
            <p className={styles['who']}>
              {moment(entry.at)} · {authorWords(entry.actor, tRequest)}
              {entry.first &&
                ` · ${t('firstBy', { name: entry.first.actor.name, number: entry.first.deskNumber, at: moment(entry.first.at) })}`}
              {entry.offline && (
                <span className={styles['offline']}>
                  {' '}
                  <Icon name="cloud-off" size={12} /> {t('offlineAct')}
                </span>
              )}
            </p>
          </li>
        )
      })}
    </ol>
  )
}
