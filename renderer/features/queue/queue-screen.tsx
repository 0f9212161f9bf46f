/** The queue: filters, the table, and the selected request beside it, as in a mail program. */
import { allows } from '../../../src/domain/request/lifecycle.ts'
import type { RequestState } from '../../../src/domain/request/request.ts'
import { useCallback, useEffect } from 'react'
import { Page } from '../../app/page.tsx'
import { NO_FILTERS, useQueueView } from '../../app/queue-view.tsx'
import { goTo } from '../../app/route.ts'
import { QUEUE_TABLE_ID } from '../../app/search-box.tsx'
import { useSession } from '../../app/session.tsx'
import { appWords } from '../../app/words.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, EmptyState, ProblemNotice, Skeleton, Waiting } from '../../ui/index.ts'
import { QueueFilters } from './queue-filters.tsx'
import { QueuePreview } from './queue-preview.tsx'
import styles from './queue-screen.module.css'
import { QueueTable } from './queue-table.tsx'
import { useChosenRow } from './use-chosen-row.ts'
import { useQueueRows, type QueueRows } from './use-queue-rows.ts'
import { queueWords } from './words.ts'

export function QueueScreen() {
  const t = useWords(queueWords)
  const session = useSession()
  const { filters } = useQueueView()
  const rows = useQueueRows(filters)
  const chosen = useChosenRow(rows)
  const decides = session.may('request.decide')
  // A supervisor opens requests that wait for a decision in the review; everybody else opens the request.
  const open = useCallback(
    (request: { id: string; state: RequestState }) =>
      goTo({ room: decides && allows(request.state, 'approve') ? 'review' : 'request', requestId: request.id }),
    [decides],
  )
  useEffect(() => {
    // On arrival the table gets the focus, so that the arrow keys work at once, unless somebody is typing a search.
    if (!(document.activeElement instanceof HTMLInputElement))
      document.getElementById(QUEUE_TABLE_ID)?.focus({ preventScroll: true })
  }, [])
  return (
    <Page
      title={t('title')}
      room={t('title')}
      focus="inside"
      layout="fill"
      bar={<QueueFilters total={rows.total} loading={rows.loading} />}
    >
      <div className={styles['panes']} data-panes="">
        <QueueTable rows={rows} chosen={chosen} onOpen={open}>
          <NoRows rows={rows} />
        </QueueTable>
        <QueuePreview requestId={chosen.row?.id ?? null} listed={rows.placeOf} onOpen={open} decides={decides} />
      </div>
    </Page>
  )
}

function NoRows({ rows }: { rows: QueueRows }) {
  const t = useWords(queueWords)
  const tApp = useWords(appWords)
  const { filters, change } = useQueueView()
  const session = useSession()
  if (rows.problem) return <ProblemNotice problem={rows.problem} />
  if (rows.loading)
    return (
      <Waiting words={tApp('loading')}>
        <Skeleton lines={12} height={16} />
      </Waiting>
    )
  const filtered = JSON.stringify({ ...filters, sort: null }) !== JSON.stringify({ ...NO_FILTERS, sort: null })
  if (filtered)
    return (
      <EmptyState
        icon="search"
        title={t('noneTitle')}
        action={<Button onPress={() => change(NO_FILTERS)}>{t('filter.clear')}</Button>}
      >
        {t('noneDo')}
      </EmptyState>
    )
  return (
    <EmptyState
      icon="check-circle"
      title={t('emptyTitle')}
      action={
        session.may('request.register') && (
          <Button look="main" shortcut="new-request" onPress={() => goTo({ room: 'new-request' })}>
            {t('newRequest')}
          </Button>
        )
      }
    >
      {t('emptyDo')}
    </EmptyState>
  )
}
