/**
 * Reads machine-readable zones on a picture: finds lines, cuts them into cells, reads each character by its likeness,
 * and
 * proves the whole by its check digits.
 */
import type { Day } from '../../domain/calendar/day.ts'
import { type Layout, LAYOUTS } from '../../domain/person/mrz/format.ts'
import { distance, homographyOf, type Point } from './geometry.ts'
import { warped, withoutGround } from './mats.ts'
import { cellsOf, type LineCells, measureStrip, type MeasuredStrip } from './mrz-cells.ts'
import type { Glyphs } from './mrz-glyphs.ts'
import { bandQuad, findZones, type ZoneCandidate } from './mrz-lines.ts'
import type { OpenCv } from './opencv.ts'
import { type ProvedText, proveZone } from './prove-zone.ts'
import type { Raster } from './raster.ts'

export interface ReadZone extends ProvedText {
  /** The corners of the zone in pixels of the picture. */
  readonly corners: readonly Point[]
}

/** The height of strips; type 2.5 mm high is then 40 pixels high. */
const STRIP_HEIGHT = 64
/** Below this a line is not OCR-B: other type reaches 0.68, lines of 200 degraded zones 0.96. */
const LEAST_LIKENESS = 0.7
/** From this likeness a line need not be tried in another way. */
const WELL_CUT = 0.9

/** A page of dense print has hundreds of possible zones; of 400 degraded zones the latest was the eighth candidate. */
const MOST_TRIED = 20

/** `plane` is one channel of the picture, the red one if it has colours. */
export function readZones(cv: OpenCv, glyphs: Glyphs, plane: Raster, today: Day): ReadZone[] {
  const found: ReadZone[] = []
  let tried = 0
  for (const candidate of findZones(cv, plane)) {
    if (++tried > MOST_TRIED) break
    const cut = readCandidate(cv, glyphs, plane, candidate, today)
    const zone = cut === 'longer' ? readCandidate(cv, glyphs, plane, longerOf(candidate), today) : cut
    if (zone === null || zone === 'longer') continue
    found.push(zone)
    if (zone.reading) break
  }
  return found
    .sort((a, b) => Number(b.reading !== null) - Number(a.reading !== null) || b.confidence - a.confidence)
    .slice(0, 1)
}

/** A band may lack the fillers at its end. 36 of 44 characters were found at least. */
const longerOf = ({ bands }: ZoneCandidate): ZoneCandidate => ({
  bands: bands.map(({ from, to, height }) => {
    const [dx, dy] = [(to.x - from.x) * 0.25, (to.y - from.y) * 0.25]
    return { height, from: { x: from.x - dx, y: from.y - dy }, to: { x: to.x + dx, y: to.y + dy } }
  }),
})

/** `longer`: the lines are those of a zone, and go on beyond their bands. */
function readCandidate(
  cv: OpenCv,
  glyphs: Glyphs,
  plane: Raster,
  { bands }: ZoneCandidate,
  today: Day,
): ReadZone | 'longer' | null {
  let best: ReadZone | null = null
  let longer = false
  const pitches = pitchesOf(bands)
  const counts = LAYOUTS.flatMap(({ lines, length }) => (lines === bands.length ? [length] : []))
  for (const upsideDown of [false, true]) {
    const ordered = upsideDown ? [...bands].reverse() : bands
    const strips: MeasuredStrip[] = []
    for (const band of ordered) {
      const strip = stripOf(cv, plane, bandQuad(band, upsideDown))
      const measured = strip && measureStrip(glyphs, strip, pitches, counts)
      // One line that does not look like a line of a zone is enough.
      if (measured === null) break
      strips.push(measured)
    }
    if (strips.length < bands.length) continue
    // Long lines first, because a short one fits into them, but not the other way round.
    for (const shape of LAYOUTS.filter(({ lines }) => lines === bands.length).sort((a, b) => b.length - a.length)) {
      let [layout, lines]: [Layout, LineCells[] | null] = [shape, linesOf(glyphs, strips, shape.length)]
      if (lines === null) continue
      // A line that goes on has another format, or was cut one cell off.
      if (lines.some(({ goesOn }) => goesOn)) {
        const well = lines.every(({ likeness }) => likeness > WELL_CUT)
        longer ||= well
        layout = LAYOUTS.find((other) => other.lines === shape.lines && other.length > shape.length) ?? shape
        lines = well && layout !== shape ? linesAlong(glyphs, strips, lines, layout.length) : null
        if (lines === null) continue
      }
      const read = {
        ...proveZone(layout, lines, today),
        corners: ordered.flatMap((band) => bandQuad(band, upsideDown)),
      }
      if (
        best === null ||
        Number(read.reading !== null) > Number(best.reading !== null) ||
        (best.reading === null && read.confidence > best.confidence)
      )
        best = read
      if (best.reading !== null) return best
    }
  }
  return best ?? (longer ? 'longer' : null)
}

