import { useWords } from '../../i18n/words.ts'
import { Icon, Notice } from '../../ui/index.ts'
import { useNewRequest } from './form-context.ts'
import styles from './new-request.module.css'
import { newRequestWords } from './words.ts'

/** What the central store knows of the person; never anything medical. */
export function LookUpNotice() {
  const t = useWords(newRequestWords)
  const { lookUp } = useNewRequest()
  if (lookUp.offline) {
    return (
      <p className={styles['quiet']}>
        <Icon name="cloud-off" size={14} />
        {t('lookUpOffline')}
      </p>
    )
  }
  const { found } = lookUp
  if (found === null) return null
  if (found.deceased) return <Notice tone="attention" icon="alert" title={t('deceased')} role="alert" />
  const open =
    found.openRequests.length > 0
      ? t('openRequests', { numbers: found.openRequests.map(({ number }) => number).join(', ') })
      : ''
  if (!found.known)
    return (
      <p className={styles['quiet']}>
        <Icon name="info" size={14} />
        {t('unknown')} {open}
      </p>
    )
  const words = t('known', {
    name: found.name === null ? '' : `${found.name.surname} ${found.name.givenNames}`,
    dossier: t(`dossier.${found.dossier}`),
  })
  if (open !== '' || found.dossier === 'anonymised')
    return (
      <Notice tone="attention" icon="alert" title={<span data-personal="">{words}</span>}>
        {[found.dossier === 'anonymised' ? t('already') : '', open].filter(Boolean).join(' ')}
      </Notice>
    )
  return (
    <p className={styles['quiet']} data-level="ok">
      <Icon name="check-circle" size={14} />
      <span data-personal="">{words}</span>
    </p>
  )
}
