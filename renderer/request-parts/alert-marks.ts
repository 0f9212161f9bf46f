/** The alerts of a person as marks of the banner: icon, tone and words. */
import { requestWords } from '../i18n/request-words.ts'
import { useWords } from '../i18n/words.ts'
import type { PersonMark } from '../ui/index.ts'
import type { PersonAlert } from './person-alerts.ts'
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

export function useAlertMarks(): (alerts: readonly PersonAlert[]) => PersonMark[] {
  const t = useWords(partWords)
  const tRequest = useWords(requestWords)
  const wordsOf = (alert: PersonAlert): string => {
    if (alert.alert === 'dossier') return t(`alert.dossier.${alert.state}`)
    if (alert.alert === 'represented')
      return t('alert.represented', { by: alert.by, capacity: tRequest(`capacity.${alert.capacity}`) })
    if (alert.alert === 'other-requests')
      return t('alert.other-requests', { count: alert.numbers.length, numbers: alert.numbers.join(', ') })
    return t(`alert.${alert.alert}`)
  }
  return (alerts) =>
    alerts.map((alert) => ({
      key: alert.alert,
      ...LOOK[alert.alert],
      words: wordsOf(alert),
      personal: alert.alert === 'represented',
    }))
}
