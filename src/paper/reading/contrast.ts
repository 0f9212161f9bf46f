/**
 * Paper made white, wherever light, shadow or coffee made it darker: every channel is divided by what the paper around
 * would give. What is narrower than a few millimetres (writing, stamps, lines) stays as dark against the paper as it
 * was; larger dark areas (a photograph) keep their darkness.
 */
import { matOf, rasterOf } from './mats.ts'
import { type OpenCv, withMats } from './opencv.ts'
import type { Raster } from './raster.ts'

/** What paper becomes. Below 255, so that its grain is not cut off on one side only. */
const WHITE = 244
/** Nothing is made brighter than so many times: a photograph must not turn into paper. */
const STRONGEST_GAIN = 2.4
/** Strokes up to this width are no paper. */
const STROKE_MM = 5
/** Light and shadow are measured this fine. */
export const LIGHT_PIXELS_PER_MM = 2

/** By what each place of a page is multiplied, row by row, red, green and blue interleaved. */
export interface Gains {
  readonly data: Float32Array
  readonly width: number
  readonly height: number
}

/** `page` is the straight page at LIGHT_PIXELS_PER_MM. */
export function whiteningGains(cv: OpenCv, page: Raster): Gains {
  const paper = paperOf(cv, page)
  const table = Float32Array.from({ length: 256 }, (_, value) => Math.min(STRONGEST_GAIN, WHITE / Math.max(1, value)))
  const data = new Float32Array(paper.data.length)
  for (let at = 0; at < data.length; at++) data[at] = table[paper.data[at] ?? 255] ?? 1
  return { data, width: paper.width, height: paper.height }
}

/** The paper without what stands on it. */
function paperOf(cv: OpenCv, page: Raster): Raster {
  return withMats((keep) => {
    const closed = keep(new cv.Mat())
    const side = STROKE_MM * LIGHT_PIXELS_PER_MM + 1
    cv.morphologyEx(keep(matOf(cv, page)), closed, cv.MORPH_CLOSE, keep(cv.Mat.ones(side, side, cv.CV_8U)))
    const smooth = keep(new cv.Mat())
    cv.GaussianBlur(closed, smooth, new cv.Size(0, 0), LIGHT_PIXELS_PER_MM)
    return rasterOf(smooth, page.channels)
  })
}
