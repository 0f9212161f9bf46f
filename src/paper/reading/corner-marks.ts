/** Solid dark squares on a picture: candidates for a form's corner marks, whatever their place and turn. */
import type { Point } from './geometry.ts'
import { matOf, shrunk } from './mats.ts'
import { type OpenCv, withMats } from './opencv.ts'
import type { Raster } from './raster.ts'

export interface DarkSquare {
  /** In pixels of the picture given. */
  readonly centre: Point
  readonly side: number
  /** Share of its smallest surrounding rectangle that is dark: 1 for a perfect square. */
  readonly fill: number
}

/** Marks are looked for at this size: 6 mm are some 20 pixels. */
const SEARCH_LONG_SIDE = 1300
/** A mark of 6 mm on a page of 297 mm that fills between half and all of the picture's long side. */
const SMALLEST = 0.008
const LARGEST = 0.035

/**
 * `contrasts`: darker than the surroundings by so many levels. Strict ones part a mark from the rim of a stain that
 * crosses it; mild ones find it in a shadow.
 */
export function darkSquares(cv: OpenCv, grey: Raster, contrasts: readonly number[]): DarkSquare[] {
  const { raster, scale } = shrunk(cv, grey, SEARCH_LONG_SIDE)
  const long = Math.max(raster.width, raster.height)
  const found: DarkSquare[] = []
  withMats((keep) => {
    const image = keep(matOf(cv, raster))
    const dark = keep(new cv.Mat())
    // surroundings three times a mark's width, so that a mark does not drown itself
    const block = 2 * Math.round(long * 0.035) + 1
    for (const contrast of contrasts) {
      cv.adaptiveThreshold(image, dark, 255, cv.ADAPTIVE_THRESH_MEAN_C, cv.THRESH_BINARY_INV, block, contrast)
      const contours = keep(new cv.MatVector())
      cv.findContours(dark, contours, keep(new cv.Mat()), cv.RETR_LIST, cv.CHAIN_APPROX_SIMPLE)
      for (let at = 0; at < contours.size(); at++) {
        const contour = keep(contours.get(at))
        const area = cv.contourArea(contour)
        if (area < (SMALLEST * long) ** 2 * 0.7 || area > (LARGEST * long) ** 2) continue
        const { center, size } = cv.minAreaRect(contour)
        const side = Math.sqrt(size.width * size.height)
        const fill = area / (size.width * size.height)
        const slender = Math.max(size.width, size.height) / Math.min(size.width, size.height)
        if (fill < 0.78 || slender > 1.45 || side < SMALLEST * long || side > LARGEST * long) continue
        if (!isSolid(raster, center, side)) continue
        // pixel centres are at whole numbers here, edges at halves
        found.push({
          centre: { x: (center.x + 0.5) / scale - 0.5, y: (center.y + 0.5) / scale - 0.5 },
          side: (side + 1) / scale,
          fill,
        })
      }
    }
  })
  return distinct(found)
}

/** Dark inside and paler around, also at the middle: a frame or a letter in a box is not solid. */
function isSolid({ data, width, height }: Raster, centre: Point, side: number): boolean {
  const at = (dx: number, dy: number): number => {
    const x = Math.max(0, Math.min(width - 1, Math.round(centre.x + dx)))
    const y = Math.max(0, Math.min(height - 1, Math.round(centre.y + dy)))
    return data[y * width + x] ?? 255
  }
  const inner = [-0.25, 0, 0.25].flatMap((dx) => [-0.25, 0, 0.25].map((dy) => at(dx * side, dy * side)))
  const outer = Array.from({ length: 16 }, (_, step) =>
    at(0.95 * side * Math.cos((step * Math.PI) / 8), 0.95 * side * Math.sin((step * Math.PI) / 8)),
  ).sort((a, b) => a - b)
  const paper = outer[8] ?? 0
  const mean = inner.reduce((sum, value) => sum + value, 0) / inner.length
  return mean < paper * 0.72 && Math.max(...inner) - mean < (paper - mean) * 0.6
}

/** The same square found at several contrasts is one: the fullest. */
function distinct(found: readonly DarkSquare[]): DarkSquare[] {
  const kept: DarkSquare[] = []
  for (const square of [...found].sort((a, b) => b.fill - a.fill))
    if (!kept.some(({ centre, side }) => Math.hypot(centre.x - square.centre.x, centre.y - square.centre.y) < side / 2))
      kept.push(square)
  return kept
}
