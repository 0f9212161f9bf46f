import { useProcedure } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { Card, Chip, Facts, Notice } from '../../ui/index.ts'
import styles from './system-screen.module.css'
import { systemWords } from './words.ts'

/** The data of the house that every paper shows. They come from the central store and cannot be changed here. */
export function HouseCard() {
  const t = useWords(systemWords)
  const about = useProcedure('desk.about', {}).data
  const house = about?.house
  // A desk that has not received them yet knows nothing, which differs from data that are not set.
  if (!house) return null
  const { name, contact, verifyUrl } = house
  return (
    <Card
      title={t('house')}
      aside={
        <Chip icon={contact === null ? 'alert' : 'check-circle'} tone={contact === null ? 'attention' : 'good'}>
          {contact === null ? t('houseNotSet') : t('houseSet')}
        </Chip>
      }
    >
      <div className={styles['card']}>
        {contact === null && (
          <Notice tone="attention" icon="alert" title={t('houseMissing')}>
            {t('houseMissingWords')}
          </Notice>
        )}
        <Facts
          facts={[
            { label: t('houseName'), value: name.ro, wide: true },
            contact !== null && { label: t('houseAddress'), value: contact.address, wide: true },
            contact !== null && { label: t('telephone'), value: contact.telephone },
            contact !== null && { label: t('email'), value: contact.email },
            contact !== null && { label: t('fiscalCode'), value: contact.fiscalCode },
            { label: t('verifyUrl'), value: verifyUrl, wide: true },
          ]}
        />
        <p className={styles['quiet']}>{t('houseWords')}</p>
      </div>
    </Card>
  )
}