/**
 * The widths of a character that follow from the distance and the length of the lines, in pixels of a strip, without
 * nearly equal ones.
 */
function pitchesOf(bands: ZoneCandidate['bands']): number[] {
  const [first, second] = bands
  if (first === undefined || second === undefined) return []
  const scale = STRIP_HEIGHT / stripReach(bands)
  const centre = ({ from, to }: typeof first): Point => ({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 })
  const length = distance(first.from, first.to)
  const apart =
    Math.abs(
      (centre(second).x - centre(first).x) * (first.to.y - first.from.y) -
        (centre(second).y - centre(first).y) * (first.to.x - first.from.x),
    ) / length
  const estimates = // The lines of TD1 are 4.1 to 5.3 mm apart, those of the others 6.35 mm.
    (
      bands.length === 2
        ? [apart * 0.4, length / 36, length / 44]
        : [length / 30, apart * 0.48, apart * 0.54, apart * 0.6]
    ).map((pitch) => pitch * scale)
  return estimates.filter(
    (pitch, at) =>
      pitch > 10 && pitch < 44 && !estimates.slice(0, at).some((other) => Math.abs(other / pitch - 1) < 0.04),
  )
}

/**
 * Cuts every line into cells; null when one of them is not a line of a zone. A badly cut line is cut again like the
 * best
 * one.
 */
function linesOf(glyphs: Glyphs, strips: readonly MeasuredStrip[], count: number): LineCells[] | null {
  if (strips.some(({ rows }) => rows.get(count)?.length === 0)) return null
  const first = strips.map((strip) => cellsOf(glyphs, strip, count))
  const best = first.reduce<LineCells | null>(
    (found, line) => (line !== null && line.likeness > (found?.likeness ?? LEAST_LIKENESS) ? line : found),
    null,
  )
  if (best === null) return null
  const lines = first.map((line, at) => {
    const strip = strips[at]
    if (line === best || !strip || (line !== null && line.likeness > WELL_CUT)) return line
    const again = cellsOf(glyphs, strip, count, [best.grid])
    return again !== null && again.likeness > (line?.likeness ?? 0) ? again : line
  })
  return lines.every((line) => line !== null && line.likeness >= LEAST_LIKENESS)
    ? lines.filter((line) => line !== null)
    : null
}

/**
 * Cuts lines of which a part was cut well as longer ones: the grid goes on at one end, at the other, or at both. Null
 * when they are not longer.
 */
function linesAlong(
  glyphs: Glyphs,
  strips: readonly MeasuredStrip[],
  parts: readonly LineCells[],
  count: number,
): LineCells[] | null {
  const lines = strips.flatMap((strip, at) => {
    const part = parts[at]
    if (part === undefined) return []
    const { grid, cells } = part
    const grids = Array.from({ length: count - cells.length + 1 }, (_, before) => ({
      ...grid,
      start: grid.start - before * grid.pitch,
      climb: (grid.climb * count) / cells.length,
    }))
    return cellsOf(glyphs, strip, count, grids) ?? []
  })
  return lines.length === strips.length && lines.every(({ likeness, goesOn }) => likeness > WELL_CUT && !goesOn)
    ? lines
    : null
}

/** The height in pixels of the picture that a strip shows of a band. */
const stripReach = (bands: ZoneCandidate['bands']): number => {
  const [first] = bands
  if (first === undefined) return STRIP_HEIGHT
  const [topLeft, , , bottomLeft] = bandQuad(first, false)
  return distance(topLeft, bottomLeft)
}

/** Wider than a stroke on a strip. */
const WIDEST_STROKE = 13

function stripOf(cv: OpenCv, plane: Raster, quad: ReturnType<typeof bandQuad>): Raster | null {
  const length = Math.hypot(quad[1].x - quad[0].x, quad[1].y - quad[0].y)
  const high = Math.hypot(quad[3].x - quad[0].x, quad[3].y - quad[0].y)
  const width = Math.min(4000, Math.round((length / high) * STRIP_HEIGHT))
  const map = homographyOf(quad, [
    { x: 0, y: 0 },
    { x: width, y: 0 },
    { x: width, y: STRIP_HEIGHT },
    { x: 0, y: STRIP_HEIGHT },
  ])
  return map && withoutGround(cv, warped(cv, plane, map, width, STRIP_HEIGHT), WIDEST_STROKE)
}
