/** Where on a picture a machine-readable zone could be: two or three long lines of writing, parallel, equally long, one under the other. */
import { distance, type Point, type Quad } from './geometry.ts'
import { matOf, shrunk } from './mats.ts'
import { type Mat, type OpenCv, withMats } from './opencv.ts'
import type { Raster } from './raster.ts'

/** A line of writing as a slanted box: its middle line from left to right as it lies on the picture, and its height. */
interface Band {
  readonly from: Point
  readonly to: Point
  readonly height: number
}
/** A zone: the bands of its lines, first to last, in pixels of the picture given; which end is the left one cannot be told yet. */
export interface ZoneCandidate {
  readonly bands: readonly Band[]
  /** Where only parts of the lines stood out: the width of a character as the distance of the lines tells it, and bands long enough to hold the whole. */
  readonly pitch: number | null
}

const SEARCH_LONG_SIDE = 1600
/** Widths of a character's pitch to look for, pixels of the shrunken picture: a card alone on the picture, on a page at 150 dpi, in between. */
const PITCHES = [7, 12, 20, 34]
/** Length of a line by its height: 30 characters of a 2.5 mm type 76 mm long give 24 with what blur adds, 44 give 45. */
const SLENDEREST = 60
const STOUTEST = 13
/** From one line to the next, in heights of a line as it is found. */
const NEAREST_LINE = 1.15
const FARTHEST_LINE = 3.4

export function findZones(cv: OpenCv, grey: Raster): ZoneCandidate[] {
  const { raster, scale } = shrunk(cv, grey, SEARCH_LONG_SIDE)
  const byPitch = PITCHES.flatMap((pitch) => bandsAt(cv, raster, pitch).map((bands, at) => joined(bands, at === 0 ? STRICT : LOOSE).filter(isLine)))
  // whole lines first: the likeliest zones
  const total = (bands: readonly Band[]): number => bands.reduce((sum, band) => sum + lengthOf(band), 0) / bands.length
  // lines found strictly before those pieced together
  const [strict, loose] = [byPitch.filter((_, at) => at % 2 === 0), byPitch.filter((_, at) => at % 2 === 1)].map((of) => of.flatMap(stacked).sort((a, b) => total(b) - total(a)).map(evened))
  const whole = distinct([...(strict ?? []), ...(loose ?? [])])
  const supposedOnes = distinct(byPitch.flat().sort((a, b) => lengthOf(b) - lengthOf(a)).flatMap(supposed))
  const zones: ZoneCandidate[] = [...whole.slice(0, MOST.whole).map((bands) => ({ bands, pitch: null })), ...whole.flatMap(lengthened).slice(0, MOST.lengthened), ...supposedOnes.slice(0, MOST.supposed).map((bands) => ({ bands, pitch: null }))]
  const back = ({ x, y }: Point): Point => ({ x: (x + 0.5) / scale - 0.5, y: (y + 0.5) / scale - 0.5 })
  return zones.map(({ bands, pitch }) => ({ pitch: pitch && pitch / scale, bands: bands.map(({ from, to, height }) => ({ from: back(from), to: back(to), height: height / scale })) }))
}

/** Bands of writing as it stands, and without whatever is larger than a character: the rim of a cup ties the lines that it crosses into one shape. */
function bandsAt(cv: OpenCv, raster: Raster, pitch: number): [Band[], Band[]] {
  return withMats((keep) => {
    const image = keep(matOf(cv, raster))
    const dark = keep(new cv.Mat())
    cv.adaptiveThreshold(image, dark, 255, cv.ADAPTIVE_THRESH_MEAN_C, cv.THRESH_BINARY_INV, 2 * Math.round(pitch * 1.5) + 1, 18)
    // specks go, then letters of a line grow together, lines do not: between letters lies a third of the pitch to a pitch, between lines more than one
    const clean = keep(new cv.Mat())
    if (pitch >= 20) cv.morphologyEx(dark, clean, cv.MORPH_OPEN, keep(cv.Mat.ones(2, 2, cv.CV_8U)))
    const source = pitch >= 20 ? clean : dark
    const whole = bandsOf(cv, source, pitch, STRICT)
    withoutLarger(cv, source, LARGEST_CHARACTER * pitch)
    return [whole, bandsOf(cv, source, pitch, LOOSE)]
  })
}

/** What counts as a piece of a line, and which pieces belong together. */
interface Pieces {
  /** Least area in squares of the pitch, and least length by height. */
  readonly smallest: number
  readonly slender: number
  /** Widest gap between two pieces, in their height; how many times higher one may be; how far a distant one may be aside, by its distance. */
  readonly gap: number
  readonly uneven: number
  readonly aside: number
}
/** As lines stand; among noise and print anything milder ties strangers together. */
const STRICT: Pieces = { smallest: 12, slender: 3, gap: 4, uneven: 1.6, aside: 0 }
/** Among blots: four characters between two of them, and runs of fillers, hardly more than half as high as digits. */
const LOOSE: Pieces = { smallest: 2.5, slender: 2, gap: 6, uneven: 2, aside: 0.025 }
/** Height of the largest character looked for at a pitch, in pitches, with what blur adds. */
const LARGEST_CHARACTER = 2

