/**
 * Computes which rows are in view. All rows have one height, so nothing is measured during scrolling. Offsets are in
 * pixels.
 */

export const ROW_HEIGHT = 36
/** The head covers the rows that scroll under it. */
const HEAD_HEIGHT = 37
/** Rows drawn above and below the visible part, so that one step of the mouse wheel shows rows that are ready. */
const OVERSCAN = 8

/** Rows `from` (inclusive) to `end` (exclusive). */
export interface RowRange {
  readonly from: number
  readonly end: number
}

/**
 * The rows to draw when the grid is scrolled to `top` and shows `height` pixels, head included. The number of rows is
 * constant, so that no element is added or removed.
 */
export function rowsInView({ top, height, total }: { top: number; height: number; total: number }): RowRange {
  const seen = Math.ceil(Math.max(0, height - HEAD_HEIGHT) / ROW_HEIGHT) + 1
  const drawn = Math.min(total, seen + 2 * OVERSCAN)
  const from = Math.max(0, Math.min(Math.floor(top / ROW_HEIGHT) - OVERSCAN, total - drawn))
  return { from, end: from + drawn }
}

/** The scroll position at which a row is fully visible, with the least movement. */
export function topShowing(row: number, { top, height }: { top: number; height: number }): number {
  const above = row * ROW_HEIGHT
  const below = above + ROW_HEIGHT + HEAD_HEIGHT - height
  return Math.max(0, Math.min(above, Math.max(top, below)))
}

/** Number of rows that a page key moves by: the visible rows less one. */
export const rowsOfPage = (height: number): number => Math.max(1, Math.floor((height - HEAD_HEIGHT) / ROW_HEIGHT) - 1)

/** The whole pages of `size` rows that contain a range. */
export const pagesOver = ({ from, end }: RowRange, size: number): { first: number; last: number } => ({
  first: Math.floor(from / size),
  last: Math.floor(Math.max(from, end - 1) / size),
})

/** Direction of scrolling: −1 up, 1 down, 0 none. */
export type Direction = -1 | 0 | 1

/** Pages to fetch: those in view and, while scrolling, the next one, so that it has arrived before it is visible. */
export function pagesToAsk(
  range: RowRange,
  { size, total, direction }: { size: number; total: number; direction: Direction },
): { first: number; last: number } {
  const { first, last } = pagesOver(range, size)
  const furthest = Math.max(0, Math.ceil(total / size) - 1)
  return {
    first: direction < 0 ? Math.max(0, first - 1) : first,
    last: direction > 0 ? Math.min(furthest, last + 1) : last,
  }
}
