import { createColumnHelper, tableFeatures } from '@tanstack/react-table'
import type { QueueFilters, QueueRow } from '../../app/queue-view.tsx'
import { useWords } from '../../i18n/words.ts'
import { ChannelMark, DueDate, KindMark, StateChip } from '../../request-parts/marks.tsx'
import { partWords } from '../../request-parts/words.ts'
import { Icon } from '../../ui/index.ts'
import styles from './queue-table.module.css'

export type ColumnId = 'due' | 'number' | 'name' | 'kind' | 'channel' | 'state' | 'by'
type SortKey = QueueFilters['sort']['by']

/** What a column sorts by at the desk; those without an entry do not sort. */
export const SORT_OF_COLUMN: Partial<Record<ColumnId, SortKey>> = { due: 'due', number: 'number', name: 'name', state: 'state' }

/** Sorting, filtering and paging are the desk's: the table only lays out what is in view. */
export const queueFeatures = tableFeatures({})
const helper = createColumnHelper<typeof queueFeatures, QueueRow>()

function NumberCell({ row }: { row: QueueRow }) {
  const say = useWords(partWords)
  return (
    <span className={styles['number']}>
      {row.number}
      {row.pending && (
        <span className={styles['flag']} title={say('pendingHelp')}>
          <Icon name="cloud-off" size={14} />
          <span className={styles['hidden']}>{say('pending')}</span>
        </span>
      )}
      {row.needsDecision && (
        <span className={styles['flag']} title={say('needsDecision')}>
          <Icon name="question" size={14} />
          <span className={styles['hidden']}>{say('needsDecision')}</span>
        </span>
      )}
    </span>
  )
}

export const queueColumns = helper.columns([
  helper.display({ id: 'due', cell: ({ row }) => <DueDate dueDay={row.original.dueDay} daysLeft={row.original.daysLeft} /> }),
  helper.display({ id: 'number', cell: ({ row }) => <NumberCell row={row.original} /> }),
  helper.display({
    id: 'name',
    cell: ({ row }) => (
      <span data-personal="">
        {row.original.surname} {row.original.givenNames} <span className={styles['cnp']}>{row.original.cnpMasked}</span>
      </span>
    ),
  }),
  helper.display({ id: 'kind', cell: ({ row }) => <KindMark kind={row.original.kind} /> }),
  helper.display({ id: 'channel', cell: ({ row }) => <ChannelMark channel={row.original.channel} /> }),
  helper.display({ id: 'state', cell: ({ row }) => <StateChip state={row.original.state} /> }),
  helper.display({ id: 'by', cell: ({ row }) => row.original.by }),
])
