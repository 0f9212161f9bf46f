/** A line of a machine-readable zone cut into its equally wide cells, and what each cell looks like. */
import { CELL, type Glyphs, MRZ_CHARACTERS } from './mrz-glyphs.ts'
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

/** Where the ink of a line begins and ends, and its middle height, in pixels of the strip. */
interface Extent {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Dark minus paper, by what the strip itself shows: 0 paper … 1 ink. */
function inkOf({ data }: Raster): Float32Array {
  const sorted = Uint8Array.from(data).sort()
  const paper = sorted[Math.floor(sorted.length * 0.8)] ?? 255
  const ink = sorted[Math.floor(sorted.length * 0.04)] ?? 0
  const range = Math.max(12, paper - ink)
  return Float32Array.from(data, (value) => Math.max(0, Math.min(1, (paper - value) / range)))
}

function extentOf(ink: Float32Array, width: number, height: number): Extent | null {
  const rows = new Float32Array(height)
  const columns = new Float32Array(width)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const value = (ink[y * width + x] ?? 0) > 0.45 ? 1 : 0
      rows[y] = (rows[y] ?? 0) + value
      columns[x] = (columns[x] ?? 0) + value
    }
  const strongest = Math.max(...rows)
  const inRows = [...rows.keys()].filter((y) => (rows[y] ?? 0) > strongest * 0.25)
  const top = inRows[0]
  const bottom = inRows.at(-1)
  if (top === undefined || bottom === undefined || bottom - top < 6) return null
  const inColumns = [...columns.keys()].filter((x) => (columns[x] ?? 0) >= Math.max(2, (bottom - top) * 0.12))
  const left = inColumns[0]
  const right = inColumns.at(-1)
  return left === undefined || right === undefined || right - left < 40 ? null : { left, right: right + 1, top, bottom: bottom + 1 }
}

export interface Grid {
  /** Left edge of the first cell, pitch and middle height, pixels of the strip. */
  readonly start: number
  readonly pitch: number
  readonly middle: number
  /** How far perspective pushes the middle of the line along it, and how far the line climbs from end to end. */
  readonly bow: number
  readonly climb: number
  /** How far letters lean, in their own height, and how much higher they are than in the type: perspective does both. */
  readonly lean: number
  readonly stretch: number
}

/** A strip as ink, with room around. */
interface InkStrip {
  readonly ink: Float32Array
  readonly width: number
  readonly height: number
}

