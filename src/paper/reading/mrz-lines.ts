/**
 * Finds the places on a picture where a machine-readable zone could be: two or three long, parallel, equally long lines
 * of writing, one below the other.
 */
import { distance, type Point, type Quad } from './geometry.ts'
import { boxShrunk, shrunk, withoutGround } from './mats.ts'
import { along, aside, type Band, INKS, lengthOf, linesAt, LOOSE, STRICT, TIGHT } from './mrz-bands.ts'
import type { OpenCv } from './opencv.ts'
import type { Raster } from './raster.ts'

/**
 * The bands of the lines of a zone, in pixels of the picture. It is not known yet which end is the left one.
 */
export interface ZoneCandidate {
  readonly bands: readonly Band[]
}

const SEARCH_LONG_SIDE = 1600
/** Wider than any stroke on the shrunken picture, even when a card fills it. */
const WIDEST_STROKE = 11
/**
 * The pitches to search for, in pixels of the shrunken picture: for a card alone on the picture, for one on a page at
 * 150
 * dpi, and between. Large characters are searched on a picture of half the size.
 */
const PITCHES = [
  { pitch: 7, halved: false },
  { pitch: 12, halved: false },
  { pitch: 10, halved: true },
  { pitch: 17, halved: true },
]
/** The distance from one line to the next, relative to the height of the found line. */
const NEAREST_LINE = 1.15
const FARTHEST_LINE = 3.4

/**
 * Yields the most likely zones first; later ones are searched only on demand. `plane` is one channel of the picture,
 * the
 * red one if it has colours.
 */
export function* findZones(cv: OpenCv, plane: Raster): Generator<ZoneCandidate> {
  const { raster, scale } = shrunk(cv, plane, SEARCH_LONG_SIDE)
  const back = ({ x, y }: Point): Point => ({ x: (x + 0.5) / scale - 0.5, y: (y + 0.5) / scale - 0.5 })
  const seen: Band[][] = []
  for (const bands of zonesOn(cv, withoutGround(cv, raster, WIDEST_STROKE))) {
    if (seen.some((other) => sameZone(other, bands))) continue
    seen.push(bands)
    yield { bands: bands.map(({ from, to, height }) => ({ from: back(from), to: back(to), height: height / scale })) }
  }
}

function* zonesOn(cv: OpenCv, ink: Raster): Generator<Band[]> {
  const half = boxShrunk(ink, 2)
  for (const kind of INKS) {
    const found: Band[] = []
    const whole: Band[][] = []
    for (const pieces of [STRICT, TIGHT, LOOSE]) {
      const byPitch = PITCHES.map(({ pitch, halved }) =>
        linesAt(cv, halved ? half : ink, pitch, kind, pieces).map((band) => (halved ? doubled(band) : band)),
      )
      found.push(...byPitch.flat())
      const zones = byPitch
        .flatMap(stacked)
        .sort((a, b) => meanLength(b) - meanLength(a))
        .map(evened)
        .slice(0, MOST.whole)
      yield* zones
      whole.push(...zones)
    }
    yield* whole.flatMap(lengthened).slice(0, MOST.lengthened)
    yield* found
      .sort((a, b) => lengthOf(b) - lengthOf(a))
      .flatMap(supposed)
      .slice(0, MOST.supposed)
  }
}

const meanLength = (bands: readonly Band[]): number =>
  bands.reduce((sum, band) => sum + lengthOf(band), 0) / bands.length
const doubled = ({ from, to, height }: Band): Band => ({
  from: { x: 2 * from.x + 0.5, y: 2 * from.y + 0.5 },
  to: { x: 2 * to.x + 0.5, y: 2 * to.y + 0.5 },
  height: 2 * height,
})

/** The width of a character relative to the distance of two lines, for 36 and 44 characters. */
const CHARACTER_PER_LINE = 2.54 / 6.35
/** Each zone costs a tenth of a second, so only the most likely ones are tried. */
const MOST = { whole: 12, lengthened: 4, supposed: 24 }
/** The distance of lines relative to their length: 6.35 mm for 36 and 44 characters, 4.1 to 5.3 mm for 30. */
const STEPS = [
  { lines: 2, share: 6.35 / 90.5 },
  { lines: 2, share: 6.35 / 110.8 },
  { lines: 3, share: 5.3 / 75.2 },
  { lines: 3, share: 4.4 / 75.2 },
]

