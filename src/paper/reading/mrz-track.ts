/**
 * Follows the cells of a machine-readable line. First the likeness of every place to OCR-B is measured. Then dynamic
 * programming finds the most likely row with the required number of cells, each about one pitch after the previous one.
 * Blots, hidden ends and perspective do not mislead it, because all cells must fit together.
 */
import { COARSE, type Glyphs } from './mrz-glyphs.ts'
import type { Grid, InkStrip } from './mrz-grid.ts'

/**
 * The likeness of each place of a strip for one assumed pitch. The strip is halved, so a cell is about 14 pixels wide.
 */
export interface Track {
  /** Pixels of the halved strip. */
  readonly pitch: number
  /**
   * The best likeness of a cell that begins at each pixel, −1 … 1; the first place is `before` pixels before the strip.
   */
  readonly likeness: Float32Array
  /** How far the best cell is below the middle of the strip, in pixels of the halved strip. */
  readonly lower: Float32Array
  readonly before: number
}

/**
 * Offsets of a line from the middle of the strip, in pitches: few for detecting a line, more for following it.
 */
export const ROUGHLY = [-0.24, 0, 0.24]
export const CLOSELY = [-0.36, -0.24, -0.12, 0, 0.12, 0.24, 0.36]
/**
 * The cost, in likeness, of a step one pixel longer or shorter than the pitch. Perspective needs a few of them; noise
 * does not gain enough to use one.
 */
const UNEVEN_STEP = 0.06

export function trackOf(
  glyphs: Glyphs,
  { ink, width, height }: InkStrip,
  fullPitch: number,
  asides: readonly number[],
): Track {
  const half = halved(ink, width, height)
  const pitch = fullPitch / 2
  const before = Math.ceil(pitch)
  const places = half.width + before
  const track: Track = { pitch, before, likeness: new Float32Array(places).fill(-1), lower: new Float32Array(places) }
  const cell = new Float32Array(COARSE.width * COARSE.height)
  const step = pitch / COARSE.width
  for (const aside of asides) {
    const middle = half.height / 2 + aside * pitch
    for (let place = 0; place < places; place++) {
      if (!sampled(half, place - before, middle, step, cell)) continue
      let best = -1
      for (const template of glyphs.coarse) {
        let product = 0
        for (let at = 0; at < cell.length; at++) product += (cell[at] ?? 0) * (template[at] ?? 0)
        if (product > best) best = product
      }
      if (best > (track.likeness[place] ?? -1)) {
        track.likeness[place] = best
        track.lower[place] = aside * pitch
      }
    }
  }
  return track
}

interface HalvedInk {
  readonly ink: Float32Array
  readonly width: number
  readonly height: number
}

function halved(ink: Float32Array, width: number, height: number): HalvedInk {
  const [across, down] = [width >> 1, height >> 1]
  const data = new Float32Array(across * down)
  for (let y = 0; y < down; y++)
    for (let x = 0; x < across; x++) {
      const from = 2 * y * width + 2 * x
      data[y * across + x] =
        ((ink[from] ?? 0) + (ink[from + 1] ?? 0) + (ink[from + width] ?? 0) + (ink[from + width + 1] ?? 0)) / 4
    }
  return { ink: data, width: across, height: down }
}

/**
 * Samples the cell that begins at `left`, as paper minus ink with mean 0 and length 1. False when there is only paper.
 */
function sampled(
  { ink, width, height }: HalvedInk,
  left: number,
  middle: number,
  step: number,
  cell: Float32Array,
): boolean {
  let [sum, squares] = [0, 0]
  for (let row = 0, to = 0; row < COARSE.height; row++) {
    const fromMiddle = row + 0.5 - COARSE.height / 2
    const y = middle + fromMiddle * step - 0.5
    const upper = Math.floor(y)
    const low = y - upper
    const inside = upper >= 0 && upper < height - 1
    for (let column = 0; column < COARSE.width; column++, to++) {
      const x = left + (column + 0.5) * step - 0.5
      const first = Math.floor(x)
      let value = 0
      if (inside && first >= 0 && first < width - 1) {
        const right = x - first
        const from = upper * width + first
        value = -(
          ((ink[from] ?? 0) * (1 - right) + (ink[from + 1] ?? 0) * right) * (1 - low) +
          ((ink[from + width] ?? 0) * (1 - right) + (ink[from + width + 1] ?? 0) * right) * low
        )
      }
      cell[to] = value
      sum += value
      squares += value * value
    }
  }
  const mean = sum / cell.length
  const spread = Math.sqrt(Math.max(0, squares - sum * mean))
  // A cell with hardly any ink is paper with noise.
  if (spread < FAINTEST) return false
  for (let at = 0; at < cell.length; at++) cell[at] = ((cell[at] ?? 0) - mean) / spread
  return true
}
const FAINTEST = 0.5

