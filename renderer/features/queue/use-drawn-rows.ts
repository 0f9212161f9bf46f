/**
 * Draws the rows in view at every render and every scroll, and requests their pages. Scrolling itself renders no React
 * component.
 */
import { useEffect, useLayoutEffect, useMemo, useRef, type RefObject } from 'react'
import { useQueueView } from '../../app/queue-view.tsx'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { partWords } from '../../request-parts/words.ts'
import { rowWords } from './row-look.ts'
import { rowId, rowPool, type RowPool } from './row-pool.ts'
import { pagesToAsk, rowsInView, rowsOfPage, topShowing, type Direction, type RowRange } from './rows-in-view.ts'
import { PAGE_ROWS, type QueueRows } from './use-queue-rows.ts'

/** Delay between the last scroll and putting the rows into order, so that the next wheel step is not held up. */
const SETTLE_MS = 250

interface Options {
  /** The element that scrolls. */
  readonly grid: RefObject<HTMLDivElement | null>
  /** The parent of the row elements; nothing else adds children to it. */
  readonly body: RefObject<HTMLDivElement | null>
  readonly rows: QueueRows
  /** Index of the chosen row; null: no row is chosen. */
  readonly chosen: number | null
  /** Called when missing rows have arrived. */
  readonly onArrival: () => void
}
interface DrawnRows {
  inView(): RowRange
  /** Scrolls as little as possible until the row is fully visible. */
  show(row: number): void
  /** Whether the row is fully visible, or would be if the list reached that far. */
  shows(row: number): boolean
  toTop(): void
  /** Number of rows that a page key moves by. */
  pageRows(): number
}

/** `scrolled` returns whether anything moved; `settled` is called a moment after the last movement. */
function followScrolling(
  element: HTMLElement,
  { scrolled, settled }: { scrolled: () => boolean; settled: () => void },
): () => void {
  let settling: ReturnType<typeof setTimeout> | undefined
  const onScroll = (): void => {
    if (scrolled()) clearTimeout(settling)
  }
  const onEnd = (): void => {
    clearTimeout(settling)
    settling = setTimeout(settled, SETTLE_MS)
  }
  element.addEventListener('scroll', onScroll, { passive: true })
  element.addEventListener('scrollend', onEnd)
  return () => {
    clearTimeout(settling)
    element.removeEventListener('scroll', onScroll)
    element.removeEventListener('scrollend', onEnd)
  }
}

export function useDrawnRows({ grid, body, rows: { rowAt, want, total }, chosen, onArrival }: Options): DrawnRows {
  const { scroll } = useQueueView()
  const tPart = useWords(partWords)
  const tRequest = useWords(requestWords)
  const words = useMemo(() => rowWords(tPart, tRequest), [tPart, tRequest])
  const pool = useRef<RowPool | null>(null)
  const height = useRef(0)
  const direction = useRef<Direction>(0)
  /** Values of the last render, for listeners that outlive renders. */
  const latest = useRef({ draw: (): void => undefined, arrived: (): void => undefined })

  const inView = (): RowRange => rowsInView({ top: scroll.top(), height: height.current, total })
  const draw = (): void => {
    const range = inView()
    const also = Math.floor((chosen ?? 0) / PAGE_ROWS)
    want({ ...pagesToAsk(range, { size: PAGE_ROWS, total, direction: direction.current }), also }, () =>
      latest.current.arrived(),
    )
    pool.current?.draw({ range, rowAt, selected: chosen })
    if (chosen !== null && chosen >= range.from && chosen < range.end)
      grid.current?.setAttribute('aria-activedescendant', rowId(chosen))
    else grid.current?.removeAttribute('aria-activedescendant')
  }
  const scrollTo = (top: number): void => {
    if (top === scroll.top() || !grid.current) return
    grid.current.scrollTo({ top, behavior: 'instant' })
    scroll.keep(top)
    direction.current = 0
    draw()
  }

  useLayoutEffect(() => {
    if (body.current) pool.current = rowPool(body.current, words)
  }, [body, words])
  useLayoutEffect(() => {
    const element = grid.current
    if (!element) return
    height.current = element.clientHeight
    element.scrollTo({ top: scroll.top(), behavior: 'instant' })
    const observer = new ResizeObserver(() => {
      height.current = element.clientHeight
      latest.current.draw()
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [grid, scroll])
  // Before each paint the rows are updated with what is known now.
  useLayoutEffect(() => {
    latest.current = { draw, arrived: () => (draw(), onArrival()) }
    draw()
  })
  useEffect(() => {
    const element = grid.current
    if (!element) return
    return followScrolling(element, {
      scrolled: () => {
        const top = element.scrollTop
        if (top === scroll.top()) return false
        direction.current = top > scroll.top() ? 1 : -1
        scroll.keep(top)
        latest.current.draw()
        return true
      },
      settled: () => {
        direction.current = 0
        pool.current?.settle()
      },
    })
  }, [grid, scroll])

  const topFor = (row: number): number => topShowing(row, { top: scroll.top(), height: height.current })
  return {
    inView,
    show: (row) => scrollTo(topFor(row)),
    shows: (row) => topFor(row) === scroll.top(),
    toTop: () => scrollTo(0),
    pageRows: () => rowsOfPage(height.current),
  }
}
