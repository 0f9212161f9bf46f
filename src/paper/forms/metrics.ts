/** Sizes of the two variants, and places that are the same on every page of every form. Millimetres; type in points. */
import type { Rectangle, TextStyle, Variant } from './description.ts'

export const SHEET = { width: 210, height: 297 } as const
/** One point in millimetres. */
export const POINT = 25.4 / 72
const LEADING = 1.3

export const LEFT = 20
export const WIDTH = 170
/** The lower end of the content; below it are the page number and the lower marks. */
export const BOTTOM = 278

/**
 * Squares of 6 mm with centres 13 mm from both edges. They survive blur, JPEG and the unprintable margin of printers.
 * Nothing else may stand within 3 mm of them.
 */
export const MARKS: readonly Rectangle[] = [
  { x: 10, y: 10 },
  { x: SHEET.width - 16, y: 10 },
  { x: 10, y: SHEET.height - 16 },
  { x: SHEET.width - 16, y: SHEET.height - 16 },
].map((corner) => ({ ...corner, width: 6, height: 6 }))

/** The code of the page: 25 modules of 0.8 mm, 4.7 pixels each at 150 dpi. */
export const CODE: Rectangle = { x: 166, y: 11, width: 20, height: 20 }
/** The side of the code of values: at most 97 modules (version 20) of 0.515 mm. */
export const VALUES_SIDE = 50
/** The quiet zone of the code of values: four of its modules. */
export const VALUES_QUIET = 2.2

export interface Metrics {
  readonly type: Readonly<Record<TextStyle, number>>
  /** The height of a line to write on. */
  readonly write: number
  /** The width of a cell for one digit. */
  readonly cell: number
  readonly tick: number
  /** The gap between a tick box and its text. */
  readonly tickGap: number
  /** The gap below a row, a tick or a paragraph. */
  readonly gap: number
  /** The gap above a heading. */
  readonly section: number
  readonly signature: number
}
export const METRICS: Record<Variant, Metrics> = {
  standard: {
    type: {
      house: 10,
      title: 21,
      subtitle: 11.5,
      heading: 12.5,
      body: 10.5,
      strong: 10.5,
      label: 9,
      small: 8.8,
      running: 8.5,
    },
    write: 8.5,
    cell: 6.4,
    tick: 4.6,
    tickGap: 2.6,
    gap: 2.4,
    section: 3.6,
    signature: 19,
  },
  large: {
    type: { house: 18, title: 26, subtitle: 19, heading: 22, body: 18, strong: 18, label: 18, small: 18, running: 14 },
    write: 13,
    cell: 11,
    tick: 6,
    tickGap: 4,
    gap: 4.5,
    section: 8,
    signature: 27,
  },
}

/** The height of a number of lines of a size. */
export const linesHigh = (lines: number, points: number): number => lines * points * POINT * LEADING
/** The distance from the top of a line to its baseline. */
export const baseline = (points: number): number => points * POINT * 0.98
