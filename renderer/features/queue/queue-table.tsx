/**
 * The queue as a grid. The focus stays on the grid, the arrow keys move through the rows, and the active row is
 * announced to screen readers.
 */
import {
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react'
import { foldName } from '../../../src/domain/person/name.ts'
import { useQueueView, type QueueFilters, type QueueRow } from '../../app/queue-view.tsx'
import { QUEUE_TABLE_ID } from '../../app/search-box.tsx'
import { useWords } from '../../i18n/words.ts'
import { COLUMNS } from './columns.ts'
import { QueueHead } from './queue-head.tsx'
import styles from './queue-table.module.css'
import { pagesOver, ROW_HEIGHT } from './rows-in-view.ts'
import { createTypeAhead, findBeginning } from './type-ahead.ts'
import type { ChosenRow } from './use-chosen-row.ts'
import { useDrawnRows } from './use-drawn-rows.ts'
import { PAGE_ROWS, type QueueRows } from './use-queue-rows.ts'
import { queueWords } from './words.ts'

interface QueueTableProps {
  readonly rows: QueueRows
  readonly chosen: ChosenRow
  readonly onOpen: (row: QueueRow) => void
  /** Shown in place of rows where there are none. */
  readonly children: ReactNode
}

interface GridKeys {
  readonly rows: QueueRows
  readonly chosen: ChosenRow
  readonly drawn: ReturnType<typeof useDrawnRows>
  readonly moveTo: (index: number) => void
  readonly onOpen: (row: QueueRow) => void
}

/** Arrow keys move, Enter opens, letters and digits jump to the row that begins with them. */
function useGridKeys({ rows: { rowAt, total, refreshing }, chosen, drawn, moveTo, onOpen }: GridKeys) {
  const typeAhead = useMemo(() => createTypeAhead(), [])
  // If Enter comes before the search has answered or the row has arrived, the chosen row opens when it is there.
  const opensChosen = useRef(false)
  useEffect(() => {
    if (refreshing || !opensChosen.current) return
    // Nothing was found: the Enter is used up.
    if (total === 0) opensChosen.current = false
    if (chosen.row === null) return
    opensChosen.current = false
    onOpen(chosen.row)
  }, [refreshing, total, chosen, onOpen])

  return (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey) return
    const active = chosen.at
    const page = drawn.pageRows()
    const moves: Record<string, () => void> = {
      ArrowDown: () => moveTo(active + 1),
      ArrowUp: () => moveTo(active - 1),
      PageDown: () => moveTo(active + page),
      PageUp: () => moveTo(active - page),
      Home: () => moveTo(0),
      End: () => moveTo(total - 1),
      Enter: () => {
        if (refreshing || chosen.row === null) opensChosen.current = refreshing || total > 0
        else onOpen(chosen.row)
      },
    }
    const move = moves[event.key]
    if (move) {
      event.preventDefault()
      opensChosen.current = false
      move()
    } else if (/^[\p{L}\d]$/u.test(event.key)) {
      const typed = typeAhead.type(foldName(event.key), event.timeStamp)
      const found = findBeginning(
        Math.min(total, (pagesOver(drawn.inView(), PAGE_ROWS).last + 1) * PAGE_ROWS),
        active,
        (index) => [foldName(rowAt(index)?.surname ?? ''), rowAt(index)?.number ?? ''],
        typed,
      )
      if (found !== null) moveTo(found)
    }
  }
}

function NoRows({ children }: { children: ReactNode }) {
  return (
    <div role="rowgroup" className={styles['none']}>
      <div role="row">
        <div role="gridcell" aria-colspan={COLUMNS.length}>
          {children}
        </div>
      </div>
    </div>
  )
}

export function QueueTable({ rows, chosen, onOpen, children }: QueueTableProps) {
  const t = useWords(queueWords)
  const { filters, change } = useQueueView()
  const { rowAt, total } = rows
  const grid = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const drawn = useDrawnRows({
    grid,
    body,
    rows,
    chosen: chosen.row === null ? null : chosen.at,
    onArrival: chosen.check,
  })
  // A new list starts at the top, or where its chosen row is.
  const toChosen = useEffectEvent(() => {
    drawn.toTop()
    drawn.show(chosen.at)
  })
  const listShown = useRef(chosen.list)
  useLayoutEffect(() => {
    if (listShown.current === chosen.list) return
    listShown.current = chosen.list
    toChosen()
  }, [chosen.list])
  // An arriving change may move the chosen row far away in the same list. If it was on the screen, it stays there.
  const followChosen = useEffectEvent((from: number) => {
    if (drawn.shows(from)) drawn.show(chosen.at)
  })
  const placeShown = useRef(chosen.at)
  useLayoutEffect(() => {
    const from = placeShown.current
    placeShown.current = chosen.at
    if (from !== chosen.at) followChosen(from)
  }, [chosen.at])

  const moveTo = (index: number) => {
    const target = Math.max(0, Math.min(total - 1, index))
    drawn.show(target)
    chosen.choose(target)
  }
  const onKeyDown = useGridKeys({ rows, chosen, drawn, moveTo, onOpen })
  const onPointer = (event: MouseEvent, act: (index: number) => void) => {
    const index = (event.target as HTMLElement).closest<HTMLElement>('[data-index]')?.dataset['index']
    if (index !== undefined) act(Number(index))
  }
  const onSort = useCallback((sort: QueueFilters['sort']) => change({ sort }), [change])

  return (
    <div
      ref={grid}
      id={QUEUE_TABLE_ID}
      className={styles['grid']}
      role="grid"
      aria-label={t('table')}
      aria-rowcount={total + 1}
      aria-colcount={COLUMNS.length}
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
      <QueueHead sort={filters.sort} onSort={onSort} />
      {/* Filled by useDrawnRows: React puts nothing into it. */}
      <div
        ref={body}
        role="rowgroup"
        className={styles['rows']}
        hidden={total === 0}
        style={{ height: total * ROW_HEIGHT }}
      />
      {total === 0 && <NoRows>{children}</NoRows>}
    </div>
  )
}
