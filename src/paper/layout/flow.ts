/**
 * Puts the pieces of a paper on pages, one below the other. Pieces that belong together stay together; longer content
 * continues on the next page.
 */
import { createCanvas, PAGE, type Canvas, type EmbeddedFaces } from './canvas.ts'
import type { Element } from './structure.ts'

export interface Marker {
  /** Draws content of an element, which screen readers read. */
  readonly as: (element: Element, draw: () => void) => void
  /** Draws something that screen readers ignore: rules, frames, headers repeated on each page. */
  readonly artifact: (draw: () => void) => void
}
/** The smallest unit that can be put on a page: a line of text, a row, a figure. */
export interface Piece {
  readonly height: number
  /** Must be on the same page as the next piece. */
  readonly keepWithNext: boolean
  readonly draw: (canvas: Canvas, top: number, mark: Marker) => void
  /** Space between blocks, left out at the top of a page. */
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

/** Marks the content of one page; pages are numbered from 0. */
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

/** Groups pieces that must be on the same page. */
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
 * Puts pieces on as many pages as they need. A group that fits on a page is never split; a higher one is split between
 * its pieces. `onNewPage` draws what every page has, before the pieces. Throws a RangeError when a piece is higher than
 * a
 * page, because it would be clipped.
 */
export function flow(
  pieces: readonly Piece[],
  faces: EmbeddedFaces,
  areaOf: (page: number) => Area,
  onNewPage: (page: FlowedPage, index: number) => void,
): FlowedPage[] {
  const pages: FlowedPage[] = []
  let y = 0
  let bottom = 0
  let top = 0
  const newPage = () => {
    const canvas = createCanvas(faces)
    const page = { canvas, mark: markerOf(canvas, pages.length) }
    pages.push(page)
    onNewPage(page, pages.length - 1)
    ;({ top, bottom } = areaOf(pages.length - 1))
    y = top
  }
  newPage()
  for (const group of groupsOf(pieces)) {
    const height = group.reduce((sum, piece) => sum + piece.height, 0)
    const next = areaOf(pages.length)
    if (y + height > bottom && y > top && height <= next.bottom - next.top) newPage()
    for (const piece of group) {
      if (piece.space === true && y === top) continue
      if (y + piece.height > bottom) {
        if (piece.space === true) continue
        if (piece.height > next.bottom - next.top)
          throw new RangeError(`a piece of ${piece.height} points does not fit on a page of ${PAGE.height}`)
        newPage()
      }
      const page = pages.at(-1)
      if (page !== undefined) piece.draw(page.canvas, y, page.mark)
      y += piece.height
    }
  }
  return pages
}
