import { useIntl } from 'react-intl'
import type { DraftPageReading } from '../../../src/protocol/desk.ts'
import { useWords } from '../../i18n/words.ts'
import { Icon, type IconName } from '../../ui/index.ts'
import { useNewRequest } from './form-context.ts'
import type { Page } from './page-order.ts'
import styles from './reading-notice.module.css'
import { readingWords } from './reading-words.ts'
import { TakeSure } from './take-sure.tsx'
import type { PageReadings } from './use-page-readings.ts'

/** Below this confidence the clerk is asked to look at the paper. */
const DOUBTFUL = 0.9

const UNREAD_REASONS = ['outside', 'covered', 'glare'] as const

type Unread = 'failed' | 'nothing' | NonNullable<DraftPageReading['obstacle']>

/** Why little or nothing of a page was read; null if it was read, or is still being read. */
function whyUnread(reading: DraftPageReading | undefined): Unread | null {
  if (reading === undefined) return null
  return reading.obstacle ?? (reading.form === null && reading.proposals.length === 0 ? 'nothing' : null)
}

function iconOf(value: string, confidence: number): IconName {
  if (confidence < DOUBTFUL) return 'alert'
  return value === '' || value === 'unsigned' ? 'close' : 'check-circle'
}

function wordOf(kind: string, value: string): 'signed' | 'unsigned' | 'empty' | 'ticked' {
  if (kind === 'signature') return value === 'signed' ? 'signed' : 'unsigned'
  return value === '' ? 'empty' : 'ticked'
}

/** Below the paper: which form was recognised, and its boxes and signatures, which have no input on the screen. */
export function ReadingNotice({
  readings,
  inProgress,
  failed,
  pages,
}: PageReadings & { readonly pages: readonly Page[] }) {
  const t = useWords(readingWords)
  const { formatNumber } = useIntl()
  const { assessment } = useNewRequest()
  const known = readings.filter(({ form }) => form !== null)
  // Without this notice the clerk would assume that the page is empty.
  const unread = pages.flatMap(({ pageId }, at) => {
    const why: Unread | null = failed.includes(pageId)
      ? 'failed'
      : whyUnread(readings.find((reading) => reading.pageId === pageId))
    return why === null ? [] : [{ pageId, page: at + 1, why }]
  })
  if (known.length === 0 && inProgress === 0 && unread.length === 0 && readings.length === 0) return null
  return (
    <section className={styles['notice']} aria-label={t('title')} tabIndex={0}>
      <div role="status">
        {inProgress > 0 && <p>{t('reading', { count: inProgress })}</p>}
        {unread.map(({ pageId, page, why }) => (
          <p key={pageId} className={styles['unread']}>
            <Icon name="alert" size={14} />
            {t(why, { page })}
          </p>
        ))}
      </div>
      {/* With a zone at hand the same button stands beside it. */}
      {!assessment?.mrz && <TakeSure />}
      {known.map(({ pageId, form, marks, unread: hidden }) => (
        <div key={pageId}>
          <h3>{form !== null && t('form', { title: form.title, page: form.page, pages: form.pages })}</h3>
          {UNREAD_REASONS.map((why) => {
            const fields = hidden.filter((field) => field.why === why).map(({ label }) => label)
            return fields.length === 0 ? null : (
              <p key={why} className={styles['unread']}>
                <Icon name="alert" size={14} />
                <span>
                  {t(why)} <strong>{fields.join('; ')}</strong>
                </span>
              </p>
            )
          })}
          <ul>
            {marks
              // A choice is already shown beside its input; it is repeated here only where the reading is uncertain.
              .filter(({ kind, confidence }) => kind !== 'choice' || confidence < DOUBTFUL)
              .map(({ field, label, kind, value, confidence }) => (
                <li key={field} data-doubtful={confidence < DOUBTFUL || undefined}>
                  <Icon name={iconOf(value, confidence)} size={14} />
                  <span>
                    {label}: <strong>{t(wordOf(kind, value))}</strong>
                  </span>
                  <span className={styles['sure']}>
                    {t('sure', { share: formatNumber(Math.floor(confidence * 100) / 100, { style: 'percent' }) })}
                  </span>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
