/**
 * Makes paper white where light, shadow or coffee made it darker: every channel is divided by the brightness of the
 * paper
 * around. Content narrower than a few millimetres (writing, stamps, lines) keeps its contrast to the paper. Larger dark
 * areas, such as a photograph, stay dark.
 */
import { matOf, rasterOf } from './mats.ts'
import { type OpenCv, withMats } from './opencv.ts'
import type { Raster } from './raster.ts'

/** The brightness of white paper. Below 255, so that noise is not clipped on one side only. */
const WHITE = 244
/** The largest gain, so that a photograph does not become white. */
const STRONGEST_GAIN = 2.4
/** Strokes up to this width are not taken for paper. */
const STROKE_MM = 5
/** The resolution at which light and shadow are measured. */
export const LIGHT_PIXELS_PER_MM = 2

/** The gain for each place of a page, row by row, with red, green and blue interleaved. */
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

/** The paper without the content on it. */
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
