/** Finds solid dark squares on a picture: candidates for the corner marks of a form, in any place and orientation. */
import type { Point } from './geometry.ts'
import { matOf, shrunk } from './mats.ts'
import { type OpenCv, withMats } from './opencv.ts'
import type { Raster } from './raster.ts'

export interface DarkSquare {
  /** In pixels of the picture given. */
  readonly centre: Point
  readonly side: number
  /** The dark share of its smallest surrounding rectangle: 1 for a perfect square. */
  readonly fill: number
}

/** Marks are searched at this size, where 6 mm are about 20 pixels. */
const SEARCH_LONG_SIDE = 1300
/** The size of a mark of 6 mm, when a page of 297 mm fills between half and all of the picture's long side. */
const SMALLEST = 0.008
const LARGEST = 0.035

/**
 * `contrasts` state how many levels a mark is darker than its surroundings. High ones separate a mark from the rim of a
 * stain that crosses it; low ones find it in a shadow.
 */
export function darkSquares(cv: OpenCv, grey: Raster, contrasts: readonly number[]): DarkSquare[] {
  const { raster, scale } = shrunk(cv, grey, SEARCH_LONG_SIDE)
  const long = Math.max(raster.width, raster.height)
  const found: DarkSquare[] = []
  withMats((keep) => {
    const image = keep(matOf(cv, raster))
    const dark = keep(new cv.Mat())
    // The surroundings are three times as wide as a mark, so that the mark itself does not dominate them.
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
        // Pixel centres have integer coordinates here, and edges have halves.
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

/** Dark inside, also in the middle, and brighter around: a frame or a letter in a box is not solid. */
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

/** Of the same square found at several contrasts, keeps the most solid one. */
function distinct(found: readonly DarkSquare[]): DarkSquare[] {
  const kept: DarkSquare[] = []
  for (const square of [...found].sort((a, b) => b.fill - a.fill))
    if (!kept.some(({ centre, side }) => Math.hypot(centre.x - square.centre.x, centre.y - square.centre.y) < side / 2))
      kept.push(square)
  return kept
}
