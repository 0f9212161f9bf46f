/** Finds bands of writing on a picture: dark pixels are merged along lines, and the pieces of a line are joined. */
import { distance, type Point } from './geometry.ts'
import { matOf } from './mats.ts'
import { type Mat, type OpenCv, withMats } from './opencv.ts'
import type { Raster } from './raster.ts'

/** A line of writing as a slanted box: its middle line from left to right on the picture, and its height. */
export interface Band {
  readonly from: Point
  readonly to: Point
  readonly height: number
}

/**
 * The length of a line divided by its height. 30 characters of type 2.5 mm high, 76 mm long, give 24 with blur; 44 give
 * 45.
 */
const SLENDEREST = 60
const STOUTEST = 13
/** Of more lines of one size only the longest are used. */
const MOST_LINES = 60

/** What counts as a piece of a line, and which pieces belong together. */
interface Pieces {
  /** The least area in squares of the pitch, and the least ratio of length to height. */
  readonly smallest: number
  readonly slender: number
  /**
   * The widest gap between two pieces relative to their height, the largest ratio of their heights, and how far a
   * distant
   * piece may be off the line relative to its distance.
   */
  readonly gap: number
  readonly uneven: number
  readonly aside: number
  /** The gap that is closed between characters, as a multiple of the pitch. */
  readonly closing: number
}
/** For clear lines. With noise and print, milder values would join unrelated pieces. */
export const STRICT: Pieces = { smallest: 12, slender: 3, gap: 4, uneven: 1.6, aside: 0, closing: 0.85 }
/**
 * For lines so near to each other that a wider closing would merge them: those of TD1 may be 4.23 mm apart (ICAO Doc
 * 9303-5), of which the characters take 2.5 mm.
 */
export const TIGHT: Pieces = { smallest: 4, slender: 2, gap: 4, uneven: 1.6, aside: 0, closing: 0.5 }
/** For lines with blots: pieces of four characters between two blots, and runs of low fillers. */
export const LOOSE: Pieces = { smallest: 2.5, slender: 2, gap: 6, uneven: 2, aside: 0.025, closing: 0.85 }
/** The height of the largest character for a pitch, as a multiple of the pitch, including blur. */
const LARGEST_CHARACTER = 2

/**
 * What counts as ink on whitened paper: first everything clearly dark; then, for pale print, everything darker than its
 * surroundings.
 */
export const INKS = ['plain', 'pale'] as const
const PLAIN_INK = 170
const PALE_INK = 18

/** Bands as long as lines of a zone, with characters about `pitch` pixels wide, longest first. */
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
 * The bands of writing. With LOOSE pieces, shapes larger than a character are removed first, because the rim of a cup
 * merges the lines that it crosses.
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

/** Removes shapes that are wider or higher than so many pixels. */
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

function bandsOf(cv: OpenCv, dark: Mat, pitch: number, { smallest, slender, closing }: Pieces): Band[] {
  return withMats((keep) => {
    const side = Math.max(3, Math.round(pitch * closing))
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
      // From left to right, or from the top for an upright line.
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

/** Joins the pieces of a line that pale fillers or a fold have separated. */
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
  // The direction of a short piece is uncertain, so a distant piece may be farther off the line.
  const slack = (at: number): number => line.height * 0.45 + Math.max(0, -at, at - length) * askew
  if (Math.abs(aside(line, piece.from)) > slack(start) || Math.abs(aside(line, piece.to)) > slack(end)) return false
  return (
    Math.max(start - length, -end) < line.height * gap &&
    Math.max(start, end) - Math.min(0, start, end) < line.height * SLENDEREST
  )
}
