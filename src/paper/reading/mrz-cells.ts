/** Cuts a line of a machine-readable zone into cells, and measures the similarity of each cell to every character. */
import { CELL, type Glyphs, MRZ_CHARACTERS } from './mrz-glyphs.ts'
import type { Grid, InkStrip } from './mrz-grid.ts'
import { CLOSELY, likeliestRow, ROUGHLY, type Row, trackOf } from './mrz-track.ts'
import type { Raster } from './raster.ts'

/** The similarity of a cell to each of the 37 characters, −1 … 1, in the order of MRZ_CHARACTERS. */
export type CellLikeness = Float32Array

export interface LineCells {
  readonly cells: readonly CellLikeness[]
  /** The mean of the best likeness of each cell: how much this looks like a line of a zone. */
  readonly likeness: number
  /** How the line was cut. */
  readonly grid: Grid
  /** There is another character before the first or after the last cell, so the line is longer than assumed. */
  readonly goesOn: boolean
}

/** The least likeness of the first rough cut: correct ones reach 0.6 and more, other type 0.45. */
const HOPELESS = 0.4

/** The ink of a strip, from 0 (paper) to 1, relative to the brightness of the strip itself. */
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

/** Compares the cell at a place of the grid with every template. It is sampled bilinearly; outside there is paper. */
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
  // Templates have mean 0 and length 1, so the correlation needs only a division by the spread of the cell.
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

/** A strip that was measured for lines of every length. */
export interface MeasuredStrip extends InkStrip {
  /** The most likely rows for each number of cells, best first. */
  readonly rows: ReadonlyMap<number, readonly Row[]>
}

/**
 * Below these a row is not OCR-B. Lines of 200 degraded zones reach 0.62 and 0.75, slanted ones least; other print
 * reaches 0.7 and 0.74.
 */
const UNLIKELY = { roughly: 0.58, closely: 0.68 }
/** How much less likely than the best pitch the correct one may be. */
const NEARLY = 0.08

/**
 * `pitches` are in pixels of the strip; one of them must be correct within a few percent. Null when no line of one of
 * the
 * lengths is visible.
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
 * Cuts a strip into `count` cells. It starts with the most likely rows of its tracks and the grids of other lines. Then
 * twelve cells decide which small changes of the grid improve the likeness to OCR-B. Finally each cell may move by a
 * fraction of a pixel.
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
  // A line in another type or with another number of cells is too unlikely for any fitting to help.
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
  const found = grid
  return {
    cells,
    likeness: cells.reduce((sum, cell) => sum + bestOf(cell), 0) / count,
    grid,
    goesOn: [-1, count].some((at) => isCharacter(glyphs, strip, found, at, count)),
  }
}

/** A cell beside a line holds a character from this likeness, and this ink relative to the cells of the line. */
const BESIDE = { likeness: 0.62, ink: 0.4 }

function isCharacter(glyphs: Glyphs, strip: InkStrip, grid: Grid, at: number, count: number): boolean {
  if (bestOf(likenessAt(glyphs, strip, grid, at, count)) < BESIDE.likeness) return false
  const usual = Array.from({ length: count }, (_, cell) => inkAt(strip, grid, cell, count)).sort((a, b) => a - b)
  // The median of a line of fillers is that of a filler.
  return inkAt(strip, grid, at, count) >= BESIDE.ink * (usual[count >> 1] ?? 0)
}

/** The mean ink of a cell, 0 outside the strip. */
function inkAt({ ink, width, height }: InkStrip, grid: Grid, at: number, count: number): number {
  const share = at / (count - 1)
  const left = grid.start + at * grid.pitch + grid.bow * 4 * share * (1 - share)
  const top = grid.middle + grid.climb * (share - 0.5) - grid.pitch * 0.6
  let [sum, of] = [0, 0]
  for (let y = Math.round(top); y < top + grid.pitch * 1.2; y++)
    for (let x = Math.round(left); x < left + grid.pitch; x++, of++)
      if (x >= 0 && y >= 0 && x < width && y < height) sum += ink[y * width + x] ?? 0
  return of === 0 ? 0 : sum / of
}

/** The slants that are tried before the fitting, relative to the height of letters. */
const LEANS = [-0.36, -0.18, 0, 0.18, 0.36]

/** The most likely of the allowed characters, and its margin over the next one. */
export function likeliest(cell: CellLikeness, allowed: string): { character: string; margin: number } {
  let [character, best, second] = ['<', -2, -2]
  for (const candidate of allowed) {
    const value = cell[MRZ_CHARACTERS.indexOf(candidate)] ?? -1
    if (value > best) [character, best, second] = [candidate, value, best]
    else if (value > second) second = value
  }
  return { character, margin: best - second }
}
