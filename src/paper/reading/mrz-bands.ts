/** Bands of writing on a picture: what is dark, grown together along lines, and its pieces put together again. */
import { distance, type Point } from './geometry.ts'
import { matOf } from './mats.ts'
import { type Mat, type OpenCv, withMats } from './opencv.ts'
import type { Raster } from './raster.ts'

/** A line of writing as a slanted box: its middle line from left to right as it lies on the picture, and its height. */
export interface Band {
  readonly from: Point
  readonly to: Point
  readonly height: number
}

/**
 * Length of a line by its height: 30 characters of a 2.5 mm type 76 mm long give 24 with what blur adds, 44 give 45.
 */
const SLENDEREST = 60
const STOUTEST = 13
/** More than so many of one size are no zone's: the longest are taken. */
const MOST_LINES = 60

/** What counts as a piece of a line, and which pieces belong together. */
interface Pieces {
  /** Least area in squares of the pitch, and least length by height. */
  readonly smallest: number
  readonly slender: number
  /**
   * Widest gap between two pieces, in their height; how many times higher one may be; how far a distant one may be
   * aside, by its distance.
   */
  readonly gap: number
  readonly uneven: number
  readonly aside: number
}
/** As lines stand; among noise and print anything milder ties strangers together. */
export const STRICT: Pieces = { smallest: 12, slender: 3, gap: 4, uneven: 1.6, aside: 0 }
/** Among blots: four characters between two of them, and runs of fillers, hardly more than half as high as digits. */
export const LOOSE: Pieces = { smallest: 2.5, slender: 2, gap: 6, uneven: 2, aside: 0.025 }
/** Height of the largest character looked for at a pitch, in pitches, with what blur adds. */
const LARGEST_CHARACTER = 2

/**
 * What is taken for ink on paper made white: whatever is plainly dark; then, for pale print, what is darker than its
 * surroundings.
 */
export const INKS = ['plain', 'pale'] as const
const PLAIN_INK = 170
const PALE_INK = 18

/** Bands as long as lines of a zone, of characters about `pitch` pixels wide, the longest first. */
export const linesAt = (
  cv: OpenCv,
  raster: Raster,
  pitch: number,
  kind: (typeof INKS)[number],
  pieces: Pieces,
): Band[] =>
  joined(bandsAt(cv, raster, pitch, kind, pieces), pieces)
    .filter(isLine)
    .sort((a, b) => lengthOf(b) - lengthOf(a))
    .slice(0, MOST_LINES)

/**
 * Bands of writing; among blots without whatever is larger than a character: the rim of a cup ties the lines that it
 * crosses into one shape.
 */
function bandsAt(cv: OpenCv, raster: Raster, pitch: number, kind: (typeof INKS)[number], pieces: Pieces): Band[] {
  return withMats((keep) => {
    const image = keep(matOf(cv, raster))
    const dark = keep(new cv.Mat())
    if (kind === 'plain') cv.threshold(image, dark, PLAIN_INK, 255, cv.THRESH_BINARY_INV)
    else
      cv.adaptiveThreshold(
        image,
        dark,
        255,
        cv.ADAPTIVE_THRESH_MEAN_C,
        cv.THRESH_BINARY_INV,
        2 * Math.round(pitch * 1.5) + 1,
        PALE_INK,
      )
    if (pieces === LOOSE) withoutLarger(cv, dark, LARGEST_CHARACTER * pitch)
    return bandsOf(cv, dark, pitch, pieces)
  })
}

/** Takes off what is wider or higher than so many pixels. */
function withoutLarger(cv: OpenCv, dark: Mat, most: number): void {
  withMats((keep) => {
    const [labels, stats] = [keep(new cv.Mat()), keep(new cv.Mat())]
    const count = cv.connectedComponentsWithStats(dark, labels, stats, keep(new cv.Mat()))
    const sizes = stats.data32S
    const stays = Uint8Array.from({ length: count }, (_, label) =>
      label > 0 && Math.max(sizes[label * 5 + 2] ?? 0, sizes[label * 5 + 3] ?? 0) <= most ? 255 : 0,
    )
    const [of, pixels] = [labels.data32S, dark.data]
    for (let at = 0; at < pixels.length; at++) pixels[at] = stays[of[at] ?? 0] ?? 0
  })
}

