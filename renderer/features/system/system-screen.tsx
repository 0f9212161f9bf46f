/** "Sistem": scanner and printer of this desk: selection, test and state. */
import { Page } from '../../app/page.tsx'
import { useWords } from '../../i18n/words.ts'
import { HouseCard } from './house-card.tsx'
import { PrinterCard } from './printer-card.tsx'
import { ScannerCard } from './scanner-card.tsx'
import styles from './system-screen.module.css'
import { systemWords } from './words.ts'

export function SystemScreen() {
  const t = useWords(systemWords)
  return (
    <Page title={t('title')} room={t('title')}>
      <div className={styles['page']}>
        <p className={styles['intro']}>{t('intro')}</p>
        <div className={styles['cards']}>
          <ScannerCard />
          <PrinterCard />
          <HouseCard />
        </div>
      </div>
    </Page>
  )
}
