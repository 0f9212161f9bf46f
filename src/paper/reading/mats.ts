/** Between rasters and OpenCV's matrices. */
import { type Homography } from './geometry.ts'
import { type Mat, type OpenCv, withMats } from './opencv.ts'
import type { Raster } from './raster.ts'

/** A matrix with the raster's pixels; the caller deletes it. */
export function matOf(cv: OpenCv, raster: Raster): Mat {
  const mat = new cv.Mat(raster.height, raster.width, raster.channels === 1 ? cv.CV_8UC1 : cv.CV_8UC3)
  mat.data.set(raster.data)
  return mat
}

export const rasterOf = (mat: Mat, channels: 1 | 3): Raster => ({ data: mat.data.slice(), width: mat.cols, height: mat.rows, channels })

export function greyOf(cv: OpenCv, raster: Raster): Raster {
  if (raster.channels === 1) return raster
  return withMats((keep) => {
    const grey = keep(new cv.Mat())
    cv.cvtColor(keep(matOf(cv, raster)), grey, cv.COLOR_RGB2GRAY)
    return rasterOf(grey, 1)
  })
}

/** Smaller by averaging; never larger. */
export function shrunk(cv: OpenCv, raster: Raster, longSide: number): { raster: Raster; scale: number } {
  const scale = longSide / Math.max(raster.width, raster.height)
  if (scale >= 1) return { raster, scale: 1 }
  return withMats((keep) => {
    const to = keep(new cv.Mat())
    const size = new cv.Size(Math.max(1, Math.round(raster.width * scale)), Math.max(1, Math.round(raster.height * scale)))
    cv.resize(keep(matOf(cv, raster)), to, size, 0, 0, cv.INTER_AREA)
    return { raster: rasterOf(to, raster.channels), scale }
  })
}

/** What `map` (from source pixels to target pixels) makes of a raster; outside of it the nearest edge is repeated, or it is white. */
export function warped(cv: OpenCv, raster: Raster, map: Homography, width: number, height: number, outside: 'edge' | 'white' = 'edge'): Raster {
  return withMats((keep) => {
    const to = keep(new cv.Mat())
    const matrix = keep(cv.matFromArray(3, 3, cv.CV_64F, map))
    cv.warpPerspective(keep(matOf(cv, raster)), to, matrix, new cv.Size(width, height), cv.INTER_LINEAR, outside === 'edge' ? cv.BORDER_REPLICATE : cv.BORDER_CONSTANT, new cv.Scalar(255, 255, 255, 255))
    return rasterOf(to, raster.channels)
  })
}