/** Takes off what is wider or higher than so many pixels. */
function withoutLarger(cv: OpenCv, dark: Mat, most: number): void {
  withMats((keep) => {
    const [labels, stats] = [keep(new cv.Mat()), keep(new cv.Mat())]
    const count = cv.connectedComponentsWithStats(dark, labels, stats, keep(new cv.Mat()))
    const sizes = stats.data32S
    const stays = Uint8Array.from({ length: count }, (_, label) => (label > 0 && Math.max(sizes[label * 5 + 2] ?? 0, sizes[label * 5 + 3] ?? 0) <= most ? 255 : 0))
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
      const ends = [{ x: box.center.x - dx, y: box.center.y - dy }, { x: box.center.x + dx, y: box.center.y + dy }] as const
      // left to right, or from the top where it stands upright
      const flat = Math.abs(dx) >= Math.abs(dy)
      const [from, to] = (flat ? ends[0].x <= ends[1].x : ends[0].y <= ends[1].y) ? ends : [ends[1], ends[0]]
      bands.push({ from, to, height: short })
    }
    return bands
  })
}

const lengthOf = ({ from, to }: Band): number => distance(from, to)
const isLine = (band: Band): boolean => lengthOf(band) / band.height >= STOUTEST && lengthOf(band) / band.height <= SLENDEREST

/** Pieces of one line, which a run of pale fillers or a fold has parted, put together again. */
function joined(bands: readonly Band[], pieces: Pieces): Band[] {
  const left = [...bands].sort((a, b) => lengthOf(b) - lengthOf(a))
  const lines: Band[] = []
  for (let band = left.shift(); band !== undefined; band = left.shift()) {
    let line = band
    for (let at = left.findIndex((piece) => continues(line, piece, pieces)); at >= 0; at = left.findIndex((piece) => continues(line, piece, pieces))) {
      const [piece] = left.splice(at, 1)
      if (piece === undefined) break
      const ends = [line.from, line.to, piece.from, piece.to].sort((a, b) => along(line, a) - along(line, b))
      line = { from: ends[0] ?? line.from, to: ends[3] ?? line.to, height: Math.max(line.height, piece.height) }
    }
    lines.push(line)
  }
  return [...lines, ...bands]
}
const along = ({ from, to }: Band, point: Point): number => ((point.x - from.x) * (to.x - from.x) + (point.y - from.y) * (to.y - from.y)) / distance(from, to)
const aside = ({ from, to }: Band, point: Point): number => ((to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x)) / distance(from, to)

function continues(line: Band, piece: Band, { gap, uneven, aside: askew }: Pieces): boolean {
  if (Math.max(line.height, piece.height) / Math.min(line.height, piece.height) > uneven) return false
  const [start, end, length] = [along(line, piece.from), along(line, piece.to), lengthOf(line)]
  // the direction of a short piece is not known well: the farther from the line, the more it may be off
  const slack = (at: number): number => line.height * 0.45 + Math.max(0, -at, at - length) * askew
  if (Math.abs(aside(line, piece.from)) > slack(start) || Math.abs(aside(line, piece.to)) > slack(end)) return false
  return Math.max(start - length, -end) < line.height * gap && Math.max(start, end) - Math.min(0, start, end) < line.height * SLENDEREST
}

/** From one line to the next as a share of its length: 6.35 mm for 36 and 44 characters, some 5.5 mm for 30. */
/** Width of a character by the distance of two lines, for 36 and 44 characters. */
const CHARACTER_PER_LINE = 2.54 / 6.35
/** Each zone tried costs up to half a second; the likeliest are tried first. */
const MOST = { whole: 24, lengthened: 4, supposed: 24 }
const STEPS = [{ lines: 2, share: 6.35 / 90.5 }, { lines: 2, share: 6.35 / 110.8 }, { lines: 3, share: 5.5 / 75.2 }]

/** Two lines of which a blot has hidden an end: as long as their distance says that they are, towards either side. */
function lengthened(bands: readonly Band[]): ZoneCandidate[] {
  const [upper, lower] = bands
  if (bands.length !== 2 || upper === undefined || lower === undefined) return []
  const apart = (aside(upper, lower.from) + aside(upper, lower.to)) / 2
  const [length, expected] = [lengthOf(upper), apart * (44 * CHARACTER_PER_LINE)]
  if (length > expected * 0.95 || length < expected * 0.25) return []
  const by = (expected * 1.03 - length) / length
  const longer = ({ from, to, height }: Band): Band => ({ height, from: { x: from.x - (to.x - from.x) * by, y: from.y - (to.y - from.y) * by }, to: { x: to.x + (to.x - from.x) * by, y: to.y + (to.y - from.y) * by } })
  return [{ bands: [longer(upper), longer(lower)], pitch: apart * CHARACTER_PER_LINE }]
}

