import { allows } from '../../../src/domain/request/lifecycle.ts'
import { memo, useDeferredValue } from 'react'
import type { RequestDetail } from '../../../src/protocol/desk.ts'
import { appWords } from '../../app/words.ts'
import { useProcedure } from '../../desk/use-procedure.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { ChannelMark, DueDate, HoldChip, KindMark, StateChip } from '../../request-parts/marks.tsx'
import { ExecutionNotice } from '../../request-parts/execution-notice.tsx'
import { NextStep } from '../../request-parts/next-step.tsx'
import { PaperList } from '../../request-parts/paper-list.tsx'
import { Timeline } from '../../request-parts/timeline.tsx'
import { partWords } from '../../request-parts/words.ts'
import { Button, Chip, EmptyState, Facts, NotYet } from '../../ui/index.ts'
import styles from './queue-preview.module.css'
import { queueWords } from './words.ts'

/** Number of history entries that fit without scrolling. */
const STEPS_SHOWN = 4

interface PreviewProps {
  /** The chosen row; null: there is none, and nothing is previewed. */
  readonly requestId: string | null
  /** Place of a request in the list; null: it is not among the rows at hand. */
  readonly listed: (requestId: string) => number | null
  readonly onOpen: (request: RequestDetail['request']) => void
  /** Whether this person decides on requests that wait for a decision. */
  readonly decides: boolean
}
interface FollowedProps extends PreviewProps {
  readonly requestId: string
  /** The request to load: the chosen one, a moment later while the arrow keys move. */
  readonly followed: string
}

/**
 * Until the chosen request has loaded, the one before it stays drawn, but nothing on it can be pressed. It disappears
 * at once if it is no longer in the list.
 */
function Followed({ requestId, followed, listed, onOpen, decides }: FollowedProps) {
  const tApp = useWords(appWords)
  const { data, problem } = useProcedure('request.open', { requestId: followed }, { keepPrevious: true })
  const isChosen = data?.request.id === requestId
  if (data && (isChosen || listed(data.request.id) !== null))
    return (
      <div className={styles['content']} inert={!isChosen} aria-busy={!isChosen}>
        <Content detail={data} onOpen={onOpen} review={decides && allows(data.request.state, 'approve')} />
      </div>
    )
  const missing = <NotYet problem={problem} words={tApp('loading')} lines={8} />
  return problem ? <div className={styles['body']}>{missing}</div> : missing
}

/**
 * The chosen request beside the table. It follows the arrow keys with a short delay, so that moving through rows stays
 * fast.
 */
export const QueuePreview = memo(function QueuePreview({ requestId, ...rest }: PreviewProps) {
  const t = useWords(queueWords)
  const followed = useDeferredValue(requestId)
  return (
    <aside className={styles['preview']} aria-label={t('preview')} data-preview="">
      {requestId === null ? (
        <EmptyState icon="document" title={t('previewEmpty')}>
          {t('previewEmptyDo')}
        </EmptyState>
      ) : (
        <Followed requestId={requestId} followed={followed ?? requestId} {...rest} />
      )}
    </aside>
  )
})

interface ContentProps {
  readonly detail: RequestDetail
  readonly onOpen: PreviewProps['onOpen']
  readonly review: boolean
}

const Content = memo(function Content({ detail, onOpen, review }: ContentProps) {
  const t = useWords(queueWords)
  const tPart = useWords(partWords)
  const tRequest = useWords(requestWords)
  const { request, number, daysLeft } = detail
  const hidden = request.timeline.length - STEPS_SHOWN
  return (
    <>
      <div className={styles['body']}>
        <header className={styles['header']}>
          <p className={styles['number']} data-number="">
            {number}
          </p>
          <StateChip state={request.state} long />
          <HoldChip request={request} />
          {detail.pending.length > 0 && (
            <Chip icon="cloud-off" tone="attention">
              {tPart('pending')}
            </Chip>
          )}
        </header>
        <h2 data-personal="" className={styles['name']}>
          {request.holder.surname} {request.holder.givenNames}
        </h2>
        <Facts
          facts={[
            { label: tPart('cnp'), value: request.holder.cnp, personal: true },
            { label: tPart('due'), value: <DueDate dueDay={request.dueDay} daysLeft={daysLeft} /> },
            { label: tPart('kind'), value: <KindMark kind={request.kind} /> },
            { label: tPart('channel'), value: <ChannelMark channel={request.channel} /> },
            request.representative && {
              label: tPart('representative'),
              value: `${request.representative.surname} ${request.representative.givenNames}, ${tRequest(`capacity.${request.capacity}`)}`,
              personal: true,
              wide: true,
            },
            { label: tPart('by'), value: request.registeredBy.name, wide: true },
          ]}
        />
        <NextStep detail={detail} />
        <ExecutionNotice detail={detail} />
        {detail.missing.length > 0 && (
          <p
            className={styles['missing']}
          >{`${tPart('missing')}: ${detail.missing.map((code) => tRequest(`missing.${code}`)).join('; ')}`}</p>
        )}
        <section>
          <h3 className={styles['part']}>{tPart('papers')}</h3>
          <PaperList detail={detail} />
        </section>
        <section>
          <h3 className={styles['part']}>{tPart('timeline')}</h3>
          <Timeline entries={request.timeline.slice(-STEPS_SHOWN)} detail={detail} />
          {hidden > 0 && <p className={styles['more']}>{t('moreHistory', { count: hidden })}</p>}
        </section>
      </div>
      <footer className={styles['footer']}>
        <Button look="main" enter onPress={() => onOpen(request)}>
          {t(review ? 'review' : 'open')}
        </Button>
      </footer>
    </>
  )
})
