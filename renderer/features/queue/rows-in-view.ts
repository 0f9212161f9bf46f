/**
 * Which rows stand in view: arithmetic over rows of one height, so that nothing is measured while scrolling. Offsets in
 * pixels.
 */

export const ROW_HEIGHT = 36
/** The head stands over the rows while they scroll under it. */
const HEAD_HEIGHT = 37
/** Rows kept ready above and below what is seen, so that a turn of the wheel finds them drawn. */
const OVERSCAN = 8

/** Rows `from` up to and without `end`. */
export interface RowRange {
  readonly from: number
  readonly end: number
}

/**
 * The rows to be drawn where the grid is scrolled to `top` and shows `height` pixels, head included: always as many of
 * them, so that none comes and goes.
 */
export function rowsInView({ top, height, total }: { top: number; height: number; total: number }): RowRange {
  const seen = Math.ceil(Math.max(0, height - HEAD_HEIGHT) / ROW_HEIGHT) + 1
  const drawn = Math.min(total, seen + 2 * OVERSCAN)
  const from = Math.max(0, Math.min(Math.floor(top / ROW_HEIGHT) - OVERSCAN, total - drawn))
  return { from, end: from + drawn }
}

/** Where the grid has to be scrolled so that a row is seen whole, moving as little as possible. */
export function topShowing(row: number, { top, height }: { top: number; height: number }): number {
  const above = row * ROW_HEIGHT
  const below = above + ROW_HEIGHT + HEAD_HEIGHT - height
  return Math.max(0, Math.min(above, Math.max(top, below)))
}

/** Rows that a page key moves by: what is seen, less one that stays. */
export const rowsOfPage = (height: number): number => Math.max(1, Math.floor((height - HEAD_HEIGHT) / ROW_HEIGHT) - 1)

/** The whole pages of `size` rows in which a range lies. */
export const pagesOver = ({ from, end }: RowRange, size: number): { first: number; last: number } => ({
  first: Math.floor(from / size),
  last: Math.floor(Math.max(from, end - 1) / size),
})

/** Which way the table is being scrolled: −1 up, 1 down, 0 not. */
export type Direction = -1 | 0 | 1

/**
 * Pages to be asked for: those in view, and while scrolling the one that comes next, so that it has arrived when it is
 * seen.
 */
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
