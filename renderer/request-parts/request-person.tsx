/** The banner of a request: its person, with what the request and the central store know about them. */
import type { RequestDetail } from '../../src/protocol/desk.ts'
import { isClosed } from '../../src/domain/request/lifecycle.ts'
import { useSession } from '../app/session.tsx'
import { useProcedure } from '../desk/use-procedure.ts'
import { useToday } from '../desk/use-today.ts'
import { useWords } from '../i18n/words.ts'
import { PersonBanner } from '../ui/index.ts'
import { useAlertMarks } from './alert-marks.ts'
import { ageOfCnp, personAlerts } from './person-alerts.ts'
import { partWords } from './words.ts'

export function RequestPerson({ detail }: { detail: RequestDetail }) {
  const t = useWords(partWords)
  const marksOf = useAlertMarks()
  const session = useSession()
  const today = useToday()
  const { holder, state } = detail.request
  const sync = useProcedure('sync.status', {}).data
  const online = sync?.state === 'online' || sync?.state === 'syncing'
  // A closed request shows what it was about; the dossier may have had another life since.
  const asks = online && !isClosed(state) && session.may('holder.look-up')
  const found = useProcedure('holder.lookUp', { cnp: holder.cnp }, { enabled: asks }).data ?? null
  const years = ageOfCnp(holder.cnp, today)
  return (
    <PersonBanner
      label={t('person')}
      name={`${holder.surname} ${holder.givenNames}`}
      cnp={holder.cnp}
      age={years === null ? null : t('age', { years })}
      marks={marksOf(personAlerts(detail, found, today))}
    />
  )
}
