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
  readonly requestId: string | null
  readonly onOpen: (request: RequestDetail['request']) => void
  /** Whether this person decides on requests that wait for a decision. */
  readonly decides: boolean
}

function Followed({ requestId, onOpen, decides }: PreviewProps & { requestId: string }) {
  const tApp = useWords(appWords)
  const { data, problem } = useProcedure('request.open', { requestId }, { keepPrevious: true })
  if (data)
    return (
      <Content
        detail={data}
        onOpen={() => onOpen(data.request)}
        review={decides && allows(data.request.state, 'approve')}
      />
    )
  const missing = <NotYet problem={problem} words={tApp('loading')} lines={8} />
  return problem ? <div className={styles['body']}>{missing}</div> : missing
}

/**
 * The selected request beside the table. It follows the arrow keys with a short delay, so that moving through rows
 * stays fast.
 */
export const QueuePreview = memo(function QueuePreview({ requestId, onOpen, decides }: PreviewProps) {
  const t = useWords(queueWords)
  const followed = useDeferredValue(requestId)
  return (
    <aside className={styles['preview']} aria-label={t('preview')}>
      {followed === null ? (
        <EmptyState icon="document" title={t('previewEmpty')}>
          {t('previewEmptyDo')}
        </EmptyState>
      ) : (
        <Followed requestId={followed} onOpen={onOpen} decides={decides} />
      )}
    </aside>
  )
})

function Content({ detail, onOpen, review }: { detail: RequestDetail; onOpen: () => void; review: boolean }) {
  const t = useWords(queueWords)
  const tPart = useWords(partWords)
  const tRequest = useWords(requestWords)
  const { request, number, daysLeft } = detail
  const hidden = request.timeline.length - STEPS_SHOWN
  return (
    <>
      <div className={styles['body']}>
        <header className={styles['header']}>
          <p className={styles['number']}>{number}</p>
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
        <Button look="main" enter onPress={onOpen}>
          {t(review ? 'review' : 'open')}
        </Button>
      </footer>
    </>
  )
}
