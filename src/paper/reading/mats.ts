/** Converts between rasters and OpenCV's matrices, and processes rasters with OpenCV. */
import { type Homography } from './geometry.ts'
import { type Mat, type OpenCv, withMats } from './opencv.ts'
import type { Raster } from './raster.ts'

/** A matrix with the pixels of a raster. The caller must delete it. */
export function matOf(cv: OpenCv, raster: Raster): Mat {
  const mat = new cv.Mat(raster.height, raster.width, raster.channels === 1 ? cv.CV_8UC1 : cv.CV_8UC3)
  mat.data.set(raster.data)
  return mat
}

export const rasterOf = (mat: Mat, channels: 1 | 3): Raster => ({
  data: mat.data.slice(),
  width: mat.cols,
  height: mat.rows,
  channels,
})

/** With the usual weights of ITU-R BT.601. */
export function greyOf(raster: Raster): Raster {
  if (raster.channels === 1) return raster
  const { data: from, width, height } = raster
  const data = new Uint8Array(width * height)
  for (let at = 0, to = 0; to < data.length; at += 3, to++)
    data[to] = (77 * (from[at] ?? 0) + 150 * (from[at + 1] ?? 0) + 29 * (from[at + 2] ?? 0) + 128) >> 8
  return { data, width, height, channels: 1 }
}

/**
 * The red channel. Coffee, rubber stamps and the tinted background of documents leave most of it, black ink nothing.
 */
export function redOf(raster: Raster): Raster {
  if (raster.channels === 1) return raster
  const data = new Uint8Array(raster.width * raster.height)
  for (let at = 0; at < data.length; at++) data[at] = raster.data[3 * at] ?? 0
  return { data, width: raster.width, height: raster.height, channels: 1 }
}

/** The brightness of paper after its background was divided out. */
const WHITE = 235

/**
 * Keeps strokes only: every place is divided by a morphological closing wider than `widestStroke` (odd, in pixels).
 * This
 * removes blots, portraits and shadows with their edges, even sharp ones. Strokes on them stay as dark as on paper.
 */
export function withoutGround(cv: OpenCv, plane: Raster, widestStroke: number): Raster {
  return withMats((keep) => {
    const from = keep(matOf(cv, plane))
    // Without smoothing, the closing would follow the peaks of noise.
    const smooth = keep(new cv.Mat())
    cv.GaussianBlur(from, smooth, new cv.Size(0, 0), 1.2)
    const ground = keep(new cv.Mat())
    cv.morphologyEx(smooth, ground, cv.MORPH_CLOSE, keep(cv.Mat.ones(widestStroke, widestStroke, cv.CV_8U)))
    const ink = keep(new cv.Mat())
    cv.divide(from, ground, ink, WHITE)
    return rasterOf(ink, 1)
  })
}

/**
 * Shrinks by an integer factor, by averaging pixels. A remainder at the right and lower edge is dropped.
 */
export function boxShrunk(raster: Raster, factor: number): Raster {
  const { data: from, channels } = raster
  const [width, height] = [Math.floor(raster.width / factor), Math.floor(raster.height / factor)]
  if (factor <= 1 || width < 2 || height < 2) return raster
  const data = new Uint8Array(width * height * channels)
  const stride = raster.width * channels
  const reach = factor * channels
  const share = 1 / (factor * factor)
  for (let y = 0, to = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let channel = 0; channel < channels; channel++, to++) {
        let sum = 0
        const first = y * factor * stride + x * reach + channel
        for (let row = first; row < first + factor * stride; row += stride)
          for (let at = row; at < row + reach; at += channels) sum += from[at] ?? 0
        data[to] = sum * share
      }
  return { data, width, height, channels }
}

/** Shrinks by averaging; never enlarges. */
export function shrunk(cv: OpenCv, raster: Raster, longSide: number): { raster: Raster; scale: number } {
  const scale = longSide / Math.max(raster.width, raster.height)
  if (scale >= 1) return { raster, scale: 1 }
  return withMats((keep) => {
    const to = keep(new cv.Mat())
    const size = new cv.Size(
      Math.max(1, Math.round(raster.width * scale)),
      Math.max(1, Math.round(raster.height * scale)),
    )
    cv.resize(keep(matOf(cv, raster)), to, size, 0, 0, cv.INTER_AREA)
    return { raster: rasterOf(to, raster.channels), scale }
  })
}

/**
 * Transforms a raster by `map` (from source pixels to target pixels). Outside of the source the nearest edge is
 * repeated,
 * or it is white.
 */
export function warped(
  cv: OpenCv,
  raster: Raster,
  map: Homography,
  width: number,
  height: number,
  outside: 'edge' | 'white' = 'edge',
): Raster {
  return withMats((keep) => {
    const to = keep(new cv.Mat())
    const matrix = keep(cv.matFromArray(3, 3, cv.CV_64F, map))
    cv.warpPerspective(
      keep(matOf(cv, raster)),
      to,
      matrix,
      new cv.Size(width, height),
      cv.INTER_LINEAR,
      outside === 'edge' ? cv.BORDER_REPLICATE : cv.BORDER_CONSTANT,
      new cv.Scalar(255, 255, 255, 255),
    )
    return rasterOf(to, raster.channels)
  })
}
