/** A line of a machine-readable zone cut into its equally wide cells, and what each cell looks like. */
import { CELL, type Glyphs, MRZ_CHARACTERS } from './mrz-glyphs.ts'
import type { Grid, InkStrip } from './mrz-grid.ts'
import { CLOSELY, likeliestRow, ROUGHLY, type Row, trackOf } from './mrz-track.ts'
import type { Raster } from './raster.ts'

/** How alike each of the 37 characters a cell is, −1 … 1, in the order of MRZ_CHARACTERS. */
export type CellLikeness = Float32Array

export interface LineCells {
  readonly cells: readonly CellLikeness[]
  /** Mean of the best likeness of each cell: how much this looks like a zone's line of so many characters. */
  readonly likeness: number
  /** How the line was cut. */
  readonly grid: Grid
}

/** Of the first rough cut: a right one reaches 0.6 and more, print of another type 0.45. */
const HOPELESS = 0.4

/** Dark minus paper, by what the strip itself shows: 0 paper … 1 ink. */
function inkOf({ data }: Raster): Float32Array {
  const counts = new Uint32Array(256)
  for (const value of data) counts[value] = (counts[value] ?? 0) + 1
  const quantile = (share: number): number => {
    let [value, below] = [0, counts[0] ?? 0]
    while (below <= share * data.length && value < 255) below += counts[++value] ?? 0
    return value
  }
  const paper = quantile(0.8)
  const range = Math.max(12, paper - quantile(0.04))
  const inks = Float32Array.from({ length: 256 }, (_, value) => Math.max(0, Math.min(1, (paper - value) / range)))
  const ink = new Float32Array(data.length)
  for (let at = 0; at < data.length; at++) ink[at] = inks[data[at] ?? 255] ?? 0
  return ink
}

/** The cell at a place of the grid, sampled bilinearly (outside there is paper), against every template. */
function likenessAt(
  glyphs: Glyphs,
  { ink, width, height }: InkStrip,
  grid: Grid,
  at: number,
  count: number,
  dx = 0,
  dy = 0,
): CellLikeness {
  const share = at / (count - 1)
  const left = grid.start + (at + dx) * grid.pitch + grid.bow * 4 * share * (1 - share)
  const top = grid.middle + dy * grid.pitch + grid.climb * (share - 0.5)
  const step = grid.pitch / CELL.width
  const cell = new Float32Array(CELL.width * CELL.height)
  let [sum, squares] = [0, 0]
  for (let row = 0, to = 0; row < CELL.height; row++) {
    const fromMiddle = row + 0.5 - CELL.height / 2
    const y = top + fromMiddle * step * grid.stretch - 0.5
    const upper = Math.floor(y)
    const down = y - upper
    for (let column = 0; column < CELL.width; column++, to++) {
      const x = left + (column + 0.5 - fromMiddle * grid.lean) * step - 0.5
      const first = Math.floor(x)
      if (upper < 0 || first < 0 || upper >= height - 1 || first >= width - 1) {
        cell[to] = 1
        sum++
        squares++
        continue
      }
      const right = x - first
      const from = upper * width + first
      const value =
        1 -
        (((ink[from] ?? 0) * (1 - right) + (ink[from + 1] ?? 0) * right) * (1 - down) +
          ((ink[from + width] ?? 0) * (1 - right) + (ink[from + width + 1] ?? 0) * right) * down)
      cell[to] = value
      sum += value
      squares += value * value
    }
  }
  // templates have mean 0 and length 1: what is left to do for their correlation is to divide by the cell's own spread
  const spread = Math.sqrt(Math.max(0, squares - (sum * sum) / cell.length))
  const likeness = new Float32Array(glyphs.templates.length)
  if (spread < 1e-3) return likeness
  for (let which = 0; which < likeness.length; which++) {
    const template = glyphs.templates[which] ?? cell
    let product = 0
    for (let pixel = 0; pixel < cell.length; pixel++) product += (cell[pixel] ?? 0) * (template[pixel] ?? 0)
    likeness[which] = product / spread
  }
  return likeness
}

function bestOf(likeness: CellLikeness): number {
  let best = -1
  for (const value of likeness) if (value > best) best = value
  return best
}

/** A strip measured once, for lines of every length. */
export interface MeasuredStrip extends InkStrip {
  /** By the number of cells of a line, the likeliest rows of so many, best first. */
  readonly rows: ReadonlyMap<number, readonly Row[]>
}

/**
 * Below this a row is no OCR-B. Lines of 200 degraded zones reach 0.62 and 0.75, leaning ones the least; other print
 * comes to 0.7 and 0.74.
 */
const UNLIKELY = { roughly: 0.58, closely: 0.68 }
/** How much less likely than the best pitch another one may be and still be the right one. */
const NEARLY = 0.08

