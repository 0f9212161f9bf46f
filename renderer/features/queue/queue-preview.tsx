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

/** Steps of the history that fit without scrolling. */
const STEPS_SHOWN = 4

interface PreviewProps {
  readonly requestId: string | null
  readonly onOpen: (request: RequestDetail['request']) => void
  /** Whether this person decides what waits for a decision. */
  readonly decides: boolean
}

function Followed({ requestId, onOpen, decides }: PreviewProps & { requestId: string }) {
  const sayApp = useWords(appWords)
  const { data, problem } = useProcedure('request.open', { requestId }, { keepPrevious: true })
  if (data)
    return (
      <Content
        detail={data}
        onOpen={() => onOpen(data.request)}
        review={decides && allows(data.request.state, 'approve')}
      />
    )
  const missing = <NotYet problem={problem} words={sayApp('loading')} lines={8} />
  return problem ? <div className={styles['body']}>{missing}</div> : missing
}

/** The chosen request beside the table; follows the arrow keys a breath behind, so that walking stays light. */
export const QueuePreview = memo(function QueuePreview({ requestId, onOpen, decides }: PreviewProps) {
  const say = useWords(queueWords)
  const followed = useDeferredValue(requestId)
  return (
    <aside className={styles['preview']} aria-label={say('preview')}>
      {followed === null ? (
        <EmptyState icon="document" title={say('previewEmpty')}>
          {say('previewEmptyDo')}
        </EmptyState>
      ) : (
        <Followed requestId={followed} onOpen={onOpen} decides={decides} />
      )}
    </aside>
  )
})

function Content({ detail, onOpen, review }: { detail: RequestDetail; onOpen: () => void; review: boolean }) {
  const say = useWords(queueWords)
  const sayPart = useWords(partWords)
  const sayRequest = useWords(requestWords)
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
              {sayPart('pending')}
            </Chip>
          )}
        </header>
        <h2 data-personal="" className={styles['name']}>
          {request.holder.surname} {request.holder.givenNames}
        </h2>
        <Facts
          facts={[
            { label: sayPart('cnp'), value: request.holder.cnp, personal: true },
            { label: sayPart('due'), value: <DueDate dueDay={request.dueDay} daysLeft={daysLeft} /> },
            { label: sayPart('kind'), value: <KindMark kind={request.kind} /> },
            { label: sayPart('channel'), value: <ChannelMark channel={request.channel} /> },
            request.representative && {
              label: sayPart('representative'),
              value: `${request.representative.surname} ${request.representative.givenNames}, ${sayRequest(`capacity.${request.capacity}`)}`,
              personal: true,
              wide: true,
            },
            { label: sayPart('by'), value: request.registeredBy.name, wide: true },
          ]}
        />
        <NextStep detail={detail} />
        <ExecutionNotice detail={detail} />
        {detail.missing.length > 0 && (
          <p
            className={styles['missing']}
          >{`${sayPart('missing')}: ${detail.missing.map((code) => sayRequest(`missing.${code}`)).join('; ')}`}</p>
        )}
        <section>
          <h3 className={styles['part']}>{sayPart('papers')}</h3>
          <PaperList detail={detail} />
        </section>
        <section>
          <h3 className={styles['part']}>{sayPart('timeline')}</h3>
          <Timeline entries={request.timeline.slice(-STEPS_SHOWN)} detail={detail} />
          {hidden > 0 && <p className={styles['more']}>{say('moreHistory', { count: hidden })}</p>}
        </section>
      </div>
      <footer className={styles['footer']}>
        <Button look="main" enter onPress={onOpen}>
          {say(review ? 'review' : 'open')}
        </Button>
      </footer>
    </>
  )
}
