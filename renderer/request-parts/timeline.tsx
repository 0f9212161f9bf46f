import { useDates } from '../i18n/dates.ts'
import { requestWords, sayCode } from '../i18n/request-words.ts'
import { useWords } from '../i18n/words.ts'
import type { RequestBody } from '../../src/protocol/request.ts'
import { Icon } from '../ui/index.ts'
import { factWords } from './act-facts.ts'
import styles from './timeline.module.css'
import { partWords } from './words.ts'

type Entry = RequestBody['timeline'][number]

/** What happened, newest first: act, person, moment. */
export function Timeline({ entries }: { entries: readonly Entry[] }) {
  const say = useWords(partWords)
  const sayRequest = useWords(requestWords)
  const { moment } = useDates()
  return (
    <ol className={styles['timeline']}>
      {entries.toReversed().map((entry) => {
        const facts = factWords(entry, { say, sayRequest })
        return (
          <li key={entry.id} className={styles['entry']} data-change={entry.from !== entry.to || undefined}>
            <p className={styles['act']}>
              {sayCode(sayRequest, `act.${entry.act}`)}
              {facts.length > 0 && <span className={styles['facts']}> · {facts.join(' · ')}</span>}
            </p>
            <p className={styles['who']}>
              {moment(entry.at)} · {entry.actor.name}
              {entry.offline && (
                <span className={styles['offline']}>
                  {' '}
                  <Icon name="cloud-off" size={12} /> {say('offlineAct')}
                </span>
              )}
            </p>
          </li>
        )
      })}
    </ol>
  )
}
