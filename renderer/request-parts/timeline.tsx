import { IDENTITY_ANEW } from '../../src/domain/request/identity-holds.ts'
import { useDates } from '../i18n/dates.ts'
import { requestWords, sayCode } from '../i18n/request-words.ts'
import { useWords } from '../i18n/words.ts'
import type { RequestBody } from '../../src/protocol/request.ts'
import { Icon } from '../ui/index.ts'
import styles from './timeline.module.css'
import { partWords } from './words.ts'

type Entry = RequestBody['timeline'][number]

/** What happened, newest first: act, person, moment. */
export function Timeline({ entries }: { entries: readonly Entry[] }) {
  const say = useWords(partWords)
  const sayRequest = useWords(requestWords)
  const { moment } = useDates()
  const factWords = (facts: Entry['facts']): string[] =>
    Object.entries(facts).flatMap(([name, value]) => {
      if (value === null || (value === false && name !== 'markedDuplicate')) return []
      if (name === 'reason' || name === 'filing')
        return [
          say('fact.reason', {
            value: sayCode(sayRequest, `${name === 'filing' ? 'filing' : 'rejection'}.${String(value)}`),
          }),
        ]
      if (name === 'days' && typeof value === 'number') return [say('fact.days', { value })]
      if (name === 'number') return [say('fact.number', { value: String(value) })]
      if (name === 'identity' && value === IDENTITY_ANEW) return [say('fact.identityAnew')]
      if (name === 'how') return [sayCode(sayRequest, `withdrawal.${String(value)}`)]
      if (name === 'to') return [say('fact.to', { value: String(value) })]
      if (name === 'outcome') return [sayCode(sayRequest, `outcome.${String(value)}`)]
      if (name === 'duplicate' && value === true) return [say('fact.duplicate')]
      // The paper said otherwise than what the central store knows of it.
      if (name === 'markedDuplicate') return [say(value === true ? 'fact.marked' : 'fact.notMarked')]
      if (name === 'saysOther') return [say('fact.saysOther')]
      if (name === 'as') return [say('fact.asFile')]
      if (name === 'paper') return [sayCode(sayRequest, `paper.${String(value)}`)]
      return []
    })
  return (
    <ol className={styles['timeline']}>
      {entries.toReversed().map((entry) => {
        const facts = factWords(entry.facts)
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