/** Extends two lines with a hidden end on both sides to the length that their distance implies. */
function lengthened(bands: readonly Band[]): Band[][] {
  const [upper, lower] = bands
  if (bands.length !== 2 || upper === undefined || lower === undefined) return []
  const apart = (aside(upper, lower.from) + aside(upper, lower.to)) / 2
  const [length, expected] = [lengthOf(upper), apart * (44 * CHARACTER_PER_LINE)]
  if (length > expected * 0.95 || length < expected * 0.25) return []
  const by = (expected * 1.03 - length) / length
  const longer = ({ from, to, height }: Band): Band => ({
    height,
    from: { x: from.x - (to.x - from.x) * by, y: from.y - (to.y - from.y) * by },
    to: { x: to.x + (to.x - from.x) * by, y: to.y + (to.y - from.y) * by },
  })
  return [[longer(upper), longer(lower)]]
}

/**
 * Adds the expected lines above and below a single line, because the others may merge with a portrait or a stain.
 */
function supposed(band: Band): Band[][] {
  const length = lengthOf(band)
  if (length / band.height < 20) return []
  const [dx, dy] = [-(band.to.y - band.from.y) / length, (band.to.x - band.from.x) / length]
  const moved = (by: number): Band => ({
    height: band.height,
    from: { x: band.from.x + dx * by, y: band.from.y + dy * by },
    to: { x: band.to.x + dx * by, y: band.to.y + dy * by },
  })
  return STEPS.flatMap(({ lines, share }) =>
    Array.from({ length: lines }, (_, place) =>
      Array.from({ length: lines }, (_none, line) => moved((line - place) * share * length)),
    ),
  )
}

/** Groups bands that lie one below the other: groups of three before pairs. */
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
    // The shorter line has lost an end, so it must lie within the longer one.
    const slack = Math.max(length, other) * 0.06
    return (
      Math.min(0, along) > -slack - Math.max(0, other - length) &&
      Math.max(length, along + other) < length + slack + Math.max(0, other - length) &&
      down > height * NEAREST_LINE &&
      down < height * FARTHEST_LINE
    )
  }
  const pairs = bands.flatMap((upper) =>
    bands.filter((lower) => lower !== upper && under(upper, lower)).map((lower) => [upper, lower] as const),
  )
  const triples = pairs.flatMap(([a, b]) => pairs.filter(([c]) => c === b).map(([, d]) => [a, b, d]))
  return [...triples, ...pairs.map(([a, b]) => [a, b])]
}

/** Gives all lines of a zone the height and extent of the longest one, because they are equally long and high. */
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

/** Whether two zones have the same lines: each in the same place, with about the same length. */
const sameZone = (zone: readonly Band[], others: readonly Band[]): boolean =>
  zone.length === others.length &&
  zone.every((band, at) => {
    const other = others[at] ?? band
    return (
      distance(centreOf(band), centreOf(other)) < band.height * 0.4 &&
      Math.abs(lengthOf(band) - lengthOf(other)) < 2 * band.height
    )
  })
const centreOf = ({ from, to }: Band): Point => ({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 })

/** The outline of a band, widened to contain its letters fully; with `upsideDown` it begins at the other end. */
export function bandQuad({ from, to, height }: Band, upsideDown: boolean): Quad {
  const [start, end] = upsideDown ? [to, from] : [from, to]
  const length = distance(start, end)
  const [ux, uy] = [(end.x - start.x) / length, (end.y - start.y) / length]
  const half = height * 0.95
  // A found line lacks its last character more often than it has one too many.
  const extra = height * 1.8
  const at = (point: Point, along: number, down: number): Point => ({
    x: point.x + ux * along - uy * down,
    y: point.y + uy * along + ux * down,
  })
  return [at(start, -extra, -half), at(end, extra, -half), at(end, extra, half), at(start, -extra, half)]
}
