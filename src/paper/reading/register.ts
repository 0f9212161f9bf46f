/**
 * Finds the place of a form on a picture, as a map from mm to pixels. The code identifies the corners, but is too small
 * for a precise place of the far edge. The marks give that to a tenth of a millimetre. So each checks the other.
 */
import { type DarkSquare } from './corner-marks.ts'
import {
  affinityOf,
  cornersOf,
  distance,
  homographyOf,
  type Homography,
  isConvex,
  type Point,
  project,
  type Quad,
  similarityOf,
} from './geometry.ts'
import type { Rect } from './raster.ts'

export interface SheetLayout {
  readonly width: number
  readonly height: number
  /** The centres of the marks in mm: top left, top right, bottom right, bottom left. */
  readonly marks: Quad
  readonly markSide: number
  /** The form's code without its quiet zone. */
  readonly code: Rect
}

export interface Registration {
  /** From millimetres on the page to pixels of the picture. */
  readonly place: Homography
  readonly marksFound: number
  /** The mean error in mm of the marks and the corners of the code. */
  readonly error: number
}

const codeCorners = ({ code }: SheetLayout): Quad => cornersOf(code.x, code.y, code.width, code.height)

/** Pixels per millimetre around a point of the page. */
function scaleAt(place: Homography, at: Point): number {
  return Math.sqrt(
    distance(project(place, at), project(place, { x: at.x + 1, y: at.y })) *
      distance(project(place, at), project(place, { x: at.x, y: at.y + 1 })),
  )
}

/**
 * The corners of the code give the map near the code. Without its perspective terms it stays usable farther away.
 */
function affineOf(from: Quad, to: Quad): Homography | null {
  const parallelogram = (quad: Quad): Quad => [
    quad[0],
    quad[1],
    { x: quad[1].x + quad[3].x - quad[0].x, y: quad[1].y + quad[3].y - quad[0].y },
    quad[3],
  ]
  const mean = (at: 'x' | 'y'): number => (to[2][at] - (to[1][at] + to[3][at] - to[0][at])) / 4
  // Each neighbour gets half of the fourth corner's error, so the centre does not move.
  const even: Quad = [
    { x: to[0].x - mean('x'), y: to[0].y - mean('y') },
    { x: to[1].x + mean('x'), y: to[1].y + mean('y') },
    to[2],
    { x: to[3].x + mean('x'), y: to[3].y + mean('y') },
  ]
  return homographyOf(from, parallelogram(even))
}

const errorOf = (place: Homography, points: readonly Point[], seen: readonly Point[]): number =>
  points.reduce((sum, point, at) => {
    const target = seen[at] ?? point
    return sum + distance(project(place, point), target) / scaleAt(place, point)
  }, 0) / points.length

/** The most likely squares for each corner, beginning with none. */
function choicesFor(layout: SheetLayout, rough: Homography, squares: readonly DarkSquare[]): (DarkSquare | null)[][] {
  const scale = scaleAt(rough, { x: layout.code.x + layout.code.width / 2, y: layout.code.y + layout.code.height / 2 })
  return layout.marks.map((mark) => {
    const expected = project(rough, mark)
    const reach = Math.max(14, distance(mark, { x: layout.code.x, y: layout.code.y }) * 0.22) * scale
    const near = squares.filter(
      ({ centre, side }) =>
        distance(centre, expected) < reach &&
        side > layout.markSide * scale * 0.6 &&
        side < layout.markSide * scale * 1.5,
    )
    return [null, ...near.sort((a, b) => distance(a.centre, expected) - distance(b.centre, expected)).slice(0, 4)]
  })
}

/** The largest error in mm up to which two marks and a code fit a sheet that was not distorted, or only stretched. */
const FLAT = 0.5
const STRETCHED = 0.8

/**
 * Four marks give the place alone, and the code confirms it; three and the code together still give the perspective.
 * Two marks beside the code do not: a fitted perspective runs away at the far end. So then the sheet must be flat.
 * The marks come first in both lists.
 */
function placeOf(
  layout: SheetLayout,
  marksFound: number,
  points: readonly Point[],
  seen: readonly Point[],
): Homography | null {
  if (marksFound === 4) return homographyOf(layout.marks, seen.slice(0, 4))
  if (marksFound === 3) return homographyOf(points, seen)
  // A mark is located ten times as well as a corner of the code.
  const weights = points.map((_, at) => (at < marksFound ? 10 : 1))
  const flat = similarityOf(points, seen, weights)
  if (flat !== null && errorOf(flat, points, seen) < FLAT) return flat
  const stretched = affinityOf(points, seen, weights)
  return stretched !== null && errorOf(stretched, points, seen) < STRETCHED ? stretched : null
}

