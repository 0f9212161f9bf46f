/** Measures the slant of lines of writing: the angle at which ink forms the sharpest rows. */
import type { Homography } from './geometry.ts'
import { matOf, shrunk } from './mats.ts'
import { type OpenCv, withMats } from './opencv.ts'
import type { Raster } from './raster.ts'

const SEARCH_LONG_SIDE = 900
const MOST_POINTS = 30_000
const WIDEST_DEGREES = 16

/** The slant in degrees clockwise, −16 … 16; 0 when there are no lines. */
export function slantOf(cv: OpenCv, grey: Raster): number {
  const { raster } = shrunk(cv, grey, SEARCH_LONG_SIDE)
  const points = inkPoints(cv, raster)
  if (points.length < 2 * 200) return 0
  const height = Math.ceil(Math.hypot(raster.width, raster.height))
  const rows = new Float32Array(2 * height + 1)
  const sharpness = (degrees: number): number => {
    rows.fill(0)
    const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)]
    for (let at = 0; at < points.length; at += 2) {
      const row = Math.round(height + (points[at + 1] ?? 0) * cos - (points[at] ?? 0) * sin)
      rows[row] = (rows[row] ?? 0) + 1
    }
    let sum = 0
    for (let row = 1; row < rows.length; row++) sum += ((rows[row] ?? 0) - (rows[row - 1] ?? 0)) ** 2
    return sum
  }
  const best = (from: number, to: number, step: number): number => {
    let [chosen, highest] = [0, -1]
    for (let degrees = from; degrees <= to + 1e-9; degrees += step) {
      const value = sharpness(degrees)
      if (value > highest) [chosen, highest] = [degrees, value]
    }
    return chosen
  }
  const rough = best(-WIDEST_DEGREES, WIDEST_DEGREES, 0.5)
  const fine = best(rough - 0.5, rough + 0.5, 0.1)
  // When the best angle is hardly sharper than a wrong one, there are no lines.
  return sharpness(fine) < 1.15 * Math.max(sharpness(fine - 4), sharpness(fine + 4)) ? 0 : Number(fine.toFixed(1))
}

/** The coordinates of dark pixels, evenly thinned to a largest number. */
function inkPoints(cv: OpenCv, raster: Raster): Int16Array {
  const dark = withMats((keep) => {
    const to = keep(new cv.Mat())
    cv.adaptiveThreshold(keep(matOf(cv, raster)), to, 255, cv.ADAPTIVE_THRESH_MEAN_C, cv.THRESH_BINARY_INV, 31, 25)
    return to.data.slice()
  })
  let count = 0
  for (const value of dark) if (value !== 0) count++
  const every = Math.max(1, Math.ceil(count / MOST_POINTS))
  const points = new Int16Array(2 * Math.ceil(count / every))
  for (let at = 0, seen = 0, next = 0; at < dark.length; at++) {
    if (dark[at] === 0 || seen++ % every !== 0) continue
    points[next++] = at % raster.width
    points[next++] = Math.floor(at / raster.width)
  }
  return points
}

/** The map from mm to pixels that corrects the slant. The long side is assumed to be that of A4. */
export function turnedPicture(
  { width, height }: Raster,
  degrees: number,
): { place: Homography; widthMm: number; heightMm: number } {
  const scale = Math.max(width, height) / 297
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)]
  const [cx, cy] = [width / 2, height / 2]
  const [a, b] = [scale * cos, -scale * sin]
  return {
    place: [
      a,
      b,
      cx - a * (width / scale / 2) - b * (height / scale / 2),
      -b,
      a,
      cy + b * (width / scale / 2) - a * (height / scale / 2),
      0,
      0,
      1,
    ],
    widthMm: width / scale,
    heightMm: height / scale,
  }
}
