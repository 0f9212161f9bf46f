/**
 * Whose data are on the screen. It stays in place while everything else scrolls, so that nothing is done to another
 * person than the one who is meant.
 */
import { Chip, type Tone } from './chip.tsx'
import { Icon, type IconName } from './icon.tsx'
import styles from './person-banner.module.css'

export interface PersonMark {
  readonly key: string
  readonly icon: IconName
  readonly tone: Tone
  readonly words: string
  /** The words name a person or a number. */
  readonly personal?: boolean
}

interface PersonBannerProps {
  /** Accessible name of the region: whose data these are, in relation to the screen. */
  readonly label: string
  /** Surname first; shown as given. */
  readonly name: string
  readonly cnp: string
  /** Age in words; null where it is not known. */
  readonly age: string | null
  /** State of the dossier and what needs attention, most important first. */
  readonly marks: readonly PersonMark[]
}

export function PersonBanner({ label, name, cnp, age, marks }: PersonBannerProps) {
  return (
    <section className={styles['banner']} aria-label={label}>
      <p className={styles['who']}>
        <Icon name="person" size={18} />
        <strong className={styles['name']} data-personal="">
          {name}
        </strong>{' '}
        <span className={styles['cnp']} data-personal="">
          {cnp}
        </span>{' '}
        {age !== null && (
          <span className={styles['age']} data-personal="">
            {age}
          </span>
        )}
      </p>
      {marks.length > 0 && (
        <ul className={styles['marks']}>
          {marks.map(({ key, icon, tone, words, personal }) => (
            <li key={key}>
              <Chip icon={icon} tone={tone}>
                {personal ? <span data-personal="">{words}</span> : words}
              </Chip>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
