import { useWords } from '../../i18n/words.ts'
import { Button, Icon } from '../../ui/index.ts'
import styles from './system-screen.module.css'
import { systemWords } from './words.ts'

export interface DeviceRow {
  readonly key: string
  readonly name: string
  readonly detail: string
  readonly isChosen: boolean
  readonly onChoose: () => void
}

/** Devices to choose from; the selected one is marked instead of having a button. */
export function DeviceList({ label, rows, busy }: { label: string; rows: readonly DeviceRow[]; busy: boolean }) {
  const t = useWords(systemWords)
  return (
    <ul className={styles['devices']} aria-label={label}>
      {rows.map(({ detail, isChosen, key, name, onChoose }) => (
        <li key={key}>
          <span className={styles['deviceName']}>
            <span>{name}</span>
            <span className={styles['quiet']}>{detail}</span>
          </span>
          {isChosen ? (
            <span className={styles['isChosen']}>
              <Icon name="check" size={14} />
              {t('chosen')}
            </span>
          ) : (
            <Button size="small" onPress={onChoose} isDisabled={busy} label={t('chooseNamed', { name })}>
              {t('choose')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
