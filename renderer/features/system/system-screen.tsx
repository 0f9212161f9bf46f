/** "Sistem": the scanner and the printer of this desk, chosen once, tried, and their state. */
import { Page } from '../../app/page.tsx'
import { useWords } from '../../i18n/words.ts'
import { HouseCard } from './house-card.tsx'
import { PrinterCard } from './printer-card.tsx'
import { ScannerCard } from './scanner-card.tsx'
import styles from './system-screen.module.css'
import { systemWords } from './words.ts'

export function SystemScreen() {
  const say = useWords(systemWords)
  return (
    <Page title={say('title')} room={say('title')}>
      <div className={styles['page']}>
        <p className={styles['intro']}>{say('intro')}</p>
        <div className={styles['cards']}>
          <ScannerCard />
          <PrinterCard />
          <HouseCard />
        </div>
      </div>
    </Page>
  )
}
