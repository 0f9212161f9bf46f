/** The banner of the form: whose request is being filled in, always in sight. */
import { useWatch } from 'react-hook-form'
import type { DraftContent } from '../../../src/protocol/desk.ts'
import { useToday } from '../../desk/use-today.ts'
import { useWords } from '../../i18n/words.ts'
import { useAlertMarks } from '../../request-parts/alert-marks.ts'
import { ageOfCnp, draftAlerts } from '../../request-parts/person-alerts.ts'
import { partWords } from '../../request-parts/words.ts'
import { PersonBanner } from '../../ui/index.ts'
import { useNewRequest } from './form-context.ts'
import { newRequestWords } from './words.ts'

export function FormPerson() {
  const t = useWords(newRequestWords)
  const tPart = useWords(partWords)
  const marksOf = useAlertMarks()
  const today = useToday()
  const { form, lookUp } = useNewRequest()
  const [holder, representative, capacity] = useWatch({
    control: form.control,
    name: ['holder', 'representative', 'capacity'],
  }) as [DraftContent['holder'], DraftContent['representative'], DraftContent['capacity']]
  const name = `${holder.surname} ${holder.givenNames}`.trim()
  // What is known follows the typed CNP a moment later. Until then nothing is known of this person.
  const found = lookUp.cnp === holder.cnp ? lookUp.found : null
  const years = ageOfCnp(holder.cnp, today)
  return (
    <PersonBanner
      label={tPart('person')}
      name={name === '' ? t('nobodyYet') : name}
      cnp={holder.cnp}
      age={years === null ? null : tPart('age', { years })}
      marks={marksOf(draftAlerts({ holder, representative, capacity }, found, today))}
    />
  )
}
