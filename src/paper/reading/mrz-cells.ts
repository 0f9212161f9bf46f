/** A line of a machine-readable zone cut into its equally wide cells, and what each cell looks like. */
import { CELL, type Glyphs, MRZ_CHARACTERS, normalised } from './mrz-glyphs.ts'
import type { Raster } from './raster.ts'

/** How alike each of the 37 characters a cell is, −1 … 1, in the order of MRZ_CHARACTERS. */
export type CellLikeness = Float32Array

export interface LineCells {
  readonly cells: readonly CellLikeness[]
  /** Mean of the best likeness of each cell: how much this looks like a zone's line of so many characters. */
  readonly likeness: number
}

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

/** Bilinear sample; outside there is paper. */
function sample(ink: Float32Array, width: number, height: number, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) return 0
  const [right, down] = [x - left, y - top]
  const at = top * width + left
  return ((ink[at] ?? 0) * (1 - right) + (ink[at + 1] ?? 0) * right) * (1 - down) + ((ink[at + width] ?? 0) * (1 - right) + (ink[at + width + 1] ?? 0) * right) * down
}

interface Grid {
  /** Left edge of the first cell, pitch and middle height, pixels of the strip; how much the line climbs per pixel. */
  readonly start: number
  readonly pitch: number
  readonly middle: number
}

function likenessOf(glyphs: Glyphs, ink: Float32Array, width: number, height: number, left: number, middle: number, pitch: number): CellLikeness {
  const step = pitch / CELL.width
  const cell = new Float32Array(CELL.width * CELL.height)
  for (let y = 0, at = 0; y < CELL.height; y++) for (let x = 0; x < CELL.width; x++, at++) cell[at] = 1 - sample(ink, width, height, left + (x + 0.5) * step - 0.5, middle + (y + 0.5 - CELL.height / 2) * step - 0.5)
  const wanted = normalised(cell)
  return Float32Array.from(glyphs.templates, (template) => {
    let sum = 0
    for (let at = 0; at < wanted.length; at++) sum += (wanted[at] ?? 0) * (template[at] ?? 0)
    return sum
  })
}

const bestOf = (likeness: CellLikeness): number => Math.max(...likeness)

/**
 * Cuts a strip into `count` cells. Ink gives the pitch to a few percent; then every tenth cell tells which small shift of start, pitch and height
 * makes the line most like OCR-B, and every cell may move by a fraction of a pixel more.
 */
export function cellsOf(glyphs: Glyphs, strip: Raster, count: number): LineCells | null {
  const ink = inkOf(strip)
  const { width, height } = strip
  const extent = extentOf(ink, width, height)
  if (extent === null) return null
  // first and last character leave about a sixth of a pitch free on their outer sides
  const first = (extent.right - extent.left) / (count - 0.32)
  const middle = (extent.top + extent.bottom) / 2
  const probes = Array.from({ length: 10 }, (_, at) => Math.round((at * (count - 1)) / 9))
  const score = ({ start, pitch, middle: at }: Grid): number => probes.reduce((sum, cell) => sum + bestOf(likenessOf(glyphs, ink, width, height, start + cell * pitch, at, pitch)), 0)
  let grid: Grid = { start: extent.left - first * 0.16, pitch: first, middle }
  let best = score(grid)
  for (const size of [1, 0.5, 0.2]) {
    for (const by of [-2, -1, 1, 2]) {
      const moves: Grid[] = [
        { ...grid, start: grid.start + by * size * first * 0.12 },
        // the far end moves, the near one stays; and the other way round
        { ...grid, pitch: grid.pitch + (by * size * first * 0.18) / count },
        { ...grid, start: grid.start + by * size * first * 0.18, pitch: grid.pitch - (by * size * first * 0.18) / count },
        { ...grid, middle: grid.middle + by * size * first * 0.06 },
      ]
      for (const moved of moves) {
        const value = score(moved)
        if (value > best) [grid, best] = [moved, value]
      }
    }
  }
  const cells = Array.from({ length: count }, (_, cell) => {
    let chosen = likenessOf(glyphs, ink, width, height, grid.start + cell * grid.pitch, grid.middle, grid.pitch)
    for (const [dx, dy] of [[-0.07, 0], [0.07, 0], [0, -0.07], [0, 0.07]] as const) {
      const moved = likenessOf(glyphs, ink, width, height, grid.start + (cell + dx) * grid.pitch, grid.middle + dy * grid.pitch, grid.pitch)
      if (bestOf(moved) > bestOf(chosen)) chosen = moved
    }
    return chosen
  })
  return { cells, likeness: cells.reduce((sum, cell) => sum + bestOf(cell), 0) / count }
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
