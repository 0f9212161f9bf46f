import { useProcedure } from '../../desk/use-procedure.ts'
import { useWords } from '../../i18n/words.ts'
import { Card, Chip, Facts, Notice } from '../../ui/index.ts'
import styles from './system-screen.module.css'
import { systemWords } from './words.ts'

/** What every paper says of the house; told by the central store, so nothing is to be changed here. */
export function HouseCard() {
  const say = useWords(systemWords)
  const about = useProcedure('desk.about', {}).data
  const house = about?.house
  // A desk that has not heard from the central store yet knows nothing, which is not the same as nothing being set.
  if (!house) return null
  const { name, contact, verifyUrl } = house
  return (
    <Card
      title={say('house')}
      aside={
        <Chip icon={contact === null ? 'alert' : 'check-circle'} tone={contact === null ? 'attention' : 'good'}>
          {contact === null ? say('houseNotSet') : say('houseSet')}
        </Chip>
      }
    >
      <div className={styles['card']}>
        {contact === null && (
          <Notice tone="attention" icon="alert" title={say('houseMissing')}>
            {say('houseMissingWords')}
          </Notice>
        )}
        <Facts
          facts={[
            { label: say('houseName'), value: name.ro, wide: true },
            contact !== null && { label: say('houseAddress'), value: contact.address, wide: true },
            contact !== null && { label: say('telephone'), value: contact.telephone },
            contact !== null && { label: say('email'), value: contact.email },
            contact !== null && { label: say('fiscalCode'), value: contact.fiscalCode },
            { label: say('verifyUrl'), value: verifyUrl, wide: true },
          ]}
        />
        <p className={styles['quiet']}>{say('houseWords')}</p>
      </div>
    </Card>
  )
}