/**
 * `pitches` in pixels of the strip: a right one is among them, to a few percent. Null where no line of so many
 * characters is to be seen.
 */
export function measureStrip(
  glyphs: Glyphs,
  strip: Raster,
  pitches: readonly number[],
  counts: readonly number[],
): MeasuredStrip | null {
  const inked: InkStrip = { ink: inkOf(strip), width: strip.width, height: strip.height }
  const rowsOf = (pitch: number, asides: readonly number[]): [number, Row][] => {
    const track = trackOf(glyphs, inked, pitch, asides)
    return counts.flatMap((count): [number, Row][] => {
      const row = likeliestRow(track, strip.height, count)
      return row === null ? [] : [[count, row]]
    })
  }
  const best = (rows: readonly [number, Row][]): number =>
    rows.reduce((most, [, { likeness }]) => Math.max(most, likeness), 0)
  const rough = pitches.map((pitch) => ({ pitch, likeness: best(rowsOf(pitch, ROUGHLY)) }))
  const most = Math.max(...rough.map(({ likeness }) => likeness))
  if (most < UNLIKELY.roughly) return null
  const rows = rough
    .filter(({ likeness }) => likeness > most - NEARLY)
    .flatMap(({ pitch }) => rowsOf(pitch, CLOSELY))
    .filter(([, { likeness }]) => likeness >= UNLIKELY.closely)
  return rows.length === 0
    ? null
    : {
        ...inked,
        rows: new Map(
          counts.map((count) => [
            count,
            rows.flatMap(([of, row]) => (of === count ? [row] : [])).sort((a, b) => b.likeness - a.likeness),
          ]),
        ),
      }
}

/**
 * Cuts a strip into `count` cells: the likeliest rows of cells on its tracks, and what the other lines of the zone say;
 * then a dozen cells tell which small changes of the grid make the line most like OCR-B, and every cell may move by a
 * fraction of a pixel more.
 */
export function cellsOf(
  glyphs: Glyphs,
  strip: MeasuredStrip,
  count: number,
  others: readonly Grid[] = [],
): LineCells | null {
  const probes = Array.from({ length: 12 }, (_, at) => Math.round((at * (count - 1)) / 11))
  const score = (grid: Grid): number =>
    probes.reduce((sum, at) => sum + bestOf(likenessAt(glyphs, strip, grid, at, count)), 0)
  const rows = strip.rows.get(count) ?? []
  let [grid, best]: [Grid | null, number] = [null, -count]
  for (const start of [...rows.slice(0, 2).flatMap((row) => LEANS.map((lean) => ({ ...row.grid, lean }))), ...others]) {
    const value = score(start)
    if (value > best) [grid, best] = [start, value]
  }
  // a line in another type, or cut into a wrong number of cells, stays far below what any fitting would mend
  if (grid === null || best / probes.length < HOPELESS) return null
  const { pitch } = grid
  for (const size of [1, 0.5, 0.25])
    for (const by of [-1, 1, -2, 2]) {
      const move = by * size * pitch
      for (const change of [
        { start: grid.start + move * 0.1 },
        { pitch: grid.pitch + (move * 0.15) / count },
        { start: grid.start + move * 0.15, pitch: grid.pitch - (move * 0.15) / count },
        { middle: grid.middle + move * 0.06 },
        { bow: grid.bow + move * 0.12 },
        { climb: grid.climb + move * 0.1 },
        { lean: grid.lean + by * size * 0.06 },
        { stretch: grid.stretch * (1 + by * size * 0.04) },
      ]) {
        const moved: Grid = { ...grid, ...change }
        const value = score(moved)
        if (value > best) [grid, best] = [moved, value]
      }
    }
  const cells = Array.from({ length: count }, (_, at) => {
    let chosen = likenessAt(glyphs, strip, grid, at, count)
    for (const [dx, dy] of [
      [-0.07, 0],
      [0.07, 0],
      [0, -0.07],
      [0, 0.07],
    ] as const) {
      const moved = likenessAt(glyphs, strip, grid, at, count, dx, dy)
      if (bestOf(moved) > bestOf(chosen)) chosen = moved
    }
    return chosen
  })
  return { cells, likeness: cells.reduce((sum, cell) => sum + bestOf(cell), 0) / count, grid }
}

/** How letters may lean before the fitting, in their own height. */
const LEANS = [-0.36, -0.18, 0, 0.18, 0.36]

/** The likeliest of the characters allowed, and by how much it is likelier than the next of them. */
export function likeliest(cell: CellLikeness, allowed: string): { character: string; margin: number } {
  let [character, best, second] = ['<', -2, -2]
  for (const candidate of allowed) {
    const value = cell[MRZ_CHARACTERS.indexOf(candidate)] ?? -1
    if (value > best) [character, best, second] = [candidate, value, best]
    else if (value > second) second = value
  }
  return { character, margin: best - second }
}
