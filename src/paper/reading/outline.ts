/** Finds the outline of a sheet on a darker background, for papers without our marks. */
import { distance, homographyOf, type Homography, isConvex, type Point, type Quad } from './geometry.ts'
import { matOf, shrunk } from './mats.ts'
import { type Mat, type OpenCv, withMats } from './opencv.ts'
import type { Raster } from './raster.ts'

const SEARCH_LONG_SIDE = 600
/** A page fills at least this share of the picture. */
const SMALLEST_SHARE = 0.25
/** A larger quadrangle is the edge of the picture itself. */
const WHOLE_SHARE = 0.985

export interface Outline {
  readonly place: Homography
  readonly widthMm: number
  readonly heightMm: number
}

/**
 * The sheet as a map from mm to pixels of the picture. Its long side is assumed to be that of A4. Its orientation is
 * not
 * corrected, because it is unknown.
 */
export function findOutline(cv: OpenCv, grey: Raster): Outline | null {
  const { raster, scale } = shrunk(cv, grey, SEARCH_LONG_SIDE)
  const quad = brightQuad(cv, raster)
  if (quad === null) return null
  const [top, right, bottom, left] = quad.map((corner, at) => distance(corner, quad[(at + 1) % 4] ?? corner)) as [
    number,
    number,
    number,
    number,
  ]
  const [across, down] = [(top + bottom) / 2, (left + right) / 2]
  if (Math.max(top / bottom, bottom / top, left / right, right / left) > 1.6) return null
  const mm = 297 / Math.max(across, down)
  const [widthMm, heightMm] = [across * mm, down * mm]
  const corners = quad.map(({ x, y }) => ({ x: (x + 0.5) / scale - 0.5, y: (y + 0.5) / scale - 0.5 }))
  const place = homographyOf(
    [
      { x: 0, y: 0 },
      { x: widthMm, y: 0 },
      { x: widthMm, y: heightMm },
      { x: 0, y: heightMm },
    ],
    corners,
  )
  return place && { place, widthMm, heightMm }
}

function brightQuad(cv: OpenCv, raster: Raster): Quad | null {
  return withMats((keep) => {
    const image = keep(matOf(cv, raster))
    const smooth = keep(new cv.Mat())
    cv.GaussianBlur(image, smooth, new cv.Size(5, 5), 0)
    const bright = keep(new cv.Mat())
    cv.threshold(smooth, bright, 0, 255, cv.THRESH_BINARY + cv.THRESH_OTSU)
    // Closes holes caused by writing, and cuts thin connections to other bright areas.
    const whole = keep(new cv.Mat())
    cv.morphologyEx(bright, whole, cv.MORPH_CLOSE, keep(cv.Mat.ones(15, 15, cv.CV_8U)))
    const apart = keep(new cv.Mat())
    cv.morphologyEx(whole, apart, cv.MORPH_OPEN, keep(cv.Mat.ones(9, 9, cv.CV_8U)))
    const contours = keep(new cv.MatVector())
    cv.findContours(apart, contours, keep(new cv.Mat()), cv.RETR_EXTERNAL, cv.CHAIN_APPROX_SIMPLE)
    const picture = raster.width * raster.height
    let best: { quad: Quad; area: number } | null = null
    for (let at = 0; at < contours.size(); at++) {
      const contour = keep(contours.get(at))
      const area = cv.contourArea(contour)
      if (area < picture * SMALLEST_SHARE || (best !== null && area < best.area)) continue
      const hull = keep(new cv.Mat())
      cv.convexHull(contour, hull)
      const quad = quadOf(cv, hull, keep)
      // A sheet fills its quadrangle almost completely; another shape has other corners.
      if (quad !== null && area / areaOf(quad) > 0.93 && areaOf(quad) < picture * WHOLE_SHARE) best = { quad, area }
    }
    return best?.quad ?? null
  })
}

function quadOf(cv: OpenCv, hull: Mat, keep: <M extends { delete(): void }>(mat: M) => M): Quad | null {
  const length = cv.arcLength(hull, true)
  for (const tolerance of [0.02, 0.03, 0.05]) {
    const corners = keep(new cv.Mat())
    cv.approxPolyDP(hull, corners, tolerance * length, true)
    if (corners.rows !== 4) continue
    const points = Array.from({ length: 4 }, (_, at): Point => ({
      x: corners.data32S[at * 2] ?? 0,
      y: corners.data32S[at * 2 + 1] ?? 0,
    }))
    return upright(points)
  }
  return null
}

/** Clockwise, from the corner nearest to the picture's top left. */
function upright(points: readonly Point[]): Quad | null {
  const centre = { x: points.reduce((sum, { x }) => sum + x, 0) / 4, y: points.reduce((sum, { y }) => sum + y, 0) / 4 }
  const round = [...points].sort(
    (a, b) => Math.atan2(a.y - centre.y, a.x - centre.x) - Math.atan2(b.y - centre.y, b.x - centre.x),
  )
  const first = round.reduce(
    (best, { x, y }, at) => (x + y < (round[best]?.x ?? 0) + (round[best]?.y ?? 0) ? at : best),
    0,
  )
  const quad = [0, 1, 2, 3].map((at) => round[(first + at) % 4] ?? centre) as unknown as Quad
  return isConvex(quad) ? quad : null
}

const areaOf = (quad: Quad): number =>
  Math.abs(
    quad.reduce((sum, { x, y }, at) => sum + x * (quad[(at + 1) % 4]?.y ?? 0) - (quad[(at + 1) % 4]?.x ?? 0) * y, 0),
  ) / 2
