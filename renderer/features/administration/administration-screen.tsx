/** "Administrare": the people of the house, the roles to confirm, the workstations. */
import { Page } from '../../app/page.tsx'
import { useSession } from '../../app/session.tsx'
import { useWords } from '../../i18n/words.ts'
import styles from './administration.module.css'
import { ConfirmationsCard } from './confirmations-card.tsx'
import { PeopleCard } from './people-card.tsx'
import { administrationWords } from './words.ts'
import { WorkstationsCard } from './workstations-card.tsx'

export function AdministrationScreen() {
  const t = useWords(administrationWords)
  const { may } = useSession()
  return (
    <Page title={t('title')} room={t('title')}>
      <div className={styles['page']}>
        {may('authority.confirm') && <ConfirmationsCard />}
        {may('user.manage') && <PeopleCard />}
        {may('device.manage') && <WorkstationsCard />}
      </div>
    </Page>
  )
}