/** The marks that agree best with a code on the picture. Null when fewer than two agree. */
export function registerByCode(
  layout: SheetLayout,
  corners: Quad,
  squares: readonly DarkSquare[],
): Registration | null {
  const rough = affineOf(codeCorners(layout), corners)
  if (rough === null) return null
  const [first = [], second = [], third = [], fourth = []] = choicesFor(layout, rough, squares)
  let best: (Registration & { cost: number }) | null = null
  for (const a of first)
    for (const b of second)
      for (const c of third)
        for (const d of fourth) {
          const chosen = [a, b, c, d]
          const marksFound = chosen.filter((square) => square !== null).length
          if (marksFound < 2) continue
          const points = [...layout.marks.filter((_, at) => chosen[at]), ...codeCorners(layout)]
          const seen = [...chosen.flatMap((square) => (square ? [square.centre] : [])), ...corners]
          const place = placeOf(layout, marksFound, points, seen)
          if (place === null || !isConvex(layout.marks.map((mark) => project(place, mark)) as unknown as Quad)) continue
          const error = errorOf(place, points, seen)
          // Leaving out a mark must reduce the error by a millimetre.
          const cost = error + (4 - marksFound)
          if (error < 1.5 && (best === null || cost < best.cost)) best = { place, marksFound, error, cost }
        }
  return best && { place: best.place, marksFound: best.marksFound, error: best.error }
}

/**
 * Without a code: sets of four squares that could be the marks of a sheet, most likely first, each in four
 * orientations.
 */
export function placesByMarks(layout: SheetLayout, squares: readonly DarkSquare[], limit = 4): Homography[] {
  const aspect = distance(layout.marks[0], layout.marks[3]) / distance(layout.marks[0], layout.marks[1])
  const sets: { quad: Quad; cost: number }[] = []
  const usable = [...squares].sort((a, b) => b.fill - a.fill).slice(0, 16)
  for (let a = 0; a < usable.length; a++)
    for (let b = a + 1; b < usable.length; b++)
      for (let c = b + 1; c < usable.length; c++)
        for (let d = c + 1; d < usable.length; d++) {
          const chosen = [a, b, c, d].flatMap((at) => usable[at] ?? [])
          const sides = chosen.map(({ side }) => side)
          const evenness = Math.max(...sides) / Math.min(...sides)
          if (evenness > 1.5) continue
          const quad = around(chosen.map(({ centre }) => centre))
          if (!isConvex(quad)) continue
          const [top, right, bottom, left] = quad.map((corner, at) =>
            distance(corner, quad[(at + 1) % 4] ?? corner),
          ) as [number, number, number, number]
          const proportion = (right + left) / (top + bottom)
          const off = Math.min(Math.abs(Math.log(proportion / aspect)), Math.abs(Math.log(proportion * aspect)))
          const lean = Math.abs(Math.log(top / bottom)) + Math.abs(Math.log(left / right))
          const size = (top + right + bottom + left) / 4 / (sides.reduce((sum, side) => sum + side, 0) / 4)
          const expected =
            (distance(layout.marks[0], layout.marks[1]) + distance(layout.marks[0], layout.marks[3])) /
            2 /
            layout.markSide
          const cost = off + lean * 0.5 + Math.abs(Math.log(size / expected)) + (evenness - 1) * 0.3
          if (off < 0.35 && cost < 1) sets.push({ quad, cost })
        }
  return sets
    .sort((x, y) => x.cost - y.cost)
    .slice(0, limit)
    .flatMap(({ quad }) =>
      [0, 1, 2, 3].map((turns) =>
        homographyOf(
          layout.marks,
          quad.map((_, at) => quad[(at + turns) % 4] ?? quad[0]),
        ),
      ),
    )
    .filter((place) => place !== null)
}

/** The corners in clockwise order, beginning with any. */
function around(points: readonly Point[]): Quad {
  const centre = {
    x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
    y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
  }
  return [...points].sort(
    (a, b) => Math.atan2(a.y - centre.y, a.x - centre.x) - Math.atan2(b.y - centre.y, b.x - centre.x),
  ) as unknown as Quad
}
