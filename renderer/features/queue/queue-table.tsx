/** The queue as a grid: the focus stays on the grid, the arrow keys walk the rows, the active row is told to screen readers. */
import { useTable, type Row } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { foldName } from '../../../src/domain/person/name.ts'
import { useQueueView, type QueueRow } from '../../app/queue-view.tsx'
import { QUEUE_TABLE_ID } from '../../app/search-box.tsx'
import { useWords } from '../../i18n/words.ts'
import { classNames, Icon } from '../../ui/index.ts'
import { queueColumns, queueFeatures, SORT_OF_COLUMN, type ColumnId } from './queue-columns.tsx'
import styles from './queue-table.module.css'
import { createTypeAhead, findBeginning } from './type-ahead.ts'
import { PAGE_ROWS, useQueueRows } from './use-queue-rows.ts'
import { queueWords } from './words.ts'

const ROW_HEIGHT = 36
/** The head stands over the rows while they scroll under it. */
const HEAD_HEIGHT = 37

export type QueueRows = ReturnType<typeof useQueueRows>

interface QueueTableProps {
  readonly onOpen: (row: QueueRow) => void
  readonly children: (rows: QueueRows) => React.ReactNode
}

const rowId = (index: number) => `queue-row-${index}`

/** `children` is shown instead of rows when there are none. */
export function QueueTable({ onOpen, children }: QueueTableProps) {
  const say = useWords(queueWords)
  const { filters, change, selectedId, select, scroll } = useQueueView()
  const [cursor, setCursor] = useState(0)
  const scroller = useRef<HTMLDivElement>(null)
  const [range, setRange] = useState({ from: 0, to: PAGE_ROWS - 1 })
  const rows = useQueueRows(filters, range.from, range.to)
  const { rowAt, total, refreshing } = rows
  const typeAhead = useMemo(() => createTypeAhead(), [])

  // eslint-disable-next-line react-hooks/incompatible-library -- the compiler that this warns is not used here
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    paddingStart: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
    initialOffset: scroll.top,
    onChange: (instance) => {
      scroll.top = instance.scrollOffset ?? 0
      const items = instance.getVirtualItems()
      const from = items[0]?.index ?? 0
      const to = items.at(-1)?.index ?? 0
      // Whole pages only: the range changes once every hundred rows, not with every pixel.
      const paged = { from: Math.floor(from / PAGE_ROWS) * PAGE_ROWS, to: Math.ceil((to + 1) / PAGE_ROWS) * PAGE_ROWS - 1 }
      setRange((now) => (now.from === paged.from && now.to === paged.to ? now : paged))
    },
  })

  // A new question begins at its top; what was chosen stays chosen if it is still there.
  const question = JSON.stringify(filters)
  const asked = useRef(question)
  useEffect(() => {
    if (asked.current === question) return
    asked.current = question
    setCursor(0)
    virtualizer.scrollToOffset(0)
  }, [question, virtualizer])

  const items = virtualizer.getVirtualItems()
  const inView = useMemo(() => items.map(({ index }) => rowAt(index)).filter((row): row is QueueRow => row !== null), [items, rowAt])
  const table = useTable({ features: queueFeatures, columns: queueColumns, data: inView, getRowId: (row) => row.id })
  const rowsInView = table.getRowModel().rowsById

  const selectedIndex = items.find(({ index }) => rowAt(index)?.id === selectedId)?.index
  const active = selectedIndex ?? Math.min(cursor, Math.max(0, total - 1))
  const moveTo = (index: number) => {
    const target = Math.max(0, Math.min(total - 1, index))
    setCursor(target)
    virtualizer.scrollToIndex(target, { align: 'auto' })
    select(rowAt(target)?.id ?? null)
  }
  // Enter pressed faster than a search answers must not open what the search before it had found.
  const opensFirst = useRef(false)
  useEffect(() => {
    if (refreshing || !opensFirst.current) return
    opensFirst.current = false
    const row = rowAt(0)
    if (row) onOpen(row)
  }, [refreshing, rowAt, onOpen])
  // A jump beyond the loaded pages lands before its rows are there: they are chosen when they arrive.
  useEffect(() => {
    if (selectedId === null && total > 0) {
      const row = rowAt(cursor)
      if (row) select(row.id)
    }
  }, [selectedId, cursor, rowAt, select, total])

  const pageRows = () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW_HEIGHT) / ROW_HEIGHT) - 1)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey) return
    const moves: Record<string, () => void> = {
      ArrowDown: () => moveTo(active + 1),
      ArrowUp: () => moveTo(active - 1),
      PageDown: () => moveTo(active + pageRows()),
      PageUp: () => moveTo(active - pageRows()),
      Home: () => moveTo(0),
      End: () => moveTo(total - 1),
      Enter: () => {
        const row = rowAt(active)
        if (refreshing) opensFirst.current = true
        else if (row) onOpen(row)
      },
    }
    const move = moves[event.key]
    if (move) {
      event.preventDefault()
      move()
    } else if (/^[\p{L}\d]$/u.test(event.key)) {
      const typed = typeAhead.type(foldName(event.key), event.timeStamp)
      const loaded = Math.min(total, range.to + 1)
      const found = findBeginning(loaded, active, (index) => [foldName(rowAt(index)?.surname ?? ''), rowAt(index)?.number ?? ''], typed)
      if (found !== null) moveTo(found)
    }
  }
  const onPointer = (event: MouseEvent, act: (index: number) => void) => {
    const index = (event.target as HTMLElement).closest<HTMLElement>('[data-index]')?.dataset['index']
    if (index !== undefined) act(Number(index))
  }

  return (
    <div
      ref={scroller}
      id={QUEUE_TABLE_ID}
      className={styles['grid']}
      role="grid"
      aria-label={say('table')}
      aria-rowcount={total + 1}
      aria-colcount={queueColumns.length}
      aria-activedescendant={total > 0 ? rowId(active) : undefined}
      aria-busy={rows.refreshing || rows.loading}
      data-answered={rows.refreshing || rows.loading ? undefined : filters.text}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onClick={(event) => onPointer(event, moveTo)}
      onDoubleClick={(event) =>
        onPointer(event, (index) => {
          const row = rowAt(index)
          if (row) onOpen(row)
        })
      }
    >
      <div role="rowgroup" className={styles['head']}>
        <div role="row" aria-rowindex={1} className={styles['row']}>
          {table.getHeaderGroups()[0]?.headers.map(({ id }) => {
            const column = id as ColumnId
            return <HeaderCell key={id} column={column} sort={filters.sort} onSort={(sort) => change({ sort })} />
          })}
        </div>
      </div>
      {total === 0 ? (
        <div role="rowgroup" className={styles['none']}>
          <div role="row">
            <div role="gridcell" aria-colspan={queueColumns.length}>
              {children(rows)}
            </div>
          </div>
        </div>
      ) : (
        <div role="rowgroup" className={styles['rows']} style={{ height: virtualizer.getTotalSize() - HEAD_HEIGHT }}>
          {items.map(({ index, start, key }) => {
            const data = rowAt(index)
            const row = data ? (rowsInView[data.id] ?? null) : null
            return <QueueLine key={key} row={row} index={index} start={start - HEAD_HEIGHT} selected={index === active && (data?.id === selectedId || selectedId === null)} />
          })}
        </div>
      )}
    </div>
  )
}

