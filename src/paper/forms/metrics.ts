/** Sizes of the two variants, and what is the same on every page of every form. Millimetres, type in points. */
import type { Rectangle, TextStyle, Variant } from './description.ts'

export const SHEET = { width: 210, height: 297 } as const
/** Millimetres of a point. */
export const POINT = 25.4 / 72
const LEADING = 1.3

export const LEFT = 20
export const WIDTH = 170
/** Foot of the last line; below it stand the page number and the lower marks. */
export const BOTTOM = 278

/**
 * 6 mm, centres 13 mm from both edges: survive blur, JPEG and a printer's unprintable rim; nothing else within 3 mm.
 */
export const MARKS: readonly Rectangle[] = [
  { x: 10, y: 10 },
  { x: SHEET.width - 16, y: 10 },
  { x: 10, y: SHEET.height - 16 },
  { x: SHEET.width - 16, y: SHEET.height - 16 },
].map((corner) => ({ ...corner, width: 6, height: 6 }))

/** 25 modules of 0.8 mm: 4.7 pixels each at 150 dpi. */
export const CODE: Rectangle = { x: 166, y: 11, width: 20, height: 20 }
/** Of the code of values: at most 97 modules (version 20), 0.515 mm each. */
export const VALUES_SIDE = 50
/** White around the code of values: four of its modules. */
export const VALUES_QUIET = 2.2

export interface Metrics {
  readonly type: Readonly<Record<TextStyle, number>>
  /** Height of a line to write on. */
  readonly write: number
  /** Width of a cell for one digit. */
  readonly cell: number
  readonly tick: number
  /** Between a tick box and its words. */
  readonly tickGap: number
  /** Under a row, a tick, a paragraph. */
  readonly gap: number
  /** Above a heading. */
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

/** Height of so many lines of a size. */
export const linesHigh = (lines: number, points: number): number => lines * points * POINT * LEADING
/** From the top of a line to its baseline. */
export const baseline = (points: number): number => points * POINT * 0.98
