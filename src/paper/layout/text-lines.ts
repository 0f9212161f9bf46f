/** Lines of text as pieces that flow over pages. Sizes are in points. */
import type { Canvas, Colour } from './canvas.ts'
import type { FaceName, PaperFonts } from './fonts.ts'
import type { Piece } from './flow.ts'
import type { Element } from './structure.ts'
import { breakLines, type Line } from './text.ts'

export interface Frame {
  readonly fonts: PaperFonts
  readonly left: number
  readonly width: number
  /** The element of the whole paper. */
  readonly root: Element
}

const LEADING = 1.36
/** The distance from the top of a line to its baseline, as a multiple of the size. */
export const BASELINE = 1.02

export interface Style {
  readonly size: number
  readonly face: FaceName
  readonly colour: Colour
}
export const lead = (style: Style) => style.size * LEADING
export const linesOf = (frame: Frame, text: string, style: Style, width: number): Line[] =>
  breakLines(text, { width, size: style.size, face: style.face, fonts: frame.fonts })

/** One piece for each line of a text. Neither the first nor the last line stands alone on a page. */
export function textPieces(
  lines: readonly Line[],
  style: Style,
  x: number,
  under: Element,
  aside?: (canvas: Canvas, top: number, height: number) => void,
): Piece[] {
  const height = lead(style)
  return lines.map((line, index) => ({
    height,
    keepWithNext: index === 0 ? lines.length > 1 : index === lines.length - 2,
    draw: (canvas, top, mark) => {
      if (aside !== undefined)
        mark.artifact(() => {
          aside(canvas, top, height)
        })
      mark.as(under, () => {
        canvas.line(line, x, top + style.size * BASELINE, style.size, style.colour, index < lines.length - 1)
      })
    },
  }))
}