export interface Row {
  readonly grid: Grid
  /** The mean likeness of the cells, −1 … 1. */
  readonly likeness: number
}

/**
 * The most likely row of `count` cells on a track, for a strip of that height; null when the strip is too short.
 */
export function likeliestRow({ pitch, likeness, lower, before }: Track, height: number, count: number): Row | null {
  const places = likeness.length
  // The whole row must lie on the strip, except for one cell at its end.
  if (places < (count - 1) * pitch) return null
  let scores = Float32Array.from(likeness)
  const steps: Int8Array[] = []
  for (let at = 1; at < count; at++) {
    const next = new Float32Array(places).fill(-Infinity)
    const taken = new Int8Array(places)
    const reach = Math.round(at * pitch) - Math.round((at - 1) * pitch)
    for (let place = reach - 1; place < places; place++) {
      let [best, step] = [-Infinity, 0]
      for (let more = -1; more <= 1; more++) {
        const score = (scores[place - reach - more] ?? -Infinity) - (more === 0 ? 0 : UNEVEN_STEP)
        if (score > best) [best, step] = [score, more]
      }
      next[place] = best + (likeness[place] ?? -1)
      taken[place] = reach + step
    }
    scores = next
    steps.push(taken)
  }
  let [end, best] = [0, -Infinity]
  for (let place = 0; place < places; place++)
    if ((scores[place] ?? -Infinity) > best) [end, best] = [place, scores[place] ?? -Infinity]
  if (best === -Infinity) return null
  const row = new Array<number>(count)
  for (let at = count - 1, place = end; at >= 0; place -= steps[--at]?.[place] ?? 0) row[at] = place
  const sum = row.reduce((total, place) => total + (likeness[place] ?? 0), 0)
  return {
    grid: gridThrough(
      row.map((place) => ({
        x: 2 * (place - before),
        y: height / 2 + 2 * (lower[place] ?? 0),
        weight: Math.max(0.01, likeness[place] ?? 0) ** 2,
      })),
    ),
    likeness: sum / count,
  }
}

interface PlacedCell {
  readonly x: number
  readonly y: number
  readonly weight: number
}

/**
 * The grid nearest to the found cells: their places along the line follow a parabola, their heights a straight line.
 */
function gridThrough(cells: readonly PlacedCell[]): Grid {
  const last = cells.length - 1
  const share = (at: number): number => at / last - 0.5
  const [x0, x1, x2] = parabola(cells.map(({ x, weight }, at) => ({ at: share(at), value: x, weight })))
  const [y0, y1] = parabola(
    cells.map(({ y, weight }, at) => ({ at: share(at), value: y, weight })),
    false,
  )
  // x = x0 + x1 s + x2 s² with s from −½ to ½; the grid starts at its first cell and bends by 4 share (1 − share).
  return { start: x0 - x1 / 2 + x2 / 4, pitch: x1 / last, bow: -x2 / 4, middle: y0, climb: y1, lean: 0, stretch: 1 }
}

/** Weighted least squares by the normal equations. */
function parabola(
  points: readonly { at: number; value: number; weight: number }[],
  curved = true,
): [number, number, number] {
  const size = curved ? 3 : 2
  const rows = Array.from({ length: size }, (_, row) =>
    Array.from({ length: size + 1 }, (_none, column) =>
      points.reduce(
        (sum, { at, value, weight }) => sum + weight * at ** row * (column === size ? value : at ** column),
        0,
      ),
    ),
  )
  for (let pivot = 0; pivot < size; pivot++) {
    const head = rows[pivot] ?? []
    const by = head[pivot] ?? 1
    for (let column = pivot; column <= size; column++) head[column] = (head[column] ?? 0) / by
    rows.forEach((row, at) => {
      if (at === pivot) return
      const factor = row[pivot] ?? 0
      for (let column = pivot; column <= size; column++) row[column] = (row[column] ?? 0) - factor * (head[column] ?? 0)
    })
  }
  return [rows[0]?.[size] ?? 0, rows[1]?.[size] ?? 0, rows[2]?.[size] ?? 0]
}
