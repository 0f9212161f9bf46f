/**
 * Pieces of a paper put on pages one under the other: what belongs together stays together, what is too long goes on
 * overleaf.
 */
import { createCanvas, PAGE, type Canvas, type EmbeddedFaces } from './canvas.ts'
import type { Element } from './structure.ts'

export interface Marker {
  /** Draws as content of an element: read out in its place. */
  readonly as: (element: Element, draw: () => void) => void
  /** Draws what is only for the eye: rules, frames, headers repeated on each page. */
  readonly artifact: (draw: () => void) => void
}
/** The least that can be put on a page: a line of text, a row, a figure. */
export interface Piece {
  readonly height: number
  /** Must stand on the same page as the piece after it. */
  readonly keepWithNext: boolean
  readonly draw: (canvas: Canvas, top: number, mark: Marker) => void
  /** Left out at the top of a page: space between blocks. */
  readonly space?: boolean
}

export const space = (height: number, keepWithNext = false): Piece => ({
  height,
  keepWithNext,
  draw: () => undefined,
  space: true,
})

export interface Area {
  readonly top: number
  readonly bottom: number
}
export interface FlowedPage {
  readonly canvas: Canvas
  readonly mark: Marker
}

/** Marks content of one page, counted from 0. */
export function markerOf(canvas: Canvas, page: number): Marker {
  let next = 0
  return {
    as(element, draw) {
      const mcid = next++
      element.content.push({ page, mcid })
      canvas.marked(element.tag, `<</MCID ${mcid}>>`, draw)
    },
    artifact(draw) {
      canvas.marked('Artifact', '<<>>', draw)
    },
  }
}

/** Pieces that are tied together, as groups. */
function groupsOf(pieces: readonly Piece[]): Piece[][] {
  const groups: Piece[][] = []
  let open = false
  for (const piece of pieces) {
    const last = groups.at(-1)
    if (open && last !== undefined) last.push(piece)
    else groups.push([piece])
    open = piece.keepWithNext
  }
  return groups
}

/**
 * Lays pieces onto as many pages as they need. A group that fits on a page is never parted; one that is higher than a
 * page is parted between its pieces. `onTurn` draws what every page has before anything else stands on it. No piece may
 * be higher than a page (a RangeError, for it could only be clipped).
 */
export function flow(
  pieces: readonly Piece[],
  faces: EmbeddedFaces,
  areaOf: (page: number) => Area,
  onTurn: (page: FlowedPage, index: number) => void,
): FlowedPage[] {
  const pages: FlowedPage[] = []
  let y = 0
  let bottom = 0
  let top = 0
  const turn = () => {
    const canvas = createCanvas(faces)
    const page = { canvas, mark: markerOf(canvas, pages.length) }
    pages.push(page)
    onTurn(page, pages.length - 1)
    ;({ top, bottom } = areaOf(pages.length - 1))
    y = top
  }
  turn()
  for (const group of groupsOf(pieces)) {
    const height = group.reduce((sum, piece) => sum + piece.height, 0)
    const next = areaOf(pages.length)
    if (y + height > bottom && y > top && height <= next.bottom - next.top) turn()
    for (const piece of group) {
      if (piece.space === true && y === top) continue
      if (y + piece.height > bottom) {
        if (piece.space === true) continue
        if (piece.height > next.bottom - next.top)
          throw new RangeError(`a piece of ${piece.height} points does not fit on a page of ${PAGE.height}`)
        turn()
      }
      const page = pages.at(-1)
      if (page !== undefined) piece.draw(page.canvas, y, page.mark)
      y += piece.height
    }
  }
  return pages
}
