/**
 * What Ctrl+Enter will register, in one line: what, for whom, from which day, by whom, and how each difference was
 * answered.
 */
import { useWatch } from 'react-hook-form'
import type { DraftContent } from '../../../src/protocol/desk.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { useMatterWords } from '../../request-parts/matter-words.ts'
import { partWords } from '../../request-parts/words.ts'
import { useNewRequest } from './form-context.ts'
import styles from './new-request.module.css'
import { newRequestWords } from './words.ts'

export function RegisterSummary() {
  const t = useWords(newRequestWords)
  const tPart = useWords(partWords)
  const tRequest = useWords(requestWords)
  const { matterOf } = useMatterWords()
  const { form, assessment } = useNewRequest()
  const [kind, holder, capacity, requestedDay] = useWatch({
    control: form.control,
    name: ['kind', 'holder', 'capacity', 'requestedDay'],
  }) as [DraftContent['kind'], DraftContent['holder'], DraftContent['capacity'], string]
  const differences = assessment?.differences ?? []
  const name = `${holder.surname} ${holder.givenNames}`.trim()
  if (kind === '' && name === '') return null
  return (
    <section className={styles['summary']} aria-label={t('summary')}>
      <p>
        <strong>{t('summary')}:</strong> {kind === '' ? t('summaryOpen') : tRequest(`kind.${kind}`)} ·{' '}
        <span data-personal="">{name === '' ? t('summaryOpen') : name}</span> ·{' '}
        {requestedDay.trim() === '' ? t('summaryNoDay') : t('summaryDay', { day: requestedDay })} ·{' '}
        {t('summaryBy', { capacity: tRequest(`capacity.${capacity}`) })}
      </p>
      {differences.length > 0 && (
        <p>
          {differences
            .map(
              ({ matter, how }) => `${matterOf(matter)}: ${how === null ? tPart('unanswered') : tPart(`way.${how}`)}`,
            )
            .join(' · ')}
        </p>
      )}
    </section>
  )
}
