/** The 37 characters of a machine-readable zone in OCR-B (ISO 1073-2), as templates for the cells of a line. */
import { fileURLToPath } from 'node:url'
import { createCanvas, GlobalFonts } from '@napi-rs/canvas'

export const MRZ_CHARACTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<'
/** The size of a cell in pixels; it is one pitch wide. */
export const CELL = { width: 16, height: 22 } as const

/** Half the resolution, for following a line. */
export const COARSE = { width: 8, height: 11 } as const

export interface Glyphs {
  /** For each character a cell with mean 0 and length 1, so that the product of two cells is their correlation. */
  readonly templates: readonly Float32Array[]
  /** The same at the size of COARSE. */
  readonly coarse: readonly Float32Array[]
}

const FAMILY = 'OCR-B zone'
/** The advance and the cap height of the font in em. */
const ADVANCE = 0.723
const CAP_HEIGHT = 0.701

/** Takes about 10 ms; needed once per thread. */
export function openGlyphs(): Glyphs {
  if (!GlobalFonts.has(FAMILY))
    GlobalFonts.registerFromPath(
      `${fileURLToPath(new URL('../../../resources/fonts/', import.meta.url))}ocr-b/OCRB.otf`,
      FAMILY,
    )
  const size = CELL.width / ADVANCE
  const templates = [...MRZ_CHARACTERS].map((character) => {
    const canvas = createCanvas(CELL.width, CELL.height)
    const context = canvas.getContext('2d')
    context.fillStyle = '#ffffff'
    context.fillRect(0, 0, CELL.width, CELL.height)
    context.fillStyle = '#000000'
    context.font = `${String(size)}px "${FAMILY}"`
    context.fillText(character, 0, CELL.height / 2 + (CAP_HEIGHT * size) / 2)
    const { data } = context.getImageData(0, 0, CELL.width, CELL.height)
    return normalised(blurred(Float32Array.from({ length: CELL.width * CELL.height }, (_, at) => data[at * 4] ?? 255)))
  })
  return { templates, coarse: templates.map(coarsened) }
}

/** Blurs a cell, because scans are never as sharp as an outline. */
function blurred(cell: Float32Array): Float32Array {
  const { width, height } = CELL
  return cell.map((_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)]
    let [sum, weight] = [0, 0]
    for (let dy = -1; dy <= 1; dy++)
      for (let dx = -1; dx <= 1; dx++) {
        const by = (dx === 0 ? 2 : 1) * (dy === 0 ? 2 : 1)
        const inside = x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height
        sum += by * (inside ? (cell[(y + dy) * width + x + dx] ?? 255) : 255)
        weight += by
      }
    return sum / weight
  })
}

/** Mean 0 and length 1; all zero for a cell of one shade. */
function normalised(cell: Float32Array): Float32Array {
  const mean = cell.reduce((sum, value) => sum + value, 0) / cell.length
  const length = Math.sqrt(cell.reduce((sum, value) => sum + (value - mean) ** 2, 0))
  return length < 1e-3 ? new Float32Array(cell.length) : cell.map((value) => (value - mean) / length)
}

function coarsened(cell: Float32Array): Float32Array {
  const at = (x: number, y: number): number => cell[y * CELL.width + x] ?? 0
  return normalised(
    Float32Array.from({ length: COARSE.width * COARSE.height }, (_, to) => {
      const [x, y] = [2 * (to % COARSE.width), 2 * Math.floor(to / COARSE.width)]
      return (at(x, y) + at(x + 1, y) + at(x, y + 1) + at(x + 1, y + 1)) / 4
    }),
  )
}