/** The cell at a place of the grid, sampled bilinearly (outside there is paper), against every template. */
function likenessAt(glyphs: Glyphs, { ink, width, height }: InkStrip, grid: Grid, at: number, count: number, dx = 0, dy = 0): CellLikeness {
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
      const value = 1 - (((ink[from] ?? 0) * (1 - right) + (ink[from + 1] ?? 0) * right) * (1 - down) + ((ink[from + width] ?? 0) * (1 - right) + (ink[from + width + 1] ?? 0) * right) * down)
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

export interface Hints {
  /** Pixels of the strip; null where the extent of the ink tells it. */
  readonly pitch?: number | null
  /** How the other lines of the zone were cut: this one lies just so. */
  readonly others?: readonly Grid[]
}

/**
 * Cuts a strip into `count` cells. Ink gives the pitch to a few percent; then a dozen cells tell which small changes of the grid make the line most
 * like OCR-B, and every cell may move by a fraction of a pixel more.
 */
export function cellsOf(glyphs: Glyphs, strip: Raster, count: number, { pitch: known = null, others = [] }: Hints = {}): LineCells | null {
  const { width, height } = strip
  const inked: InkStrip = { ink: inkOf(strip), width, height }
  const extent = extentOf(inked.ink, width, height)
  if (extent === null) return null
  const probes = Array.from({ length: 12 }, (_, at) => Math.round((at * (count - 1)) / 11))
  const score = (grid: Grid): number => probes.reduce((sum, at) => sum + bestOf(likenessAt(glyphs, inked, grid, at, count)), 0)
  let [grid, best]: [Grid | null, number] = [null, -count]
  const starts = known === null ? beginnings(extent, count) : anywhere(strip, count, known)
  for (const start of [...starts, ...others, ...others.map((other) => ({ ...other, middle: (extent.top + extent.bottom) / 2 }))]) {
    const value = score(start)
    if (value > best) [grid, best] = [start, value]
  }
  // a line in another type, or cut into a wrong number of cells, stays far below what any fitting would mend
  if (grid === null || best / probes.length < HOPELESS) return null
  const { pitch } = grid
  for (const size of known === null ? [1, 0.5, 0.25] : [2, 1, 1, 0.5, 0.25])
    for (const by of [-1, 1, -2, 2]) {
      const move = by * size * pitch
      for (const change of [{ start: grid.start + move * 0.1 }, { pitch: grid.pitch + (move * 0.15) / count }, { start: grid.start + move * 0.15, pitch: grid.pitch - (move * 0.15) / count }, { middle: grid.middle + move * 0.06 }, { bow: grid.bow + move * 0.12 }, { climb: grid.climb + move * 0.1 }, { lean: grid.lean + by * size * 0.06 }, { stretch: grid.stretch * (1 + by * size * 0.04) }]) {
        const moved: Grid = { ...grid, ...change }
        const value = score(moved)
        if (value > best) [grid, best] = [moved, value]
      }
    }
  const cells = Array.from({ length: count }, (_, at) => {
    let chosen = likenessAt(glyphs, inked, grid, at, count)
    for (const [dx, dy] of [[-0.07, 0], [0.07, 0], [0, -0.07], [0, 0.07]] as const) {
      const moved = likenessAt(glyphs, inked, grid, at, count, dx, dy)
      if (bestOf(moved) > bestOf(chosen)) chosen = moved
    }
    return chosen
  })
  return { cells, likeness: cells.reduce((sum, cell) => sum + bestOf(cell), 0) / count, grid }
}

/** Where the fitting begins when only the pitch is known, to a few percent: every third of a character. */
function anywhere({ width, height }: Raster, count: number, rough: number): Grid[] {
  return [0.96, 0.98, 1, 1.02, 1.04].flatMap((share) => {
    const pitch = rough * share
    const places = Math.max(1, Math.floor((width - count * pitch) / (pitch / 3)))
    return Array.from({ length: places }, (_, at): Grid => ({ start: (at * pitch) / 3, pitch, middle: height / 2, bow: 0, climb: 0, lean: 0, stretch: 1 }))
  })
}

/** Where the fitting begins: the ink's extent as it is, or less a blot at either end; letters upright or leaning. */
function beginnings({ left, right, top, bottom }: Extent, count: number): Grid[] {
  const rough = (right - left) / count
  return [0, 1, 2].flatMap((fewerLeft) =>
    [0, 1, 2].flatMap((fewerRight) => {
      if (fewerLeft + fewerRight > 2) return []
      // first and last character leave about a sixth of a pitch free on their outer sides
      const pitch = (right - left - (fewerLeft + fewerRight) * rough) / (count - 0.32)
      return [-0.36, -0.18, 0, 0.18, 0.36].map((lean): Grid => ({ start: left + fewerLeft * rough - pitch * 0.16, pitch, middle: (top + bottom) / 2, bow: 0, climb: 0, lean, stretch: 1 }))
    }),
  )
}

/** The same line cut into more cells: those of a shorter cut that fits may be any run of a longer line's. */
export function withMoreCells({ start, pitch, middle, bow, climb, ...rest }: Grid, count: number, wanted: number): Grid[] {
  // places along the line as a polynomial of the cell's number, then counted from a cell further left
  const bend = (-4 * bow) / (count - 1) ** 2
  const step = pitch - bend * (count - 1)
  return Array.from({ length: wanted - count + 1 }, (_, before): Grid => {
    const wider = (-bend * (wanted - 1) ** 2) / 4
    return { ...rest, start: start - step * before + bend * before ** 2, pitch: step - 2 * bend * before - (4 * wider) / (wanted - 1), middle: middle + climb * (((wanted - 1) / 2 - before) / (count - 1) - 0.5), bow: wider, climb: (climb * (wanted - 1)) / (count - 1) }
  })
}

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