function bandsOf(cv: OpenCv, dark: Mat, pitch: number, { smallest, slender }: Pieces): Band[] {
  return withMats((keep) => {
    const side = Math.max(3, Math.round(pitch * 0.85))
    const grown = keep(new cv.Mat())
    cv.morphologyEx(dark, grown, cv.MORPH_CLOSE, keep(cv.Mat.ones(side, side, cv.CV_8U)))
    const contours = keep(new cv.MatVector())
    cv.findContours(grown, contours, keep(new cv.Mat()), cv.RETR_LIST, cv.CHAIN_APPROX_SIMPLE)
    const bands: Band[] = []
    for (let at = 0; at < contours.size(); at++) {
      const contour = contours.get(at)
      const area = cv.contourArea(contour)
      const box = area < pitch * pitch * smallest ? null : cv.minAreaRect(contour)
      contour.delete()
      if (box === null) continue
      const [long, short] = [Math.max(box.size.width, box.size.height), Math.min(box.size.width, box.size.height)]
      if (short < pitch * 0.55 || short > pitch * 2.2 || long / short < slender || area / (long * short) < 0.5) continue
      const angle = ((box.angle + (box.size.width >= box.size.height ? 0 : 90)) * Math.PI) / 180
      const [dx, dy] = [(Math.cos(angle) * long) / 2, (Math.sin(angle) * long) / 2]
      const ends = [
        { x: box.center.x - dx, y: box.center.y - dy },
        { x: box.center.x + dx, y: box.center.y + dy },
      ] as const
      // left to right, or from the top where it stands upright
      const flat = Math.abs(dx) >= Math.abs(dy)
      const [from, to] = (flat ? ends[0].x <= ends[1].x : ends[0].y <= ends[1].y) ? ends : [ends[1], ends[0]]
      bands.push({ from, to, height: short })
    }
    return bands
  })
}

export const lengthOf = ({ from, to }: Band): number => distance(from, to)
const isLine = (band: Band): boolean =>
  lengthOf(band) / band.height >= STOUTEST && lengthOf(band) / band.height <= SLENDEREST

/** Pieces of one line, which a run of pale fillers or a fold has parted, put together again. */
function joined(bands: readonly Band[], pieces: Pieces): Band[] {
  const left = [...bands].sort((a, b) => lengthOf(b) - lengthOf(a))
  const lines: Band[] = []
  for (let band = left.shift(); band !== undefined; band = left.shift()) {
    let line = band
    for (
      let at = left.findIndex((piece) => continues(line, piece, pieces));
      at >= 0;
      at = left.findIndex((piece) => continues(line, piece, pieces))
    ) {
      const [piece] = left.splice(at, 1)
      if (piece === undefined) break
      const ends = [line.from, line.to, piece.from, piece.to].sort((a, b) => along(line, a) - along(line, b))
      line = { from: ends[0] ?? line.from, to: ends[3] ?? line.to, height: Math.max(line.height, piece.height) }
    }
    lines.push(line)
  }
  return [...lines, ...bands]
}
export const along = ({ from, to }: Band, point: Point): number =>
  ((point.x - from.x) * (to.x - from.x) + (point.y - from.y) * (to.y - from.y)) / distance(from, to)
export const aside = ({ from, to }: Band, point: Point): number =>
  ((to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x)) / distance(from, to)

function continues(line: Band, piece: Band, { gap, uneven, aside: askew }: Pieces): boolean {
  if (Math.max(line.height, piece.height) / Math.min(line.height, piece.height) > uneven) return false
  const [start, end, length] = [along(line, piece.from), along(line, piece.to), lengthOf(line)]
  // the direction of a short piece is not known well: the farther from the line, the more it may be off
  const slack = (at: number): number => line.height * 0.45 + Math.max(0, -at, at - length) * askew
  if (Math.abs(aside(line, piece.from)) > slack(start) || Math.abs(aside(line, piece.to)) > slack(end)) return false
  return (
    Math.max(start - length, -end) < line.height * gap &&
    Math.max(start, end) - Math.min(0, start, end) < line.height * SLENDEREST
  )
}
