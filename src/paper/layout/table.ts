/** Tables: rows of cells under a head that is repeated on each page. */
import { COLOURS, type Canvas } from './canvas.ts'
import { space, type Piece } from './flow.ts'
import { child } from './structure.ts'
import type { Line } from './text.ts'
import { BASELINE, type Frame, linesOf, type Style } from './text-lines.ts'

const SIZE = 9
const COLUMN_GAP = 7
/** The height of a line. */
const LINE = SIZE * 1.28

/** Draws the lines of a cell from its top left corner. */
function drawCell(canvas: Canvas, lines: readonly Line[], left: number, top: number, { size, colour }: Style): void {
  lines.forEach((line, index) => {
    canvas.line(line, left, top + size * BASELINE + index * LINE, size, colour, index < lines.length - 1)
  })
}

/**
 * A table with a head over its columns; widths are in points. A row is never split. The head is repeated above the
 * first
 * row of a page, and screen readers ignore the repetition.
 */
export function table(
  frame: Frame,
  columns: readonly { readonly label: string; readonly width: number }[],
  rows: readonly (readonly string[])[],
): Piece[] {
  const style: Style = { size: SIZE, face: 'regular', colour: COLOURS.ink }
  const headStyle: Style = { ...style, face: 'semibold', colour: COLOURS.muted }
  const whole = child(frame.root, 'Table')
  const left = (column: number): number => columns.slice(0, column).reduce((sum, { width }) => sum + width, frame.left)

  const headLines = columns.map(({ label, width }) => linesOf(frame, label, headStyle, width - COLUMN_GAP))
  const headHigh = Math.max(...headLines.map((lines) => lines.length)) * LINE + 5
  const headRow = child(whole, 'TR')
  const heads = columns.map(() => {
    const made = { ...child(headRow, 'TH'), scope: 'Column' as const }
    headRow.children[headRow.children.length - 1] = made
    return made
  })

  const underHead = (canvas: Canvas, top: number) => {
    canvas.rule(frame.left, top + headHigh - 3, frame.left + frame.width, top + headHigh - 3, 0.8, COLOURS.accent)
  }
  const first: Piece = {
    height: headHigh,
    keepWithNext: true,
    draw: (canvas, top, mark) => {
      headLines.forEach((lines, column) => {
        const element = heads[column]
        if (element !== undefined)
          mark.as(element, () => {
            drawCell(canvas, lines, left(column), top, headStyle)
          })
      })
      mark.artifact(() => {
        underHead(canvas, top)
      })
    },
  }
  let above: Canvas | null = null
  const body = rows.map((cells): Piece => {
    const element = child(whole, 'TR')
    const elements = columns.map((_, column) => child(element, column === 0 ? 'TH' : 'TD'))
    const lines = columns.map(({ width }, column) => linesOf(frame, cells[column] ?? '', style, width - COLUMN_GAP))
    const height = Math.max(...lines.map((cell) => cell.length)) * LINE + 5
    return {
      height,
      keepWithNext: false,
      draw: (canvas, top, mark) => {
        if (above !== null && above !== canvas)
          mark.artifact(() => {
            headLines.forEach((cell, column) => {
              drawCell(canvas, cell.slice(0, 1), left(column), top - headHigh, headStyle)
            })
            underHead(canvas, top - headHigh)
          })
        above = canvas
        lines.forEach((cell, column) => {
          const under = elements[column]
          if (under !== undefined)
            mark.as(under, () => {
              drawCell(canvas, cell, left(column), top, style)
            })
        })
        mark.artifact(() => {
          canvas.rule(frame.left, top + height - 3, frame.left + frame.width, top + height - 3, 0.3, COLOURS.rule)
        })
      },
    }
  })
  return [first, ...body, space(8)]
}
