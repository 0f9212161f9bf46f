/**
 * Paper made white, wherever light, shadow or coffee made it darker: every channel is divided by what the paper around would give. What is
 * narrower than a few millimetres (writing, stamps, lines) stays as dark against the paper as it was; larger dark areas (a photograph) keep their darkness.
 */
import { matOf, rasterOf } from './mats.ts'
import { type OpenCv, withMats } from './opencv.ts'
import type { Raster } from './raster.ts'

/** What paper becomes. Below 255, so that its grain is not cut off on one side only. */
export const WHITE = 244
/** Nothing is made brighter than so many times: a photograph must not turn into paper. */
const STRONGEST_GAIN = 2.4
/** Strokes up to this width are no paper. */
const STROKE_MM = 5

export function whitened(cv: OpenCv, page: Raster, pixelsPerMm: number): Raster {
  const paper = paperOf(cv, page, pixelsPerMm)
  const { width, height, channels } = page
  const data = new Uint8Array(page.data.length)
  const columns = Array.from({ length: width }, (_, x) => Math.max(0, Math.min(paper.width - 1.001, ((x + 0.5) * paper.width) / width - 0.5)))
  const gains = gainsOf(paper)
  const row = new Float32Array(paper.width * channels)
  for (let y = 0, at = 0; y < height; y++) {
    const from = Math.max(0, Math.min(paper.height - 1.001, ((y + 0.5) * paper.height) / height - 0.5))
    const [top, part] = [Math.floor(from), from - Math.floor(from)]
    const [upper, lower] = [top * row.length, Math.min(paper.height - 1, top + 1) * row.length]
    for (let cell = 0; cell < row.length; cell++) row[cell] = (gains[upper + cell] ?? 1) * (1 - part) + (gains[lower + cell] ?? 1) * part
    for (let x = 0; x < width; x++) {
      const column = columns[x] ?? 0
      const left = Math.floor(column)
      const right = column - left
      for (let channel = 0, cell = left * channels; channel < channels; channel++, cell++, at++) {
        const value = (page.data[at] ?? 0) * ((row[cell] ?? 1) * (1 - right) + (row[cell + channels] ?? 1) * right)
        data[at] = value > 255 ? 255 : value
      }
    }
  }
  return { ...page, data }
}

function gainsOf(paper: Raster): Float32Array {
  return Float32Array.from(paper.data, (value) => Math.min(STRONGEST_GAIN, WHITE / Math.max(1, value)))
}

/** The paper without what stands on it, at two pixels a millimetre. */
function paperOf(cv: OpenCv, page: Raster, pixelsPerMm: number): Raster {
  return withMats((keep) => {
    const small = keep(new cv.Mat())
    const size = new cv.Size(Math.max(2, Math.round((page.width / pixelsPerMm) * 2)), Math.max(2, Math.round((page.height / pixelsPerMm) * 2)))
    cv.resize(keep(matOf(cv, page)), small, size, 0, 0, cv.INTER_AREA)
    const closed = keep(new cv.Mat())
    const side = 2 * Math.round(STROKE_MM) + 1
    cv.morphologyEx(small, closed, cv.MORPH_CLOSE, keep(cv.Mat.ones(side, side, cv.CV_8U)))
    const smooth = keep(new cv.Mat())
    cv.GaussianBlur(closed, smooth, new cv.Size(0, 0), 2)
    return rasterOf(smooth, page.channels)
  })
}