function HeaderCell({ column, sort, onSort }: { column: ColumnId; sort: { by: string; direction: 'asc' | 'desc' }; onSort: (sort: { by: NonNullable<(typeof SORT_OF_COLUMN)[ColumnId]>; direction: 'asc' | 'desc' }) => void }) {
  const say = useWords(queueWords)
  const by = SORT_OF_COLUMN[column]
  const sorted = by !== undefined && by === sort.by ? sort.direction : null
  return (
    <div role="columnheader" className={classNames(styles['cell'], styles['headCell'])} data-column={column} aria-sort={sorted ? (sorted === 'asc' ? 'ascending' : 'descending') : undefined}>
      {by ? (
        <button type="button" className={styles['sort']} onClick={() => onSort({ by, direction: sorted === 'asc' ? 'desc' : 'asc' })}>
          {say(`column.${column}`)}
          {sorted && <Icon name={sorted === 'asc' ? 'chevron-up' : 'chevron-down'} size={12} />}
        </button>
      ) : (
        say(`column.${column}`)
      )}
    </div>
  )
}

interface LineProps {
  readonly row: Row<typeof queueFeatures, QueueRow> | null
  readonly index: number
  readonly start: number
  readonly selected: boolean
}

/** Drawn anew only when its data, place or choice changes. */
const QueueLine = memo(
  function QueueLine({ row, index, start, selected }: LineProps) {
    return (
      <div id={rowId(index)} role="row" aria-rowindex={index + 2} aria-selected={selected} data-index={index} className={classNames(styles['row'], styles['line'])} style={{ transform: `translateY(${start}px)` }}>
        {row ? (
          row.getAllCells().map((cell) => (
            <div key={cell.id} role="gridcell" className={styles['cell']} data-column={cell.column.id}>
              {(cell.column.columnDef.cell as (context: unknown) => React.ReactNode)(cell.getContext())}
            </div>
          ))
        ) : (
          <div role="gridcell" aria-colspan={queueColumns.length} className={styles['cell']}>
            <span className={styles['blank']} aria-hidden="true" />
          </div>
        )}
      </div>
    )
  },
  (before, after) => before.row?.original === after.row?.original && before.index === after.index && before.start === after.start && before.selected === after.selected,
)
