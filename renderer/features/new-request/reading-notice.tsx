import { useIntl } from 'react-intl'
import type { DraftPageReading } from '../../../src/protocol/desk.ts'
import { useWords } from '../../i18n/words.ts'
import { Icon, type IconName } from '../../ui/index.ts'
import { useNewRequest } from './form-context.ts'
import type { Page } from './page-order.ts'
import styles from './read-crop.module.css'
import { readingWords } from './reading-words.ts'
import { TakeSure } from './take-sure.tsx'
import type { PageReadings } from './use-page-readings.ts'

/** Below this the clerk is asked to look for themselves. */
const DOUBTFUL = 0.9

type Unread = 'failed' | 'nothing' | NonNullable<DraftPageReading['obstacle']>

/** Why little or nothing of a page was read; null where it was, or still is being read. */
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

/** Under the paper: which form it is, and what was seen on it that no input shows: boxes and signatures. */
export function ReadingNotice({
  readings,
  underWay,
  failed,
  pages,
}: PageReadings & { readonly pages: readonly Page[] }) {
  const say = useWords(readingWords)
  const { formatNumber } = useIntl()
  const { assessment } = useNewRequest()
  const known = readings.filter(({ form }) => form !== null)
  // Silence would be taken for "nothing stands there".
  const unread = pages.flatMap(({ pageId }, at) => {
    const why: Unread | null = failed.includes(pageId)
      ? 'failed'
      : whyUnread(readings.find((reading) => reading.pageId === pageId))
    return why === null ? [] : [{ pageId, page: at + 1, why }]
  })
  if (known.length === 0 && underWay === 0 && unread.length === 0 && readings.length === 0) return null
  return (
    <section className={styles['notice']} aria-label={say('title')} tabIndex={0}>
      <div role="status">
        {underWay > 0 && <p>{say('underWay', { count: underWay })}</p>}
        {unread.map(({ pageId, page, why }) => (
          <p key={pageId} className={styles['unread']}>
            <Icon name="alert" size={14} />
            {say(why, { page })}
          </p>
        ))}
      </div>
      {/* With a zone at hand the same button stands beside it. */}
      {!assessment?.mrz && <TakeSure />}
      {known.map(({ pageId, form, marks }) => (
        <div key={pageId}>
          <h3>{form !== null && say('form', { title: form.title, page: form.page, pages: form.pages })}</h3>
          <ul>
            {marks
              // a choice stands beside its input as it was ticked; here only where the machine is not sure
              .filter(({ kind, confidence }) => kind !== 'choice' || confidence < DOUBTFUL)
              .map(({ field, label, kind, value, confidence }) => (
                <li key={field} data-doubtful={confidence < DOUBTFUL || undefined}>
                  <Icon name={iconOf(value, confidence)} size={14} />
                  <span>
                    {label}: <strong>{say(wordOf(kind, value))}</strong>
                  </span>
                  <span className={styles['sure']}>
                    {say('sure', { share: formatNumber(Math.floor(confidence * 100) / 100, { style: 'percent' }) })}
                  </span>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
