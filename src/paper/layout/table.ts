/** Tables: rows of cells under a head that stands again on each page. */
import { COLOURS, type Canvas } from './canvas.ts'
import { space, type Piece } from './flow.ts'
import { child } from './structure.ts'
import type { Line } from './text.ts'
import { BASELINE, type Frame, linesOf, type Style } from './text-lines.ts'

const SIZE = 9
const COLUMN_GAP = 7

/**
 * A table with a head over its columns; widths in points. A row is never parted. The head stands again above the first
 * row of a page, there for the eye only.
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
  const lineHigh = SIZE * 1.28
  const headLines = columns.map(({ label, width }) => linesOf(frame, label, headStyle, width - COLUMN_GAP))
  const headHigh = Math.max(...headLines.map((lines) => lines.length)) * lineHigh + 5
  const headRow = child(whole, 'TR')
  const heads = columns.map(() => {
    const made = { ...child(headRow, 'TH'), scope: 'Column' as const }
    headRow.children[headRow.children.length - 1] = made
    return made
  })
  const put = (canvas: Canvas, lines: readonly Line[], column: number, top: number, of: Style) => {
    lines.forEach((line, index) => {
      canvas.line(
        line,
        left(column),
        top + of.size * BASELINE + index * lineHigh,
        of.size,
        of.colour,
        index < lines.length - 1,
      )
    })
  }
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
            put(canvas, lines, column, top, headStyle)
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
    const height = Math.max(...lines.map((cell) => cell.length)) * lineHigh + 5
    return {
      height,
      keepWithNext: false,
      draw: (canvas, top, mark) => {
        if (above !== null && above !== canvas)
          mark.artifact(() => {
            headLines.forEach((cell, column) => {
              put(canvas, cell.slice(0, 1), column, top - headHigh, headStyle)
            })
            underHead(canvas, top - headHigh)
          })
        above = canvas
        lines.forEach((cell, column) => {
          const under = elements[column]
          if (under !== undefined)
            mark.as(under, () => {
              put(canvas, cell, column, top, style)
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
