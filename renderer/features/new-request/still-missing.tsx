import { useWords } from '../../i18n/words.ts'
import { focusField, Icon } from '../../ui/index.ts'
import { fieldId } from './draft-fields.ts'
import { useMissingWords } from './finding-words.ts'
import { useNewRequest } from './form-context.ts'
import styles from './new-request.module.css'
import { newRequestWords } from './words.ts'

type Item = { readonly code: string; readonly path: string }

/**
 * Each thing once. The attestations stand together in the form, so here they are one link, to the first that is not
 * ticked.
 */
function together(items: readonly Item[]): Item[] {
  const isAttestation = ({ code }: Item) => code.startsWith('attestation')
  const once = items.filter((item, index) => items.findIndex(({ code }) => code === item.code) === index)
  const [first, ...more] = once.filter(isAttestation)
  if (first === undefined || more.length === 0) return once
  return [...once.filter((item) => !isAttestation(item)), { code: 'attestations', path: first.path }]
}

/** The field of a missing thing; the scan has a place of its own. */
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

/** What stops registering, what stops the review, as links to the fields; or that nothing is missing. */
export function StillMissing() {
  const say = useWords(newRequestWords)
  const { assessment } = useNewRequest()
  if (assessment === null) return null
  const { blockers } = assessment
  const missing = assessment.missing.filter(({ code }) => !blockers.some((blocker) => blocker.code === code))
  return (
    <section className={styles['missing']} aria-live="polite">
      {blockers.length > 0 && (
        <div>
          <h3>{say('blockers')}</h3>
          <Links items={blockers} />
        </div>
      )}
      {missing.length > 0 && (
        <div>
          <h3>{say('missing')}</h3>
          <Links items={missing} />
          {blockers.length === 0 && <p className={styles['quiet']}>{say('missingWords')}</p>}
        </div>
      )}
      {blockers.length === 0 && missing.length === 0 && (
        <p className={styles['quiet']} data-level="ok">
          <Icon name="check-circle" size={14} />
          {say('complete')}
        </p>
      )}
    </section>
  )
}
