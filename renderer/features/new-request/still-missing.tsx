import { useWords } from '../../i18n/words.ts'
import { focusField, Icon } from '../../ui/index.ts'
import { fieldId } from './draft-fields.ts'
import { useMissingWords } from './finding-words.ts'
import { useNewRequest } from './form-context.ts'
import styles from './new-request.module.css'
import { newRequestWords } from './words.ts'

type Item = { readonly code: string; readonly path: string }

/**
 * Removes repetitions. The attestations stand together in the form, so they become one link to the first unticked one.
 */
function together(items: readonly Item[]): Item[] {
  const isAttestation = ({ code }: Item) => code.startsWith('attestation')
  const once = items.filter((item, index) => items.findIndex(({ code }) => code === item.code) === index)
  const [first, ...more] = once.filter(isAttestation)
  if (first === undefined || more.length === 0) return once
  return [...once.filter((item) => !isAttestation(item)), { code: 'attestations', path: first.path }]
}

/** The field for a missing item; the scan is added elsewhere. */
export const placeOf = ({ path }: Item): string => (path === 'pages' ? 'add-file' : fieldId(path))

function Links({ items }: { items: readonly Item[] }) {
  const words = useMissingWords()
  return (
    <ul className={styles['missingLinks']}>
      {together(items).map((item) => (
        <li key={`${item.code}:${item.path}`}>
          <button type="button" className={styles['link']} onClick={() => focusField(placeOf(item))}>
            {words(item.code)}
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Links to what blocks registering and what blocks the review, or the statement that nothing is missing. */
export function StillMissing() {
  const t = useWords(newRequestWords)
  const { assessment } = useNewRequest()
  if (assessment === null) return null
  const { blockers } = assessment
  const missing = assessment.missing.filter(({ code }) => !blockers.some((blocker) => blocker.code === code))
  return (
    <section className={styles['missing']} aria-live="polite">
      {blockers.length > 0 && (
        <div>
          <h3>{t('blockers')}</h3>
          <Links items={blockers} />
        </div>
      )}
      {missing.length > 0 && (
        <div>
          <h3>{t('missing')}</h3>
          <Links items={missing} />
          {blockers.length === 0 && <p className={styles['quiet']}>{t('missingWords')}</p>}
        </div>
      )}
      {blockers.length === 0 && missing.length === 0 && (
        <p className={styles['quiet']} data-level="ok">
          <Icon name="check-circle" size={14} />
          {t('complete')}
        </p>
      )}
    </section>
  )
}
