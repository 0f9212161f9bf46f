/** The banner of a request: its person, with what the request and the central store know about them. */
import type { RequestDetail } from '../../src/protocol/desk.ts'
import { isClosed } from '../../src/domain/request/lifecycle.ts'
import { useSession } from '../app/session.tsx'
import { useProcedure } from '../desk/use-procedure.ts'
import { useToday } from '../desk/use-today.ts'
import { requestWords } from '../i18n/request-words.ts'
import { useWords } from '../i18n/words.ts'
import { PersonBanner, type PersonMark } from '../ui/index.ts'
import { ageOfCnp, personAlerts, type PersonAlert } from './person-alerts.ts'
import { partWords } from './words.ts'

const LOOK: Readonly<Record<PersonAlert['alert'], Pick<PersonMark, 'icon' | 'tone'>>> = {
  deceased: { icon: 'alert', tone: 'attention' },
  'cnp-wrong': { icon: 'alert', tone: 'attention' },
  held: { icon: 'question', tone: 'attention' },
  identity: { icon: 'shield', tone: 'attention' },
  minor: { icon: 'info', tone: 'attention' },
  represented: { icon: 'person', tone: 'neutral' },
  'other-requests': { icon: 'join', tone: 'attention' },
  dossier: { icon: 'document', tone: 'neutral' },
}

export function RequestPerson({ detail }: { detail: RequestDetail }) {
  const t = useWords(partWords)
  const tRequest = useWords(requestWords)
  const session = useSession()
  const today = useToday()
  const { holder, state } = detail.request
  const sync = useProcedure('sync.status', {}).data
  const online = sync?.state === 'online' || sync?.state === 'syncing'
  // A closed request shows what it was about; the dossier may have had another life since.
  const asks = online && !isClosed(state) && session.may('holder.look-up')
  const found = useProcedure('holder.lookUp', { cnp: holder.cnp }, { enabled: asks }).data ?? null
  const years = ageOfCnp(holder.cnp, today)
  const wordsOf = (alert: PersonAlert): string => {
    if (alert.alert === 'dossier') return t(`alert.dossier.${alert.state}`)
    if (alert.alert === 'represented')
      return t('alert.represented', { by: alert.by, capacity: tRequest(`capacity.${alert.capacity}`) })
    if (alert.alert === 'other-requests')
      return t('alert.other-requests', { count: alert.numbers.length, numbers: alert.numbers.join(', ') })
    return t(`alert.${alert.alert}`)
  }
  return (
    <PersonBanner
      label={t('person')}
      name={`${holder.surname} ${holder.givenNames}`}
      cnp={holder.cnp}
      age={years === null ? null : t('age', { years })}
      marks={personAlerts(detail, found, today).map((alert) => ({
        key: alert.alert,
        ...LOOK[alert.alert],
        words: wordsOf(alert),
        personal: alert.alert === 'represented',
      }))}
    />
  )
}