/** Where only one line of a zone stood out (another ran into a portrait or a stain): the others where they must be, above or below. */
function supposed(band: Band): Band[][] {
  const length = lengthOf(band)
  if (length / band.height < 20) return []
  const [dx, dy] = [-(band.to.y - band.from.y) / length, (band.to.x - band.from.x) / length]
  const moved = (by: number): Band => ({ height: band.height, from: { x: band.from.x + dx * by, y: band.from.y + dy * by }, to: { x: band.to.x + dx * by, y: band.to.y + dy * by } })
  return STEPS.flatMap(({ lines, share }) => Array.from({ length: lines }, (_, place) => Array.from({ length: lines }, (_none, line) => moved((line - place) * share * length))))
}

/** Threes before twos of bands that lie one under the other. */
function stacked(bands: readonly Band[]): Band[][] {
  const under = (upper: Band, lower: Band): boolean => {
    const length = distance(upper.from, upper.to)
    const other = distance(lower.from, lower.to)
    if (Math.max(length, other) / Math.min(length, other) > 2.2) return false
    const [ux, uy] = [(upper.to.x - upper.from.x) / length, (upper.to.y - upper.from.y) / length]
    const [vx, vy] = [(lower.to.x - lower.from.x) / other, (lower.to.y - lower.from.y) / other]
    if (Math.abs(ux * vy - uy * vx) > 0.05) return false
    const [mx, my] = [lower.from.x - upper.from.x, lower.from.y - upper.from.y]
    const [along, down] = [mx * ux + my * uy, ux * my - uy * mx]
    const height = (upper.height + lower.height) / 2
    // the shorter one has lost an end: it must lie within the longer one
    const slack = Math.max(length, other) * 0.06
    return Math.min(0, along) > -slack - Math.max(0, other - length) && Math.max(length, along + other) < length + slack + Math.max(0, other - length) && down > height * NEAREST_LINE && down < height * FARTHEST_LINE
  }
  const pairs = bands.flatMap((upper) => bands.filter((lower) => lower !== upper && under(upper, lower)).map((lower) => [upper, lower] as const))
  const triples = pairs.flatMap(([a, b]) => pairs.filter(([c]) => c === b).map(([, d]) => [a, b, d]))
  return [...triples, ...pairs.map(([a, b]) => [a, b])]
}

/** All lines of a zone are equally long and high: one that lost an end gets it back from the longest. */
function evened(bands: readonly Band[]): Band[] {
  const longest = bands.reduce((best, band) => (lengthOf(band) > lengthOf(best) ? band : best))
  return bands.map((band) => {
    const height = longest.height
    if (band === longest) return band
    const length = lengthOf(band)
    const [ux, uy] = [(band.to.x - band.from.x) / length, (band.to.y - band.from.y) / length]
    const at = (by: number): Point => ({ x: band.from.x + ux * by, y: band.from.y + uy * by })
    const [start, end] = [along(band, longest.from), along(band, longest.to)]
    return { height, from: at(Math.min(0, start)), to: at(Math.max(length, end)) }
  })
}

function distinct(zones: readonly Band[][]): Band[][] {
  const kept: Band[][] = []
  const centre = (bands: readonly Band[]): Point => ({ x: bands.reduce((sum, { from, to }) => sum + from.x + to.x, 0) / bands.length / 2, y: bands.reduce((sum, { from, to }) => sum + from.y + to.y, 0) / bands.length / 2 })
  for (const zone of zones) {
    const height = zone[0]?.height ?? 1
    if (!kept.some((other) => other.length === zone.length && distance(centre(other), centre(zone)) < height)) kept.push(zone)
  }
  return kept
}

/** The outline of a band, widened to hold its letters whole; `upsideDown` begins at the other end. */
export function bandQuad({ from, to, height }: Band, upsideDown: boolean): Quad {
  const [start, end] = upsideDown ? [to, from] : [from, to]
  const length = distance(start, end)
  const [ux, uy] = [(end.x - start.x) / length, (end.y - start.y) / length]
  const half = height * 0.95
  // the finding of lines loses a last character more often than it finds one too many
  const extra = height * 1.8
  const at = (point: Point, along: number, down: number): Point => ({ x: point.x + ux * along - uy * down, y: point.y + uy * along + ux * down })
  return [at(start, -extra, -half), at(end, extra, -half), at(end, extra, half), at(start, -extra, half)]
}
