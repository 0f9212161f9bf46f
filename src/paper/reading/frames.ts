/**
 * Measures how much of a printed frame is visible on a straightened page, and how far it lies from its expected place.
 * A frame proves that its field is on the picture, uncovered, and where its value is read.
 */
import type { Raster, Rect } from './raster.ts'

export interface SeenFrame {
  /** The visible share of each side, 0–1: top, right, bottom, left. */
  readonly sides: readonly [number, number, number, number]
  /** The largest distance in mm of a visible side from its expected place. */
  readonly off: number
}

/** Frames are drawn outside their rectangle; this is half the thickness of their line, mm. */
const HALF_LINE = 0.15
/** How far from its place a line is searched, mm. Other print is at least 1 mm away. */
const REACH = 1
/** A line bends with the paper: its pieces may lie this far from its mean place, mm. */
const BEND = 0.4
/** The paper beside a line that it is compared with: from and to this distance, mm. */
const BESIDE = [0.55, 1] as const
/** The length of the pieces of a line, mm. Noise averages out over it, and an accidental stroke hides one only. */
const PIECE = 5
/**
 * How much darker than the paper beside it a line is at least, in levels. The thinnest frame has 30 on the worst scan,
 * noise has up to 6.
 */
const LEAST_DIP = 10
/** One dip counts at most so much, so that a pen stroke near a line does not outweigh the line. */
const STRONG_DIP = 50

interface Line {
  readonly from: readonly [x: number, y: number]
  readonly length: number
  readonly upright: boolean
}

export function frameOn(page: Raster, { x, y, width, height }: Rect, pixelsPerMm: number): SeenFrame {
  const [left, top] = [x - HALF_LINE, y - HALF_LINE]
  const [right, bottom] = [x + width + HALF_LINE, y + height + HALF_LINE]
  const lines: Line[] = [
    { from: [x, top], length: width, upright: false },
    { from: [right, y], length: height, upright: true },
    { from: [x, bottom], length: width, upright: false },
    { from: [left, y], length: height, upright: true },
  ]
  const seen = lines.map((line) => lineOn(page, line, pixelsPerMm))
  const share = (at: number): number => seen[at]?.share ?? 0
  return {
    sides: [share(0), share(1), share(2), share(3)],
    off: Math.max(0, ...seen.flatMap(({ share: part, off }) => (part > 0.5 ? [Math.abs(off)] : []))),
  }
}

function lineOn(page: Raster, { from, length, upright }: Line, pixelsPerMm: number): { share: number; off: number } {
  const count = Math.max(1, Math.round(length / PIECE))
  const reach = Math.round(REACH * pixelsPerMm)
  const dips = Array.from({ length: count }, (_, piece) => {
    // The corners belong to the other sides.
    const start = (piece === 0 ? 0.3 : (piece * length) / count) * pixelsPerMm
    const end = (piece === count - 1 ? length - 0.3 : ((piece + 1) * length) / count) * pixelsPerMm
    return dipsAlong(page, { from, start, end, upright }, pixelsPerMm, reach)
  })
  const total = Array.from({ length: 2 * reach + 1 }, (_, at) =>
    dips.reduce((sum, row) => sum + Math.max(0, Math.min(STRONG_DIP, row[at] ?? 0)), 0),
  )
  const place = total.indexOf(Math.max(...total))
  const bend = Math.round(BEND * pixelsPerMm)
  const visible = dips.filter((row) => Math.max(...row.slice(Math.max(0, place - bend), place + bend + 1)) >= LEAST_DIP)
  return { share: visible.length / count, off: (place - reach) / pixelsPerMm }
}

interface Piece {
  readonly from: readonly [x: number, y: number]
  /** Along the line, in pixels from its beginning. */
  readonly start: number
  readonly end: number
  readonly upright: boolean
}

/** For each distance from the expected place, how much darker it is there than on both sides. */
function dipsAlong(
  { data, width, height, channels }: Raster,
  { from: [x, y], start, end, upright }: Piece,
  pixelsPerMm: number,
  reach: number,
): number[] {
  const [near, far] = [Math.round(BESIDE[0] * pixelsPerMm), Math.round(BESIDE[1] * pixelsPerMm)]
  const most = reach + far
  const [across, along] = upright ? [x * pixelsPerMm, y * pixelsPerMm] : [y * pixelsPerMm, x * pixelsPerMm]
  const [first, last] = [Math.round(along + start), Math.max(Math.round(along + start) + 1, Math.round(along + end))]
  const means = Array.from({ length: 2 * most + 2 }, (_, at) => {
    const place = Math.floor(across) + at - most
    let [sum, of] = [0, 0]
    for (let step = first; step < last; step++) {
      const [column, row] = upright ? [place, step] : [step, place]
      if (column < 0 || row < 0 || column >= width || row >= height) continue
      const pixel = (row * width + column) * channels
      sum += (data[pixel] ?? 255) + (data[pixel + (channels >> 1)] ?? 255)
      of += 2
    }
    return of === 0 ? 255 : sum / of
  })
  const mean = (begin: number, stop: number): number => {
    const part = means.slice(begin, stop)
    return part.reduce((sum, value) => sum + value, 0) / part.length
  }
  return Array.from({ length: 2 * reach + 1 }, (_, at) => {
    const middle = at + far
    // A line of 0.25 to 0.35 mm covers two or three rows.
    const line = mean(middle, middle + 2)
    const [before, after] = [mean(middle - far, middle - near + 1), mean(middle + near + 1, middle + far + 2)]
    return Math.min((before + after) / 2, Math.max(before, after)) - line
  })
}
